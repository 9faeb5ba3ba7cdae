"""Writes a ZIP as one file or as a split archive (NAME.z01, NAME.z02 … NAME.zip) that Info-ZIP joins and 7-Zip opens.

`zipfile` writes the entries; the file it writes to is cut into parts here, and the central directory, which must name
the part of each entry, is written here too (APPNOTE 4.3 and 8). No library on PyPI writes split ZIPs with ZIP64.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

SMALLEST_PART = 65_536
LARGEST_PART = 0xFFFF_FFFE
SPLIT_MARK, SINGLE_MARK = b"PK\x07\x08", b"PK00"
_ZIP64_FROM = 0x7FFF_FFFF  # where zipfile itself turns to ZIP64
# Info-ZIP 3.0 loses data while joining when what a part holds of an entry is a whole number of its buffers (16 KiB;
# less in small builds): its read at the end of the part comes back empty. Parts are cut one byte earlier there.
_JOIN_BUFFER = 2_048


class Parts(io.RawIOBase):
    """A file of consecutive parts, written at its end or, inside one part, patched. Positions count from the start of
    the first part. `size` null: one part, whatever its length."""

    def __init__(self, folder: Path, stem: str, size: int | None) -> None:
        if size is not None and not SMALLEST_PART <= size <= LARGEST_PART:
            raise ValueError(f"a part has {SMALLEST_PART} to {LARGEST_PART} bytes")
        self._folder, self._stem, self._size = folder, stem, size
        self._starts: list[int] = []
        self._end = self._at = 0
        self._data_from: int | None = None
        self._closed_directory = False
        self._next_part()
        if size is not None:
            self.write(SPLIT_MARK)

    # -- what zipfile asks of a file

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._end}[whence] + offset
        return self._at

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self._closed_directory:
            return len(data)  # zipfile's own directory, which knows of no parts
        if self._at == self._end:
            self._append(data)
        else:
            self._patch(data)
        self._at += len(data)
        return len(data)

    # -- what split archives need besides

    @contextmanager
    def entry(self, header_bytes: int) -> Iterator[None]:
        """Around one entry: its local header of at most so many bytes is not cut."""
        self._together(header_bytes + 2)
        yield
        self._data_from = None

    def data_begins(self) -> None:
        """The entry's header is written; from here on the part may be changed anywhere but where joining fails."""
        self._data_from = self._end

    def finish(self, entries: Iterable[zipfile.ZipInfo]) -> tuple[Path, ...]:
        """Writes the central directory, syncs everything and returns the parts in order, the last one named .zip."""
        start, total, here = self._place(self._end), 0, 0
        for info in entries:
            record = _directory_record(info, *self._place(info.header_offset))
            before = len(self._starts)
            self._together(len(record))
            if total == 0:
                start = self._place(self._end)
            here = 1 if len(self._starts) != before else here + 1
            total += 1
            self._append(record)
        size = self._end - self._starts[start[0]] - start[1]
        self._write_end(start, total, here, size)
        self._closed_directory = True
        return self._close_parts()

    # -- parts

    def _path(self, number: int) -> Path:
        return self._folder / f"{self._stem}.z{number:02d}"

    def _next_part(self) -> None:
        if self._starts:
            _sync_and_close(self._file)
        self._starts.append(self._end)
        self._file: IO[bytes] = self._path(len(self._starts)).open("w+b")
        if self._data_from is not None:
            self._data_from = self._end

    def _room(self) -> int:
        """Bytes that still go into this part; without a part size, as many as anybody wants."""
        if self._size is None:
            return LARGEST_PART
        limit = self._starts[-1] + self._size
        if self._data_from is not None and (limit - self._data_from) % _JOIN_BUFFER == 0:
            limit -= 1
        return limit - self._end

    def _together(self, count: int) -> None:
        if self._room() < count:
            self._next_part()

    def _append(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            room = self._room()
            if room == 0:
                self._next_part()
                continue
            self._file.write(view[:room])
            self._end += min(room, len(view))
            view = view[room:]

    def _patch(self, data: bytes) -> None:
        part, offset = self._place(self._at)
        if part == len(self._starts) - 1:
            self._file.seek(offset)
            self._file.write(data)
            self._file.seek(0, os.SEEK_END)
            return
        with self._path(part + 1).open("r+b") as earlier:
            earlier.seek(offset)
            earlier.write(data)
            os.fsync(earlier.fileno())

    def _place(self, position: int) -> tuple[int, int]:
        """(part counted from 0, offset in it)."""
        part = bisect_right(self._starts, position) - 1
        return part, position - self._starts[part]

    def _write_end(self, start: tuple[int, int], total: int, here: int, size: int) -> None:
        """The end records, in one piece: ZIP64's only for more entries than the old ones can count."""
        many = total >= 0xFFFF
        self._together(22 + (56 + 20 if many else 0))
        if start[0] != len(self._starts) - 1 and self._end == self._starts[-1]:
            here = 0
        part = len(self._starts) - 1
        if many:
            offset = self._end - self._starts[-1]
            self._append(struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, part, start[0], here, total, size, start[1]))
            self._append(struct.pack("<4sIQI", b"PK\6\7", part, offset, part + 1))
        counts = (0xFFFF, 0xFFFF) if many else (here, total)
        self._append(struct.pack("<4s4H2IH", b"PK\5\6", part, start[0], *counts, size, start[1], 0))

    def _close_parts(self) -> tuple[Path, ...]:
        if len(self._starts) == 1 and self._size is not None:
            self._at = 0
            self._patch(SINGLE_MARK)
        _sync_and_close(self._file)
        paths = [self._path(number) for number in range(1, len(self._starts) + 1)]
        last = self._folder / f"{self._stem}.zip"
        paths[-1].rename(last)
        return (*paths[:-1], last)

    def abandon(self) -> None:
        """Closes the part in hand; what was written is of no use."""
        self._closed_directory = True
        self._file.close()


def _sync_and_close(file: IO[bytes]) -> None:
    """The disk has it; what is read back later comes from there and not from memory."""
    file.flush()
    os.fsync(file.fileno())
    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    file.close()


def _directory_record(info: zipfile.ZipInfo, part: int, offset: int) -> bytes:
    """An entry of the central directory, naming the part that its local header stands in."""
    name, flags = _encoded(info)
    year, month, day, hour, minute, second = info.date_time
    sizes, extra = (info.compress_size, info.file_size), b""
    if max(sizes) > _ZIP64_FROM:
        extra = struct.pack("<2H2Q", 1, 16, info.file_size, info.compress_size)
        sizes = (0xFFFF_FFFF, 0xFFFF_FFFF)
    return (
        struct.pack(
            "<4s2B5H3I5H2I",
            b"PK\1\2", max(info.create_version, info.extract_version), info.create_system, info.extract_version, flags,
            info.compress_type, hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day,
            info.CRC, *sizes, len(name), len(extra), 0, part, info.internal_attr, info.external_attr, offset,
        )
        + name
        + extra
    )  # fmt: skip


def _encoded(info: zipfile.ZipInfo) -> tuple[bytes, int]:
    """The name as the local header writes it: UTF-8, and said so when it is not ASCII."""
    if info.filename.isascii():
        return info.filename.encode("ascii"), info.flag_bits
    return info.filename.encode("utf-8"), info.flag_bits | 0x800
