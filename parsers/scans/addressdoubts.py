"""Addresses that both engines read alike and may be wrong all the same: letters of one shape, hosts but one apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from parsers.scans.seen import Seen

_LONE_I = re.compile(r"(?<![^\W\d_])I(?=[a-z])|(?<=[a-z])I")
_HOST = re.compile(r"(?:@|www\.)((?:[\w\-]+\.)+[a-z]{2,4})|^((?:[\w\-]+\.)+(?:gob|edu|com|org|mil)\.ec)\b", re.I)
_LEAST = 5  # letters of a name that another may be a misreading of


def doubt_addresses(words: Sequence[Seen]) -> list[Seen]:
    """The words, with those addresses doubtful whose only capital is an I (an l has the same shape, and is what it is
    taken for), or whose host differs in a letter or two from one that the page has at least as often."""
    hosts = Counter(host for word in words for host in _hosts(word.text))
    rare = {
        min(pair, key=hosts.__getitem__) if hosts[pair[0]] != hosts[pair[1]] else host
        for pair in combinations(hosts, 2)
        if _alike(*pair)
        for host in pair
    }
    return [
        replace(word.doubted(), text=_LONE_I.sub("l", word.text))
        if _has_lone_i(word.text)
        else word.doubted()
        if any(host in rare for host in _hosts(word.text))
        else word
        for word in words
    ]


def _has_lone_i(text: str) -> bool:
    return "@" in text and bool(_LONE_I.search(text)) and not re.search(r"[A-HJ-Z]", text)


def _hosts(text: str) -> list[str]:
    return [(match.group(1) or match.group(2)).lower() for match in _HOST.finditer(text)]


def _alike(one: str, other: str) -> bool:
    """Whether one of two hosts may be the other misread: not where they differ in digits, as those of zones do."""
    if re.sub(r"\d", "", one) == re.sub(r"\d", "", other):
        return False
    (name, end), (other_name, other_end) = _house(one), _house(other)
    if name == other_name:
        return Levenshtein.distance(end, other_end, score_cutoff=1) <= 1
    shortest = min(len(name), len(other_name))
    most = 2 if shortest >= 2 * _LEAST else 1
    return end == other_end and shortest >= _LEAST and Levenshtein.distance(name, other_name, score_cutoff=most) <= most


def _house(host: str) -> tuple[str, str]:
    """A host's name and its end (``gob.ec``)."""
    parts = host.split(".")
    return ".".join(parts[:-2]), ".".join(parts[-2:])
