"""RapidOCR, the second opinion: another kind of engine, whose models lie inside its package."""

from __future__ import annotations

import ctypes
import os
import threading
from contextlib import suppress

import cv2
import numpy as np

from parsers.seen import Seen

# ONNX Runtime reports its use to its maker over the network unless told not to before it is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

_ARENAS = -8  # glibc: M_ARENA_MAX
_lock = threading.Lock()
_engines: list = []


def available() -> bool:
    try:
        import rapidocr  # noqa: F401
    except ImportError:
        return False
    return True


def _engine():
    """The one engine of this process; it may be called from several threads."""
    with _lock:
        if not _engines:
            from rapidocr import RapidOCR

            _save_address_space()
            # Lines were turned upright before: its classifier of upside-down lines would only cost time.
            settings = {"Global.log_level": "critical", "Global.use_cls": False, "Global.max_side_len": 1600}
            _engines.append(RapidOCR(params=settings))
        return _engines[0]


def _save_address_space() -> None:
    """Every thread would reserve a heap of its own, 400 MB of address space in all: a bounded process counts them."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENAS, 2)


def read(image: np.ndarray) -> list[Seen]:
    """Segments of lines with pixel boxes, in no promised order."""
    result = _engine()(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR))
    if result.txts is None or result.boxes is None:
        return []
    seen = []
    for text, corners, score in zip(result.txts, result.boxes, result.scores, strict=True):
        across, along = [float(point[0]) for point in corners], [float(point[1]) for point in corners]
        seen.append(Seen(text.strip(), (min(across), min(along), max(across), max(along)), float(score)))
    return [item for item in seen if item.text]
