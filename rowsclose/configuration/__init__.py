"""The configuration file: found, read, and checked against what it may say.

    .rowsclose.toml  ->  find.py  ->  toml.py  ->  schema.py  ->  Configuration
                         which        tables       what fits

    settings.py   Configuration, Option: plain values
    models.py     the files that an entry of models names

A run without a configuration file imports ``find`` alone. The file is data: nothing in it runs, and the files that it
names lie within the repository.
"""
