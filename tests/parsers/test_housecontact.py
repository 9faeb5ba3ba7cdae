"""Addresses and numbers of the house, an office or the writer: nobody's data, wherever their sentence stands."""

from __future__ import annotations

import random
import textwrap

import pytest

from tests.parsers.letters import datos, leida

GREETING = (
    "Reciba un cordial saludo de quienes conformamos el Instituto de Pruebas (IPX), institución que utiliza el Sistema de"
    " Gestión Documental Quipux desde hace varios años en todas sus dependencias.\n\n"
)
ASKED = (
    "Solicito que se registre como Administradora Institucional Quipux a {n}, con cédula 1712345675, Técnica de Soporte{d}.",
    "Comunico que {n}, portadora de la cédula 1712345675 y Técnica de Soporte, será la nueva AIQ{d}.",
    "La nueva Administradora Institucional del Quipux es {n}, C.I. 1712345675, cargo Técnica de Soporte{d}.",
)
PEOPLE = (("la Ing. Ana Rosa Mena Cruz", "Ana Rosa Mena Cruz"), ("la servidora Sisa de la Torre Paz", "Sisa de la Torre Paz"))
DATA = {"c": ("correo", "ana@ipx.gob.ec"), "t": ("telefono", "022200200"), "x": ("extension", "25"),
        "m": ("celular", "0991234567"), "q": ("correo", "quipux@ipx.gob.ec"), "s": ("correo", "sistemas@ipx.gob.ec"),
        "a": ("correo", "amena@ipx.gob.ec"), "n": ("correo", "ana.mena@ipx.gob.ec")}  # fmt: skip
# Within the request's sentence, and in a sentence behind it; the letters say which data it tells.
INSIDE = (", correo ana@ipx.gob.ec, teléfono 02 2200200 extensión 25 y celular 0991234567|ctxm", ", celular 0991234567|m", "|")
BEHIND = (
    "Su correo es ana@ipx.gob.ec, su teléfono 02 2200200, extensión 25, y su celular 0991234567.|ctxm",
    "Se la puede ubicar en el celular 0991234567 y en el correo ana@ipx.gob.ec.|cm",
    "Recibe mensajes en ana@ipx.gob.ec y llamadas al 02 2200200 ext. 25.|ctx",
    "Sus datos de contacto: ana@ipx.gob.ec, 0991234567.|cm",
)
THE_HOUSES = (
    "Las notificaciones que nos correspondan se recibirán en alcaldia@ipx.gob.ec.",
    "Notificaciones a alcaldia@ipx.gob.ec.",
    "Para notificaciones se señala el correo institucional alcaldia@ipx.gob.ec.",
    "El correo institucional de la entidad es info@ipx.gob.ec.",
    "El correo electrónico institucional de esta entidad es info@ipx.gob.ec y su teléfono es el 02 3955 100.",
    "Los teléfonos de la institución son 02 3955 100 y 02 3955 101.",
    "Nuestra central telefónica es 02 3955 100.",
    "La institución atiende en el teléfono 02 3955 100 y en el correo gadmunicipal@ipx.gob.ec.",
    "Las respuestas a este oficio se recibirán en el correo secretaria@ipx.gob.ec.",
    "Agradeceré que la contestación sea enviada al correo secretaria@ipx.gob.ec.",
    "Sírvase remitir la respuesta a secretaria.general@ipx.gob.ec, con copia a tics@ipx.gob.ec.",
    "Señalo para notificaciones futuras el correo gerencia@ipx.gob.ec y el casillero 123.",
    "Cualquier comunicación al respecto favor dirigirla a tics@ipx.gob.ec o al teléfono 02 3955 100 ext. 400.",
    "Nuestros números son 02 3955 100 y 0987654321.",
    "Mi correo es alcalde@ipx.gob.ec y mi celular 0987654321.",
    "Me pueden contactar al 0987654321.",
    "Para cualquier aclaración, la Dirección de TIC atenderá en tics@ipx.gob.ec, teléfono 02 3955 100, extensión 400.",
    "La Secretaría General, teléfono 02 3955 100 ext. 400, correo secretaria@ipx.gob.ec, coordinará el trámite.",
    "Contacto institucional: info@ipx.gob.ec, 02 3955 100.",
    "El contacto de esta Alcaldía es alcaldia@ipx.gob.ec.",
    "De ser necesario, comunicarse con la Unidad de TIC al 02 3955 100 ext. 400 o al correo tics@ipx.gob.ec.",
    "Recibiremos sus comunicaciones en la dirección electrónica gerencia@ipx.gob.ec.",
    "La entidad tiene su domicilio en la calle Sucre 12-34, teléfono 02 3955 100, correo info@ipx.gob.ec.",
    "Este despacho recibe notificaciones en alcaldia@ipx.gob.ec.",
    "Nuestra institución, con correo info@ipx.gob.ec y teléfono 02 3955 100, queda a la espera de su respuesta.",
    "Solicito que la notificación del registro se haga llegar al correo talento.humano@ipx.gob.ec.",
    "El correo de la máxima autoridad es gerencia@ipx.gob.ec.",
    "El correo de mi despacho es gerencia@ipx.gob.ec y el teléfono 02 3955 100.",
    "Las comunicaciones oficiales dirigidas a esta entidad se reciben en el correo documental@ipx.gob.ec.",
    "Para efectos de notificación fijo como domicilio electrónico el correo juridico@ipx.gob.ec.",
    "Ruego hacernos conocer la respuesta al correo rectorado@ipx.gob.ec.",
    "Ruego enviar su contestación por este medio o al correo presidencia@ipx.gob.ec.",
    "La oficina de la Alcaldía atiende en el 02 3955 100.",
    "Quedo atento a cualquier novedad en el 0987654321.",
    "Nos encontramos en la calle Bolívar y 10 de Agosto, teléfonos 02 3955 100, correo gadp@ipx.gob.ec.",
    "El GAD Parroquial recibe su correspondencia en gadparroquial@ipx.gob.ec y en el teléfono 02 3955 100.",
    "El Instituto de Pruebas, con domicilio en Quito, teléfono 02 3955 100 y correo contacto@ipx.gob.ec, conoce del procedimiento.",
    "Estaremos pendientes en el correo direccion@ipx.gob.ec.",
    "El número de la recepción es 02 3955 100.",
    "Pongo a su disposición mi correo gerente@ipx.gob.ec y mi número 0987654321.",
    "Adjunto copia de mi cédula; mi teléfono es 0987654321.",
    "La coordinación del cambio estará a cargo de Talento Humano, correo talentohumano@ipx.gob.ec, extensión 400.",
    "Por favor confirmar la recepción de este oficio al correo secretaria@ipx.gob.ec.",
    "Con copia al correo auditoria@ipx.gob.ec.",
    "Agradeceré se nos confirme por correo a direccion@ipx.gob.ec o por teléfono al 02 3955 100.",
    "La respuesta puede dirigirse a la casilla electrónica gerencia@ipx.gob.ec.",
    "Informes en el 02 3955 100 o en info@ipx.gob.ec.",
    "El correo oficial de la institución para todo trámite es info@ipx.gob.ec.",
    "Nuestro correo es info@ipx.gob.ec.",
    "Es todo cuanto puedo informar; estoy a las órdenes en el 0987654321.",
    "El teléfono de contacto de la Rectoría es 02 3955 100.",
)  # fmt: skip
# What is hers though its words sound like a house's.
HERS = (
    "Las notificaciones pertinentes se le harán llegar a ana.mena@ipx.gob.ec y al celular 0991234567.|nm",
    "El correo institucional de la servidora es ana@ipx.gob.ec y su celular, 0991234567.|cm",
    "El teléfono de la oficina en la que labora es 02 2200200, extensión 25.|tx",
    "La entidad le ha asignado el correo ana@ipx.gob.ec.|c",
    "El área a su cargo atiende en el 02 2200200, extensión 25.|tx",
    "Para cualquier coordinación se la puede ubicar en ana@ipx.gob.ec o en el 0991234567.|cm",
    "Toda notificación relacionada con el sistema se le remitirá al correo ana@ipx.gob.ec.|c",
    "En la institución se la encuentra en el teléfono 02 2200200, extensión 25.|tx",
    "Su correo institucional, otorgado por la entidad, es ana@ipx.gob.ec.|c",
    "Contacto: ana@ipx.gob.ec, 0991234567.|cm",
    "Para notificaciones, su correo es ana@ipx.gob.ec.|c",
    "La institución pone a disposición de la nueva administradora el correo quipux@ipx.gob.ec y la línea 02 2200200, extensión 25.|qtx",
    "Atiende consultas en el 02 2200200 ext. 25 y en ana@ipx.gob.ec.|ctx",
    "El correo con el que trabajará en el sistema es sistemas@ipx.gob.ec y el teléfono de la Unidad de Sistemas, donde labora, el 02 2200200 ext. 25.|stx",
    "Con ella pueden comunicarse al 0991234567.|m",
    "La servidora responde en el correo ana@ipx.gob.ec y en el teléfono de la institución, 02 2200200, extensión 25.|ctx",
    "A la mencionada funcionaria se le puede escribir al correo ana@ipx.gob.ec.|c",
    "La nueva administradora recibirá las notificaciones del sistema en ana@ipx.gob.ec y las llamadas en el 0991234567.|cm",
    "Los requerimientos del sistema se le dirigirán a amena@ipx.gob.ec o al 0991234567.|am",
)  # fmt: skip


