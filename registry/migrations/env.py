"""Alembic's entry: runs the migrations on the connection that the program hands in."""

from typing import Any

from alembic import context

from registry import schema_respaldos
from registry.schema import Moment, metadata

assert schema_respaldos  # imported for its tables


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """A migration names no type of today's code, which may change after it was written."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
