"""The story of the README on a real PostgreSQL: ``make rehearsal``.

    postgres     a cluster of its own, on a free port of the loopback address
    service      a Go service that leaks, and its mended twin: the same source with ``mended.patch`` applied
    load         requests at a steady pace
    activity     what ``pg_stat_activity`` says meanwhile
    measure      all of them together, once for the service and once for its twin
    figures      what was measured, as JSON and as tables
    plot         what was measured, as a picture

Nothing of this is part of the installed package.
"""
