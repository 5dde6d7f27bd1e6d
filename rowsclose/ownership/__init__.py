"""The heart: who owns a resource, and is its obligation discharged?

A room imports only those above it in this list.

    kinds.py        which kinds of resources are there?                    the words that rules share with the analysis
    facts           what is known of one resource at one point?            typestate, claims, the fact, events
    models          what does a library say?                               directives, parsed into what they mean
    obligations     what must be called on a value of this type?           declared, wrapped, or by its shape
    callees         what may a caller know of a callee?                    summaries as values, code out of reach
    bodies          what does a body show before a path is followed?       graphs, loops, what is relevant
    provenance      where does a value come from, and whose is it?         sources, what a return gives
    transfer        what does an instruction, a call or a branch do?       from a fact to facts
    summaries       what do the program's own functions do?                worked out from their bodies
    acquisitions    which calls acquire a resource?                        by type, by provenance, by use
    witness         what became of one acquisition, and on which path?     lifetimes, leaks, the story
    analysis.py     the door: from a function to the lifetimes of its resources

``callees`` says what may be asked of a callee; ``summaries`` answers, and stands above ``transfer``, which asks. Questions
that rest on each other are those of one ``rowsclose.solver``. See ``docs/architecture.md``.
"""
