"""Lists, forms and tables: labels with their values, person by person."""
