"""The sessions of a database server: values, and the places they are read from. It knows nothing of code.

session     sessions, samples of them, and settings, as values
rows        a row of a server's list as a session
dump        what psql and its kin write: CSV, JSON, a JSON object a line
postgresql  a running PostgreSQL
mysql       a running MySQL or MariaDB
sampling    several samples of a running server, some seconds apart
ending      the SQL that ends sessions, and its execution
"""
