"""A desk for stories: mails go in as bytes, letters are read from the outbox, the clock is moved by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from cases.case import Case, Transicion
from cases.reading import Persona, Reading
from cases.threads import subject_tag
from intake.clerk import decide_at
from intake.desk import Desk
from intake.fingerprint import fingerprint
from intake.process import work
from intake.rounds import wake_due
from registry import base, case_store, journal, outbox
from registry.journal import NewMessage
from tests.support.desks import Clock
from tests.support.letters import oficio, person

DESK = "soporte@gobiernoelectronico.gob.ec"


class InProcess:
    """The real reader without its process: stories are about what is decided."""

    def __init__(self, read: Callable[[bytes, str, datetime | None], Reading]) -> None:
        self.read = read

    def close(self) -> None:
        """Nothing was opened."""


class Mesa:
    """One desk, institution INST7 with its principal (AIQ 70) and backup (AIQ 71) registered."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock, self.uid = desk, clock, 0
        with desk.db.write() as tx:
            self.institution = base.add_institution(
                tx, "Instituto de Pruebas Número 7", "INST7", clock(), canton="Quito"
            )
            for rol, number in (("principal", 70), ("backup", 71)):
                base.open_period(tx, self.institution, rol, aiq(number), date(2024, 1, 8), clock())

    def receive(self, mail: EmailMessage | bytes) -> list[dict[str, Any]]:
        """A mail arrives and is worked on; the letters that it ordered."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=policy.SMTP)
        self.uid += 1
        sha256 = self.desk.archive.store(raw)
        message_id = message_from_bytes(raw)["Message-ID"]
        new = self._new(raw, sha256, message_id)
        with self.desk.db.write() as tx:
            journal.add(tx, [new(tx)], self.clock())
        return self._letters_of(lambda: work(self.desk))

    def _new(self, raw: bytes, sha256: str, message_id: str | None) -> Callable[[Any], NewMessage]:
        def made(tx: Any) -> NewMessage:
            folder, _ = journal.open_folder(tx, "soporte", "INBOX", 1, 1, self.clock(), answer_backlog=True)
            return NewMessage(
                folder_id=folder.id, uid=self.uid, sha256=sha256, huella=fingerprint(raw), message_id=message_id,
                bytes=len(raw), anunciado=len(raw), recibido=self.clock(), previo=False,
            )  # fmt: skip

        return made

    def clerk(self, number: str, law: Callable[..., Any], **values: Any) -> list[dict[str, Any]]:
        """One clerk's decision; the letters that it ordered. Raises Refused with the law's reason."""
        return self._letters_of(lambda: decide_at(self.desk, number, law.__name__, lambda *s: law(*s, **values)))

    def wait_until(self, text: str) -> list[dict[str, Any]]:
        """The clock goes on to a moment of Guayaquil and due cases are woken; their letters."""
        self.clock.moment = datetime.fromisoformat(text).replace(tzinfo=self.desk.policy.zona)
        return self._letters_of(lambda: wake_due(self.desk))

    def _letters_of(self, action: Callable[[], Any]) -> list[dict[str, Any]]:
        with self.desk.db.read() as tx:
            before = {row["id"] for row in outbox.listing(tx)}
        action()
        with self.desk.db.read() as tx:
            new = [outbox.one(tx, row["id"]) for row in outbox.listing(tx) if row["id"] not in before]
        return [{**row, "texto": _text(row["mail"])} for row in new]

    def case(self, number: str = "AIQ-2026-00001") -> Case:
        with self.desk.db.read() as tx:
            found = case_store.load(tx, number)
        assert found is not None
        return found

    def history(self, number: str = "AIQ-2026-00001") -> list[Transicion]:
        with self.desk.db.read() as tx:
            return case_store.history(tx, number)

    def cases(self) -> list[Case]:
        with self.desk.db.read() as tx:
            return case_store.listing(tx)

    def outcome(self) -> tuple[str, str | None]:
        """What became of the newest mail, and why."""
        with self.desk.db.read() as tx:
            row = max(journal.listing(tx), key=lambda each: each["id"])
        return row["resultado"], row["motivo"]

    def home(self) -> Any:
        with self.desk.db.read() as tx:
            return base.institution(tx, self.institution)

    def tag(self, number: str = "AIQ-2026-00001") -> str:
        return subject_tag(self.desk.key, number)


def aiq(number: int) -> Persona:
    """The invented person of `tests.support.letters` as the registry keeps them."""
    data = person(number)
    return Persona(
        data["Nombres y apellidos"], data["Número de cédula"], data["Cargo"], f"aiq{number}@inst7.gob.ec",
        "022200200", None, data["Número celular"],
    )  # fmt: skip


def mail(
    sender: str, text: str, *, subject: str = "Consulta", cc: str | None = None, to: str = DESK,
    reply_to: dict[str, Any] | None = None, pdf: bytes | None = None, headers: dict[str, str] | None = None,
) -> EmailMessage:  # fmt: skip
    """A mail as people write them; `reply_to` is the letter that it answers."""
    made = EmailMessage(policy=policy.SMTP)
    made["From"], made["To"] = sender, to
    if cc:
        made["Cc"] = cc
    made["Subject"] = f"RE: {reply_to['asunto']}" if reply_to else subject
    made["Message-ID"] = f"<{abs(hash((sender, text, subject, cc, to)))}@inst7.gob.ec>"
    if reply_to:
        made["In-Reply-To"] = made["References"] = reply_to["message_id"]
    for name, value in (headers or {}).items():
        made[name] = value
    made.set_content(text)
    if pdf:
        made.add_attachment(pdf, maintype="application", subtype="pdf", filename="oficio.pdf")
    return made


def solicitud(number: int = 7, **options: Any) -> EmailMessage:
    """A request of INST<number> with its oficio."""
    text = "Adjunto el oficio de cambio de AIQ. Saludos cordiales."
    sender = f"Secretaría General <secretaria@inst{number}.gob.ec>"
    return mail(sender, text, subject="Cambio de AIQ", pdf=oficio(number, **options))


def names(letters: list[dict[str, Any]]) -> list[str]:
    return [letter["carta"] for letter in letters]


def _text(raw: bytes) -> str:
    body = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())
