"""Files of every kind into pages of words."""
