"""Alembic's entry: runs the migrations on the connection that the program hands in."""

import registry.schema_respaldos
from alembic import context

from registry.schema import metadata

assert registry.schema_respaldos  # imported for its tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
