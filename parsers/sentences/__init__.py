"""People and their data in running text."""
