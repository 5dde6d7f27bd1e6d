"""Which calls of a function acquire a resource: by their types, by what they return, and by how the result is used."""
