"""The story of a path: what became of an acquisition, as rules ask about it and as people are told.

lifetime.py       the values that rules see
following.py      one acquisition, followed to the ends of its home
pending.py        what is known where the function comes to its acquiring calls
leaks.py          from exits and events to the paths that leak
goroutine.py      whether a function waits for goroutines that it has started
account.py        all that becomes of it, for people who ask
standing.py       what lowers its weight wherever it is left open
ending.py         whether the process ends behind a function
busy.py           the statements that find its connection busy
closing.py        how, and how late, it is closed where it is
error_beside.py   what becomes of the error that the acquiring call gives
executor.py       the method beside the called one that gives no result set
surroundings.py   what says where a release may be put: loops, questions for nil, what goes on with it
story.py          a path in words: steps, exits, source text
"""
