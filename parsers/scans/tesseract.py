"""Tesseract with the Latin script model, kept loaded for the life of the worker."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np

from parsers.bounds.heap import trim
from parsers.scans.seen import Seen

LANGUAGE = "Latin"
_DEBIAN = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")
_lock = threading.Lock()
_engines: dict[str, tuple[threading.Lock, object]] = {}


@cache
def model_folder() -> str | None:
    """Where the Latin model lies: TESSDATA_PREFIX or Debian's folder (also its ``script/``); null when nowhere.

    Debian's `spa` is no substitute: its character set has neither @ nor ü.
    """
    given = os.environ.get("TESSDATA_PREFIX")
    for folder in (*([given] if given else []), *_DEBIAN):
        for place in (Path(folder), Path(folder) / "script", Path(folder) / "tessdata"):
            if (place / f"{LANGUAGE}.traineddata").is_file():
                return str(place)
    return None


def available() -> bool:
    """Whether both the binding and the model are there."""
    try:
        import tesserocr  # noqa: F401
    except ImportError:
        return False
    return model_folder() is not None


def load() -> None:
    """Load the model now: for a moment that takes four times the memory it keeps, best before anything else does."""
    if LANGUAGE not in _engines:
        with _engine(LANGUAGE):
            trim()


@contextmanager
def _engine(language: str) -> Iterator:
    """The one engine of this language, for one caller at a time. Loading its model costs the better part of a second
    and it holds 90 MB, so there is one in the process, and it is kept."""
    import tesserocr

    with _lock:
        if language not in _engines:
            engine = tesserocr.PyTessBaseAPI(path=model_folder(), lang=language, psm=tesserocr.PSM.AUTO)
            _engines[language] = threading.Lock(), engine
        turn, engine = _engines[language]
    with turn:
        try:
            yield engine
        finally:
            engine.Clear()


def _show(engine, image: np.ndarray, dpi: int) -> None:
    height, width = image.shape
    engine.SetImageBytes(np.ascontiguousarray(image).tobytes(), width, height, 1, width)
    engine.SetSourceResolution(dpi)


def orientation(image: np.ndarray, dpi: int) -> int:
    """By how many degrees clockwise (0, 90, 180, 270) the picture must be turned to stand upright; 0 when unsure."""
    import tesserocr

    folder = model_folder()
    if folder is None or not (Path(folder) / "osd.traineddata").is_file():
        return 0
    with _engine("osd") as engine:
        engine.SetPageSegMode(tesserocr.PSM.OSD_ONLY)
        _show(engine, image, dpi)
        found = engine.DetectOrientationScript()
    if not found or found["orient_conf"] < 1.0:
        return 0
    return -int(found["orient_deg"]) % 360


def read(image: np.ndarray, dpi: int, milliseconds: int = 0) -> list[Seen] | None:
    """Words with pixel boxes in reading order; null when the time ran out (0: no limit)."""
    import tesserocr

    with _engine(LANGUAGE) as engine:
        engine.SetPageSegMode(tesserocr.PSM.AUTO)
        _show(engine, image, dpi)
        return list(_words(engine)) if engine.Recognize(milliseconds) else None


@contextmanager
def line_reader(
    image: np.ndarray, dpi: int, late: Callable[[], bool] = lambda: False
) -> Iterator[Callable[[Seen], list[Seen]]]:
    """A function that reads one segment of the picture again, as a single line of text; nothing once it is `late`."""
    import tesserocr

    height, width = image.shape
    shown = False
    with _engine(LANGUAGE) as engine:

        def again(segment: Seen) -> list[Seen]:
            nonlocal shown
            if not shown:
                engine.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
                _show(engine, image, dpi)
                shown = True
            left, top = max(0, int(segment.box[0]) - 4), max(0, int(segment.box[1]) - 3)
            right, bottom = min(width, int(segment.box[2]) + 5), min(height, int(segment.box[3]) + 4)
            if right - left < 8 or bottom - top < 8 or late():
                return []
            engine.SetRectangle(left, top, right - left, bottom - top)
            return list(_words(engine)) if engine.Recognize(0) else []

        yield again


def _words(engine):
    import tesserocr

    level = tesserocr.RIL.WORD
    for item in tesserocr.iterate_level(engine.GetIterator(), level):
        text = item.GetUTF8Text(level) if not item.Empty(level) else ""
        box = item.BoundingBox(level)
        if text.strip() and box:
            yield Seen(text.strip(), tuple(float(side) for side in box), item.Confidence(level) / 100)
