"""The desk's stories: one small mail each for every tricky case, with its reading and what the desk must do."""
