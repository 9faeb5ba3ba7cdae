"""Plain text in which a mail program wrote bold letters between asterisks."""

from __future__ import annotations

import re

# A pair around words, as Gmail writes it: neither touches a letter outside, neither has a blank inside; the program may
# have broken the line between them.
_BOLD = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,200}(?:\n[^*\n]{1,100})?)(?<=[^\s*])\*(?![\w*])")


def unstarred(text: str) -> str:
    """The text without the asterisks around what was bold."""
    return _BOLD.sub(r"\1", text) if "*" in text else text
