"""Electronic signatures: who signed what, and whom the desk believes."""
