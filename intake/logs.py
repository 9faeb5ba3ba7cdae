"""Structured logs on stderr: one line a step with message and case ids; no cédulas, telephones or texts of mails."""

from __future__ import annotations

import logging
import sys
from typing import Any, TextIO

import structlog


def _harmless(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """What mails and far servers say may reach a log line: nothing in it drives the terminal that shows it."""
    return {name: _plain(value) if isinstance(value, str) else value for name, value in event.items()}


def _plain(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}" for char in text)


def configure(*, as_json: bool, debug: bool = False, file: TextIO | None = None) -> None:
    """JSON lines for machines, columns for a terminal; to stderr, or to the file given."""
    out = file or sys.stderr
    render: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if not as_json:
        render = structlog.dev.ConsoleRenderer(colors=out.isatty())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _harmless,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG if debug else logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=out),
        cache_logger_on_first_use=False,
    )


def logger() -> Any:
    """The logger as configured; in a command that configured none, only what is wrong, on stderr."""
    if structlog.is_configured():
        return structlog.get_logger()
    quiet = structlog.make_filtering_bound_logger(logging.WARNING)
    return structlog.wrap_logger(structlog.PrintLogger(sys.stderr), wrapper_class=quiet)
