"""The only room that knows tree-sitter: parsing, the damage report, and the few node helpers others need."""
