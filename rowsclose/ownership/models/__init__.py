"""What a library says of itself, in stub files or at its own declarations: directives, parsed into what they mean.

language.py    the verbs, where each may stand, and what is wrong with one that cannot be meant
model.py       what directives mean, as values
parsing.py     from directives to those values
models.py      what is said of a callee, of a type, of a method: stub files, models and declarations together
"""
