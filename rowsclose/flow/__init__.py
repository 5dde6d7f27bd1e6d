"""Control flow: the graph of a function body, its builder, and path-sensitive exploration. No library has a name here."""
