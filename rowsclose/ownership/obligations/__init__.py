"""Which values carry an obligation: what a type must call, what wraps a resource, what has the shape of one."""
