"""How much a mail may use of time, memory and disk, and the walls of the process that reads it."""
