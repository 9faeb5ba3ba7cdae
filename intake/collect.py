"""Collecting: every mail of the folder is stored and journalled before anything reads it, and the round proves it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.desk import Desk
from intake.fingerprint import fingerprint, message_id, sender, told
from intake.health import EMPTY, MAILBOX
from intake.mailbox import Fetched, Listed, Mailbox, Selected
from registry import journal, meta
from registry.journal import FolderRow, NewMessage

BATCH_BYTES = 8 << 20
ACCEPT_AFTER = 3
CLOCKS_DIFFER = timedelta(hours=1)
BACKLOG = "anterior al primer contacto con el buzón; «aiq messages reprocess» o --answer-backlog lo atienden"


@dataclass(frozen=True, slots=True)
class Collected:
    """What a round of collecting saw: mails on the server, of these journalled, and how many are new."""

    on_server: int
    journalled: int
    new: int
    first_contact: bool = False
    backlog: int = 0

    @property
    def difference(self) -> int:
        return self.on_server - self.journalled


class Collector:
    """Keeps one connection's knowledge of what is journalled; make a new one with each connection."""

    def __init__(self, desk: Desk, mailbox: Mailbox) -> None:
        self._desk = desk
        self._mailbox = mailbox
        self._row: FolderRow | None = None
        self._known: set[int] = set()
        self._highest = 0
        # How many mails the folder held when all of it was last seen journalled, and when the whole list was asked for.
        self._whole: int | None = None
        self._listed: datetime | None = None
        self._first = False
        self._since: datetime | None = None

    @property
    def folder(self) -> FolderRow:
        """The folder as last opened; only after `collect`."""
        assert self._row is not None
        return self._row

    @property
    def folder_id(self) -> int:
        return self.folder.id

    def collect(self, *, answer_backlog: bool = False) -> Collected:
        """One reconciliation of server and journal. Raises TryAgain when either does not answer; nothing is lost."""
        selected = self._mailbox.select()
        fresh = self._open(selected, answer_backlog)
        uids, before = self._look(selected, fresh)
        self._desk.step("searched")
        if fresh or selected.uidvalidity == 0 or (self._highest and selected.uidnext <= self._highest):
            self._known -= self._reused(uids)
            self._highest = max(self._known, default=0)
        wanted = [uid for uid in uids if uid not in self._known]
        new = 0
        for batch in self._batches(wanted):
            self._desk.check_stop()
            new += self._bring(batch)
        backlog = self._settle_backlog(answer_backlog, fresh)
        missing = [uid for uid in wanted if uid not in self._known]
        journalled = before + len(uids) - len(missing)
        there = self._still_there(missing)
        self._whole = None if there else journalled
        return Collected(journalled + there, journalled, new, self._first, backlog)

    def _look(self, selected: Selected, fresh: bool) -> tuple[list[int], int]:
        """The UIDs to compare with the journal, and how many mails lie below them that need not be.

        In a folder of years the list of all is long. Where the mails beyond the highest known account for all that the
        folder now holds more than when it was last found whole, nothing else came or went, and they are enough. The
        whole list is asked for all the same as often as the mailbox is polled, and whenever the numbers differ."""
        now, pause = self._desk.now(), timedelta(seconds=self._desk.settings.mailbox.poll_seconds)
        recent = not fresh and self._listed is not None and self._listed <= now < self._listed + pause
        if recent and self._whole is not None and selected.uidvalidity and 0 < self._highest < selected.uidnext:
            newer = self._mailbox.uids(self._highest)
            if self._whole + len(newer) == selected.exists:
                return newer, self._whole
        self._listed = now
        return self._mailbox.uids(), 0

    def _still_there(self, missing: Sequence[int]) -> int:
        """How many of the mails that did not come are on the server yet."""
        return len(set(self._mailbox.uids()).intersection(missing)) if missing else 0

    def has_news(self) -> bool:
        """Whether a mail came while the round was busy: a server tells of it only once, and that may have passed."""
        return bool(self._mailbox.uids(self._highest))

    def _open(self, selected: Selected, answer_backlog: bool) -> bool:
        """Loads the journal's knowledge when the folder (or its UIDVALIDITY) is new to this connection."""
        settings = self._desk.settings.mailbox
        if self._row is not None and self._row.uidvalidity == selected.uidvalidity:
            self._first = False
            return False
        uidnext = selected.uidnext or max(self._mailbox.uids(), default=0) + 1
        with self._desk.db.write() as tx:
            self._row, self._first = journal.open_folder(
                tx, f"{settings.user}@{settings.host}", settings.folder, selected.uidvalidity, uidnext,
                self._desk.now(), answer_backlog=answer_backlog,
            )  # fmt: skip
            self._identities = journal.known_uids(tx, self._row.id)
            before = meta.get(tx, MAILBOX, EMPTY)["bien"]
        self._since = datetime.fromisoformat(before) - CLOCKS_DIFFER if before else None
        self._known = set(self._identities)
        self._highest = max(self._known, default=0)
        return True

    def _reused(self, uids: Sequence[int]) -> set[int]:
        """UIDs that now name another mail than the journal knows: their size or moment of reception differs."""
        listed = self._mailbox.listed([uid for uid in uids if uid in self._known])
        return {uid for uid, row in listed.items() if self._differs(uid, row)}

    def _differs(self, uid: int, row: Listed) -> bool:
        size, received = self._identities.get(uid, (row.size, row.received))
        return size != row.size or abs((received - row.received).total_seconds()) >= 1

    def _batches(self, wanted: Sequence[int]) -> Iterator[list[Listed]]:
        """The new mails, oldest first, in batches bounded by count and bytes."""
        length = self._desk.settings.mailbox.fetch_batch
        for start in range(0, len(wanted), 500):
            listed = self._mailbox.listed(wanted[start : start + 500])
            batch: list[Listed] = []
            weight = 0
            for uid in wanted[start : start + 500]:
                if uid not in listed:
                    continue
                row = listed[uid]
                if batch and (len(batch) >= length or weight + row.size > BATCH_BYTES):
                    yield batch
                    batch, weight = [], 0
                batch.append(row)
                weight += row.size
            if batch:
                yield batch

    def _bring(self, batch: Sequence[Listed]) -> int:
        """Fetches, stores and journals a batch; a mail that does not come whole waits for the next round."""
        most = self._desk.settings.mailbox.max_mail_bytes
        small = [row.uid for row in batch if row.size <= most]
        large = [row.uid for row in batch if row.size > most]
        fetched: list[Fetched] = list(self._mailbox.fetch(small)) if small else []
        self._desk.step("mid-fetch")
        if large:
            fetched += self._mailbox.fetch(large, header_only=True)
        rows = {row.uid: row for row in batch}
        whole = [(mail, rows[mail.uid]) for mail in fetched if self._is_whole(mail, rows[mail.uid])]
        names = self._desk.archive.store_all([mail.raw for mail, _ in whole])
        new = [self._noted(mail, row, sha256) for (mail, row), sha256 in zip(whole, names, strict=True)]
        self._desk.step("stored")
        if not new:
            return 0
        with self._desk.db.write() as tx:
            self._desk.db.lock(tx, f"anotar:{self.folder_id}")
            added = journal.add(tx, new, self._desk.now())
            journal.clear_fetch_trouble(tx, self.folder_id, [item.uid for item in new])
        self._desk.step("journalled")
        self._remember(new)
        return added

    def _remember(self, new: Iterable[NewMessage]) -> None:
        for item in new:
            self._known.add(item.uid)
            self._highest = max(self._highest, item.uid)
            self._identities[item.uid] = (item.anunciado, item.recibido)

    def _is_whole(self, mail: Fetched, row: Listed) -> bool:
        """Whether the bytes are what the server had announced. Some servers always tell a wrong size: what comes the
        same three times is taken, unless it is nothing."""
        if mail.raw and (mail.header_only or len(mail.raw) == row.size):
            return True
        digest = hashlib.sha256(mail.raw).hexdigest()
        said = f"llegaron {len(mail.raw)} de {row.size} bytes"
        with self._desk.db.write() as tx:
            tries, same = journal.note_fetch_trouble(tx, self.folder_id, mail.uid, digest, said)
        self._desk.log.warning("correo_incompleto", uid=mail.uid, detalle=said, intento=tries)
        return bool(mail.raw) and same and tries >= ACCEPT_AFTER

    def _noted(self, mail: Fetched, row: Listed, sha256: str) -> NewMessage:
        assert self._row is not None
        before = mail.uid <= self._row.baseline and not self._came_since(row)
        return NewMessage(
            folder_id=self._row.id,
            uid=mail.uid,
            sha256=sha256,
            huella=fingerprint(mail.raw),
            message_id=message_id(mail.raw),
            bytes=len(mail.raw),
            anunciado=row.size,
            recibido=row.received,
            previo=before,
            incompleto=mail.header_only,
            remitente=sender(mail.raw) if before else None,
            asunto=told(mail.raw, b"subject") if before else None,
        )

    def _came_since(self, row: Listed) -> bool:
        """Whether a mail came after the desk last reached its mailbox: where only the server's or the user's name is
        new in the settings, it has not been seen yet."""
        return self._since is not None and row.received >= self._since

    def _settle_backlog(self, answer_backlog: bool, fresh: bool) -> int:
        """Mails from before the first contact: skipped, or taken up again when the operator asks for it, which goes
        through the whole journal and so is done once for a connection."""
        now = self._desk.now()
        with self._desk.db.write() as tx:
            if not answer_backlog:
                return journal.skip_backlog(tx, now, BACKLOG)
            return journal.reopen(tx, now, backlog_motivo=BACKLOG) if fresh else 0
