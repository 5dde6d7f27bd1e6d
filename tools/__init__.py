"""Programs that serve the development of rowsclose."""
