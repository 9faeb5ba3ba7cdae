"""Rows in, values out: tables, migrations, journal, cases, outbox and the base of institutions and AIQs."""
