"""SQL as text: its words, what a server shows of a statement, and an index of statements by their text.

    words       a text in words, the same however it is spaced, commented, and whatever its placeholders are called
    comments    what the comments in a text say: sqlc's name of a query, sqlcommenter's tags
    pattern     a statement of which parts may be missing, held against a text
    lookup      which of many statements a text may be, by their names alone
    index       many of them, and the ones that a text is, with a score

It knows neither Go nor a server, and no grammar of SQL: words are enough to tell one statement from another.
"""
