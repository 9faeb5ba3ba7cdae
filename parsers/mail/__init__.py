"""A mail opened: who sent it, what was written now, what it carries."""
