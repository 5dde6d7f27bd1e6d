"""From findings to edits: each finding's remedy written into its file, and taken only where the analysis agrees.

    run.py            all files of a run: mended folder by folder, then checked together
    folder.py         the files of a folder, between two looks at all of them
    mending.py        one file: fixes tried at once, else one by one
    touched.py        what an edit may change the findings of: only that is looked at again
    verification.py   what speaks against a fix
    planning.py       a finding's remedy to the fixes that may do, the best first
    applying.py       a mended file in the place of the old one
    diff.py           a change as a unified diff

    deferring.py      defers, written or moved          releasing.py   before ways out
    looking.py        the error of reading              reader.py      the function that reads for another
    executing.py      Exec in place of Query            keeping.py     what is dropped
    rounds.py         loops                             wrapping.py    a round as a function

    case.py           one finding in one text           page.py        a file's tree, and walks in it
    checked.py        where the error has been checked  certainty.py   what that is certain of
    failing.py        how a function returns an error   custom.py      what it ends before that
    handling.py       what is done where the call fails scope.py       what a name stands for
    lines.py          whole lines in the style around them
    aligning.py       comments that gofmt aligns        skipping.py    what a return that is put in would skip

Rules decide what is to be done (``remedy``); nothing here asks why.
"""
