"""Bytes in, evidence out: mails, documents, signatures. Reads only what it is handed and never the network."""
