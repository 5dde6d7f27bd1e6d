"""Comments that silence findings.

    comment.py   what a comment says    //rowsclose:ignore rows-not-closed -- reason  ->  Suppression
    insertion.py comments written into a file, above the statements that findings stand in
    alignment.py ... and the comments behind code that gofmt aligns
    applied.py   which findings it silences, and what of it silences none             ->  Applied

Where a comment stands is the syntax tree's to say: see ``syntax.comments``.
"""
