"""Go without SQL: types, declarations, packages, and the lowering of function bodies to instructions."""
