"""Many checkouts: what is to be looked at, what came of each, and what they show together.

    LIST | FOLDER  ->  checkouts  ->  tasks  ->  (workers)  ->  results  ->  folder  ->  summary

checkouts.py   the checkouts that a list or a folder names
contents.py    what an analysis may read of a checkout, and its digest
tasks.py       a checkout as a task, by its path or by its bytes, and what comes of it: plain values
answering.py   in a worker: from a task to its result
frames.py      the lines of source that a finding shows, as plain data
record.py      what is kept of a checkout that has been analysed
results.py     the folder of results: what is done is kept there, and not done again
running.py     from checkouts to results
ranking.py     the summary: repositories and findings, the worst first
text.py        ... for people who read a terminal
document.py    ... as JSON
page/          ... as one HTML page

How a checkout is checked is the caller's to say (``Look``): it is what ``check`` does in the checkout's folder, but for what
lies outside of it.
"""
