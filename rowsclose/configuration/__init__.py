"""Configuration files: found, read, and checked against what they may say.

    .rowsclose.toml  ->  find.py  ->  toml.py  ->  schema.py  ->  Configuration
                         which        tables       what fits

    What concerns a file (rules, levels, ignores, models) says the nearest one upward from that file, what concerns the
    run (formats, output) the nearest one upward from the working folder.

    settings.py   Configuration, Option: plain values
    models.py     the files that an entry of models names

A run without a configuration file imports ``find`` alone. The file is data: nothing in it runs, and the files that it
names lie within the repository.
"""
