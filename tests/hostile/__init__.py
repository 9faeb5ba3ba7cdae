"""Mails and files made to break their reader; small to keep, cruel to open. `ATTACKS` lists them all."""

from __future__ import annotations

from tests.hostile import archives, envelopes, mails, offices, pdfs, pictures
from tests.hostile.attack import Attack

ATTACKS: tuple[Attack, ...] = (
    *mails.ATTACKS,
    *pdfs.ATTACKS,
    *archives.ATTACKS,
    *offices.ATTACKS,
    *pictures.ATTACKS,
    *envelopes.ATTACKS,
)
