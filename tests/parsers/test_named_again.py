"""Somebody whom sentences name in full a second time is one person, with the part that the letter gave him first."""

import pytest

from tests.parsers.letters import datos, leida

NEW, OLD, OTHER = "Priscila Noemí Astudillo Quizhpe", "Wilmer Fabricio Guamán Yuquilema", "Dayana Lisbeth Cedeño Bravo"
ASKED = (
    "Solicito registrar a la Ing. {n} como AIQ en lugar del señor {o}, con la Lcda. {b} como backup.",
    "En reemplazo del señor {o}, designo AIQ a la Ing. {n} y backup a la Lcda. {b}.",
    "Cesa el señor {o}. Asume la Ing. {n}. Como administradora de respaldo actuará la Lcda. {b}.",
)
DATA = "cédula {ci}, cargo {cg}, correo {co}, celular {ce}"
TOLD = (
    "Los datos {of} son: {d}.", "{Of} consigno los datos: {d}.", "En cuanto {to}, los datos que requieren son {d}.",
    "Adjunto los datos {of}: {d}.",
)  # fmt: skip
HERS = {"ci": "1712345675", "cg": "Analista de Sistemas", "co": "pastudillo@ipx.gob.ec", "ce": "0991234567"}
THEIRS = {"ci": "1710034065", "cg": "Jefa de Archivo", "co": "dcedeno@ipx.gob.ec", "ce": "0987654321"}


def _truth(name: str, said: dict[str, str]) -> dict[str, str]:
    fields = {"cedula": "ci", "cargo": "cg", "correo": "co", "celular": "ce"}
    return {"nombres_apellidos": name} | {field: said[key] for field, key in fields.items()}


@pytest.mark.parametrize("gap", [" ", "\n\n"])
@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("asked", ASKED)
def test_data_told_where_somebody_is_named_again_are_his(asked, told, gap):
    parts = [asked.format(n=NEW, o=OLD, b=OTHER)]
    for title, name, said in (("la Ing.", NEW, HERS), ("la Lcda.", OTHER, THEIRS)):
        places = {"of": f"de {title} {name}", "Of": f"De {title} {name}", "to": f"a {title} {name}"}
        parts.append(told.format(**places, d=DATA.format(**said)))
    for text in (gap.join(parts), gap.join([parts[0], parts[2], parts[1]])):
        bound = leida(text)
        assert datos(bound) == _truth(NEW, HERS), text
        assert datos(bound, "aiq_backup") == _truth(OTHER, THEIRS), text
        assert datos(bound, "aiq_saliente") == {"nombres_apellidos": OLD}, text


def test_who_was_designated_once_and_leaves_as_is_told_later_leaves():
    text = (
        f"Mediante oficio se designó a la Ing. {OTHER} como administradora. La Ing. {OTHER} renunció a su cargo en mayo, por lo"
        f" que designo a la Ing. {NEW}, con cédula 1712345675, como administradora institucional Quipux."
    )
    bound = leida(text)
    assert datos(bound) == {"nombres_apellidos": NEW, "cedula": "1712345675"}
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": OTHER}
