"""Whose letter it is: its head, its close and the institution that it comes from."""
