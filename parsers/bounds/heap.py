"""The C library's heap kept small: engines take and free hundreds of megabytes, and glibc would keep them."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_ARENAS = -8  # glibc: M_ARENA_MAX


def few_arenas() -> None:
    """Every thread would reserve a heap of its own, 400 MB of address space in all: a bounded process counts them."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENAS, 2)


def trim() -> None:
    """Give back to the system what was freed; where the C library cannot, nothing happens."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
