"""Log lines: whatever a mail or a far server says, the terminal that shows them stays as it was."""

import io
import json

import pytest
import structlog

from intake.logs import configure, logger


@pytest.mark.parametrize("as_json", [True, False])
def test_nothing_in_a_line_drives_the_terminal(as_json):
    out = io.StringIO()
    try:
        configure(as_json=as_json, file=out)
        logger().warning("carta_retenida", motivo="550 \x1b[2Jno \x9b31m existe\x07", respuesta="a\u202eb")
    finally:
        structlog.reset_defaults()
    line = out.getvalue()
    assert not set("\x1b\x9b\x07\u202e") & set(line)
    assert "existe" in line


def test_a_traceback_keeps_its_lines():
    out = io.StringIO()
    try:
        configure(as_json=True, file=out)
        try:
            raise ValueError("\x1b[2J")
        except ValueError:
            logger().exception("parte_fallida")
    finally:
        structlog.reset_defaults()
    told = json.loads(out.getvalue())["exception"]
    assert told.count("\n") > 2
    assert "\x1b" not in told
