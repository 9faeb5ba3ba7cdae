"""Two readings of one line of text laid side by side, character by character."""

from __future__ import annotations

from bisect import bisect_right

from rapidfuzz.distance import Levenshtein

# Signs around a word that decide nothing about it.
EDGES = ".,;:()[]{}\"'«»“”‘’•·*|¦_-–—~=<>°º!¡?¿/\\"


class Alignment:
    """Which characters of `left` stand for which of `right`; `breaks` are the places of `right` where a word ends."""

    def __init__(self, left: str, right: str, breaks: set[int]):
        self.left, self.right, self.breaks = left, right, breaks
        self.blocks = Levenshtein.opcodes(left, right)
        self.starts = [block.src_start for block in self.blocks]

    def equal(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of `right` that equals left[start:end], when it is one unbroken stretch."""
        for block in self.blocks:
            if block.tag == "equal" and block.src_start <= start and end <= block.src_end:
                shift = block.dest_start - block.src_start
                return start + shift, end + shift
        return None

    def place(self, index: int) -> int:
        """Where in `right` the character before which left[index] stands would be."""
        if index >= len(self.left):
            return len(self.right)
        block = self.blocks[bisect_right(self.starts, index) - 1]
        return min(block.dest_start + index - block.src_start, block.dest_end)

    def alike(self, start: int, end: int) -> bool:
        """Equal, and nothing more in `right` that belongs to the same word."""
        found = self.equal(start, end)
        if found is None:
            return False
        before, after = found
        while before > 0 and before not in self.breaks and self.right[before - 1] in EDGES:
            before -= 1
        while after < len(self.right) and after not in self.breaks and self.right[after] in EDGES:
            after += 1
        opens = before == 0 or before in self.breaks or (start > 0 and self.equal(start - 1, end) is not None)
        closes = after in self.breaks or (end < len(self.left) and self.equal(start, end + 1) is not None)
        return opens and closes
