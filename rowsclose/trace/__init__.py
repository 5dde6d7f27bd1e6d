"""From the sessions of a database server to the lines of code whose connections they are.

made        what calls make of texts: builders, joins, functions of the module
sites       the calls of the code that send a statement, or acquire what statements are sent on
code        those, with what the check finds, and an index of their texts
evidence    what the samples of a server's sessions show by themselves
tracing     both together: lines of code with their sessions, and what is to be made of them
advice      what the settings of the server and of the pools do for these sessions
"""