def _letter(*parts: str) -> str:
    return GREETING + "\n\n".join(textwrap.fill(part, 92) for part in "".join(parts).split("\n\n"))


def _truth(name: str, keys: str) -> dict[str, str]:
    return {"nombres_apellidos": name, "cedula": "1712345675", "cargo": "Técnica de Soporte", **dict(DATA[key] for key in keys)}


@pytest.mark.parametrize("house", THE_HOUSES)
def test_how_the_house_is_reached_is_nobodys_datum(house: str) -> None:
    chance = random.Random(house)
    for order in ("before", "behind", "apart", "between", "joined", "further"):
        person, name = chance.choice(PEOPLE)
        inside, keys = chance.choice(INSIDE).split("|")
        behind, more = chance.choice(BEHIND).split("|") if order == "between" else ("", "")
        asked = chance.choice(ASKED).format(n=person, d="" if behind else inside)
        text = {
            "before": (house, " ", asked), "behind": (asked, " ", house), "apart": (asked, "\n\n", house),
            "between": (asked, " ", house, " ", behind), "joined": (asked[:-1], "; ", house[:1].lower(), house[1:]),
            "further": (asked, " Además, ", house[:1].lower(), house[1:]),
        }[order]  # fmt: skip
        assert datos(leida(_letter(*text))) == _truth(name, more or keys), text


@pytest.mark.parametrize("hers", HERS)
def test_how_she_is_reached_stays_hers(hers: str) -> None:
    chance = random.Random(hers)
    words, keys = hers.split("|")
    for house in ("", *chance.sample(THE_HOUSES, 3)):
        asked = chance.choice(ASKED).format(n="la Ing. Ana Rosa Mena Cruz", d="")
        text = (asked, " ", words, *((chance.choice((" ", "\n\n")), house) if house else ()))
        assert datos(leida(_letter(*text))) == _truth("Ana Rosa Mena Cruz", keys), text
