"""Letters drawn with what was read marked in place."""
