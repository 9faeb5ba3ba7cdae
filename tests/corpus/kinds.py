"""Every other mail of the mailbox: notices, reports, questions, automatic mail, and what concerns others."""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus.kinds_aiq import answer, backup, backup_forwarded, completion, request_in_text
from tests.corpus.kinds_machines import automatic, bounced, quipux_backup_notice, quipux_notice
from tests.corpus.model import Sample
from tests.corpus.pools import Pools
from tests.corpus.scene import Escena, Made, plain_mail


def backup_question(scene: Escena) -> Made:
    number = str(scene.rng.randint(4000, 99999))
    kind = scene.rng.choice(
        ("respaldo_estado", "respaldo_vencido", "respaldo_partes", "respaldo_exservidor", "respaldo_pocos")
    )
    raw, truth, _ = plain_mail(scene, kind, "consulta_respaldo", solicitud=number)
    named = "{solicitud}" in "".join(scene.pools.mensajes[kind]["textos"] + scene.pools.mensajes[kind]["asuntos"])
    written_number = number.encode() in _visible(raw)
    return raw, truth | {"respaldo": {"solicitud": number if named and written_number else None}}, kind


def _visible(raw: bytes) -> bytes:
    from email import message_from_bytes
    from email.header import decode_header, make_header

    message = message_from_bytes(raw)
    bodies = b"".join(part.get_payload(decode=True) or b"" for part in message.walk())
    return bodies + str(make_header(decode_header(message["Subject"] or ""))).encode()


def other(scene: Escena) -> Made:
    kind = scene.rng.choice([name for name in scene.pools.mensajes if name.startswith("otro_")])
    return plain_mail(scene, kind, "otro")


KINDS: tuple[tuple[Callable[[Escena], Made], int], ...] = (
    (backup, 20),
    (backup_forwarded, 4),
    (completion, 12),
    (backup_question, 15),
    (quipux_notice, 11),
    (quipux_backup_notice, 5),
    (automatic, 10),
    (bounced, 6),
    (other, 18),
    (answer, 7),
    (request_in_text, 4),
)


def other_mail(seed: str, pools: Pools) -> Sample:
    """One mail that is no request with an oficio. The seed is the whole of its chance."""
    scene = Escena(seed, pools)
    maker = scene.rng.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS])[0]
    raw, truth, kind = maker(scene)
    return Sample(seed.replace(":", "-"), "mail", "correo", kind, raw, truth)
