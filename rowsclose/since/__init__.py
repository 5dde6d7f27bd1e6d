"""What is new since a revision: findings in functions that changed, and those that the code they call has made.

    earlier.py    the tree as it was, as an overlay in front of the one that is there
    since.py      the findings of today  ->  those in changed functions  +  those that were not there then

The old tree is analysed in memory, and only for findings in functions that did not change: their cause lies elsewhere.
"""
