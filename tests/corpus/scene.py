"""One mail's chance: who writes, from where, when, with which program; and its texts from the half's choices."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from tests.corpus.mails import QUITO, Correo, compose
from tests.corpus.people import Invented, invent
from tests.corpus.pools import Entidad, Pools

NADA: dict[str, Any] = {"oficio": None, "aiq": None, "aiq_saliente": None, "aiq_backup": None}


class Escena:
    """One mail's chance: who writes from where and when, in which mail program."""

    def __init__(self, seed: str, pools: Pools) -> None:
        self.rng, self.pools = random.Random(seed), pools
        self.entidad: Entidad = self.rng.choice(pools.entidades)
        self.quien = self.person()
        day = dt.date(2025, 7, 1) + dt.timedelta(days=self.rng.randint(0, 480))
        self.cuando = dt.datetime.combine(day, dt.time(self.rng.randint(6, 20), self.rng.randint(0, 59)), QUITO)
        self.forma = self.rng.choice(("zimbra", "zimbra", "outlook", "gmail", "apple", "thunderbird"))

    def person(self) -> Invented:
        return invent(self.rng, self.pools, self.entidad.dominio)

    def one(self, kind: str, part: str) -> str:
        return self.rng.choice(self.pools.mensajes[kind][part])

    def holes(self, **more: str) -> dict[str, str]:
        """What the templates may name: the writer, the institution, numbers and dates."""
        who, rng = self.quien, self.rng
        siglas = self.entidad.siglas.replace(" ", "-")
        return {
            "nombre": who.completo,
            "titulo": who.titulo,
            "cargo": who.cargo,
            "correo": who.correo,
            "cedula": who.cedula,
            "celular": who.celular,
            "telefono": f"({who.area}) {who.fijo}",
            "extension": who.extension,
            "institucion": self.entidad.nombre,
            "siglas": self.entidad.siglas,
            "otro": self.person().completo,
            "documentos": str(rng.randint(3, 20)),
            "dia": str(rng.randint(1, 28)),
            "fecha": self.cuando.strftime("%Y-%m-%d %H:%M"),
            "numero": f"{siglas}-{self.entidad.areas[0]}-{self.cuando.year}-{rng.randint(1, 999):04d}-O",
        } | more

    def write(self, subject: str, text: str, **changed: Any) -> bytes:
        sign = self.rng.choice(self.pools.firmas_correo).format(**self.holes())
        legal = self.rng.choice(self.pools.avisos_legales)
        body = "\n\n".join(part for part in (text, sign, legal) if part)
        usual: dict[str, Any] = {
            "nombre": self.quien.completo,
            "forma": self.forma,
            "codigo": self.rng.choice(("quoted-printable", "base64", "8bit")),
            "solo_html": self.rng.random() < 0.15,
        }
        return compose(Correo(self.quien.correo, subject, body, self.cuando, **(usual | changed)))


Made = tuple[bytes, dict[str, Any], str]


def plain_mail(scene: Escena, kind: str, tipo: str, **holes: str) -> Made:
    subject = scene.one(kind, "asuntos").format(**scene.holes(**holes))
    text = scene.one(kind, "textos").format(**scene.holes(**holes))
    return scene.write(subject, text), {"tipo": tipo, **NADA, "remitente": scene.quien.correo}, kind
