"""RapidOCR, the second opinion: another kind of engine, whose models lie inside its package."""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

from parsers.bounds.heap import few_arenas, trim
from parsers.scans.seen import Seen

# ONNX Runtime reports its use to its maker over the network unless told not to before it is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

_DETECTED_AT = 0.684  # of 200 dpi: lines are found on a smaller picture, which takes half the time and memory
_BAND = 600_000  # pixels shown to the detector at a time: its memory grows with them, 200 bytes for each
_LEAST_SCORE = 0.5
_HEIGHT, _PAPER = 48, 245  # of the picture of a line that the recogniser wants, and its ground
_lock = threading.Lock()
_engines: list = []


def available() -> bool:
    try:
        import rapidocr  # noqa: F401
    except ImportError:
        return False
    return True


def _engine():
    """The one engine of this process."""
    with _lock:
        if not _engines:
            from rapidocr import RapidOCR

            few_arenas()
            # Lines were turned upright before: its classifier of upside-down lines would only cost time.
            # The pictures come in the size that suits the detector; it would enlarge those under 736 pixels and take
            # wide ones for a single line.
            sizes = {"Det.limit_type": "max", "Det.limit_side_len": 2000, "Global.max_side_len": 4000,
                     "Global.width_height_ratio": -1}  # fmt: skip
            engine = RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False, **sizes})
            for task, config in (("det", engine.cfg.Det), ("rec", engine.cfg.Rec)):
                model = f"{config.ocr_version.value}_{task}_{config.model_type.value}.onnx"
                config._set_flag("allow_objects", True)
                config.session = _session(Path(engine.cfg.Global.model_root_dir) / model)
            _engines.append(engine)
        return _engines[0]


def _session(model: Path):
    """ONNX Runtime by default lets idle threads spin, which doubles the processor time on a busy machine, and keeps
    every picture's working memory for the next one."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.intra_op_num_threads = min(4, os.cpu_count() or 1)
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def read(image: np.ndarray, dpi: int, late: Callable[[], bool] = lambda: False) -> list[Seen] | None:
    """Segments of lines with pixel boxes, in no promised order; null when `late` said so meanwhile."""
    seen: list[Seen] = []
    for top, bottom in _bands(image):
        for box in _lines(image[top:bottom], dpi):
            if late():
                return None
            x0, y0, x1, y1 = box
            found = _recognised(image[top + y0 : top + y1, x0:x1])
            if found:
                seen.append(Seen(found[0], (x0, top + y0, x1, top + y1), found[1]))
        if late():
            return None
    return seen


def _bands(image: np.ndarray) -> Iterator[tuple[int, int]]:
    """The picture's rows in bands, cut where there is least ink: between lines of text."""
    height, width = image.shape
    count = math.ceil(height * width / _BAND)
    # A cut needs a few white rows, or it would shave off accents and tails.
    ink = cv2.blur((image < 170).sum(axis=1, dtype=np.float32)[:, None], (1, 9))[:, 0]
    start = 0
    for number in range(1, count):
        middle, reach = height * number // count, height // (4 * count)
        low = middle - reach
        end = low + int(ink[low : middle + reach].argmin()) if reach else middle
        yield start, end
        start = end
    yield start, height


def _lines(band: np.ndarray, dpi: int) -> list[tuple[int, int, int, int]]:
    """Pixel boxes of the pieces of lines in a band."""
    scale = min(1.0, 200 * _DETECTED_AT / dpi)
    small = cv2.resize(band, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = _engine()(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False)
    trim()
    if found.boxes is None:
        return []
    height, width = band.shape
    boxes = []
    for corners in found.boxes:
        (left, top), (right, bottom) = corners.min(axis=0) / scale, corners.max(axis=0) / scale
        box = max(0, int(left)), max(0, int(top)), min(width, math.ceil(right)), min(height, math.ceil(bottom))
        if box[2] - box[0] > 3 and box[3] - box[1] > 3:
            boxes.append(box)
    return boxes


def further_reader(
    image: np.ndarray, untouched: np.ndarray, late: Callable[[], bool] = lambda: False
) -> Callable[[Seen], list[str]]:
    """A function that reads a segment of the picture again, as large as the recogniser wants it, and where the picture
    is another than the `untouched` one that too, in both sizes; nothing once it is `late`."""

    def again(segment: Seen) -> list[str]:
        x0, y0, x1, y1 = (int(side) for side in segment.box)
        seen = (image[y0:y1, x0:x1], untouched[y0:y1, x0:x1])
        shown = [_enlarged(seen[0])]
        if not np.array_equal(*seen):
            shown += [seen[1], _enlarged(seen[1])]
        read = [_recognised(line) for line in shown if line.size and not late()]
        return [found[0] for found in read if found]

    return again


def _enlarged(line: np.ndarray) -> np.ndarray:
    factor = _HEIGHT / max(1, line.shape[0])
    return cv2.resize(line, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC) if factor > 1 else line


def _recognised(line: np.ndarray) -> tuple[str, float] | None:
    """Text and score of one line; null when there is none. A tall narrow piece is text that runs upwards."""
    upright = np.rot90(line) if line.shape[0] >= 1.5 * line.shape[1] else line
    # It would be stretched to this height, which shows no more and takes a fifth longer.
    lacking = max(0, _HEIGHT - upright.shape[0])
    framed = cv2.copyMakeBorder(upright, lacking // 2, lacking - lacking // 2, 0, 0, cv2.BORDER_CONSTANT, value=_PAPER)
    colour = cv2.cvtColor(framed, cv2.COLOR_GRAY2BGR)
    found = _engine()(colour, use_det=False, use_cls=False, use_rec=True)
    if not found.txts or not found.txts[0].strip() or found.scores[0] < _LEAST_SCORE:
        return None
    return found.txts[0].strip(), float(found.scores[0])
