"""Which files, and which functions in them, can have anything to do with a database: decided from bytes alone.

    layout      Go source laid out as gofmt does
    skeleton    what a file declares, and ``parts``: types and signatures taken apart
    facts       a file's imports, and whether it hints at a resource
    reach       the packages in reach along imports: the module's own, stub files, libraries on the machine
    standing    what types have to do with resources
    names       the names that can give or take one, and ``words``: where a text mentions them
    evidence    what is told by the bytes of a file by themselves
    candidates  what the driver asks
    mentioned   where names are mentioned in a file, for who asks of one call after another

What is decided of a file depends on its package and on what that reaches, never on which other files are asked for: a
file has the same findings by itself and among all. And it errs to one side: ``candidates.Everything`` finds no more.
"""
