"""Invented letters and mails with the reading that must come of them: the measure of `make accuracy`."""
