"""The desk's law: frozen values and pure functions; nothing is opened here and no clock is read."""
