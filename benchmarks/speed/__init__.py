"""How long rowsclose takes, as ratios of CPU time that are measured in one run: ``make bench``.

measuring.py  the CPU seconds and the room that a command takes
cases.py      what is measured: start-up, a hook, a tree from the beginning and remembered, worker processes
parsing.py    what the ratios of a tree are to: to parse all of its files, and nothing else
busiest.py    the time that a run would take with a processor for each of its processes
table.py      the figures as Markdown
results.json  what came of the last run of each version
"""
