"""A document as words with places, and the cells and lines that they make."""
