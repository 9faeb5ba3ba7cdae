"""What the tests build on: real servers in temporary folders, desks with a clock of their own, sample letters."""
