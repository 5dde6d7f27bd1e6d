"""Reports: pure functions from a run to text.

    Run, ReportContext -> render() -> str, str, ...      one module a format, found by name in ``formats``

    text, concise      for people; share ``terminal`` (escaping, widths, colours), ``snippet`` and ``story``, and list
                       notes only where they are asked for
    json, jsonl        for programs; share ``jsontext``
    sarif, gitlab      for services; name files from the repository's root (``repository``) and tell findings
    github, junit      apart across edits (``fingerprint``, ``identity``)
    lowered            why a finding weighs less than its rule says, for all that people read
    summary, statistics, explain, rule_page      what the command line says beside the findings

Nothing here prints, reads files or the environment, or knows the clock; sources come from ``ReportContext.read``.
Importing a format's module is the cost of using that format: this package imports none of them.
"""
