"""Acts that delegate, of every kind and in every form that offices give them, apart and behind the letter itself."""

import random

import pytest

from cases.checks import check
from parsers.letters.assemble import assemble
from parsers.letters.claims import claim, claims_of
from parsers.letters.operative import find_operative
from tests.parsers.letters import carta, documento

TO = (
    ("al Director Administrativo", "Luis Mora Díaz", "DIRECTOR ADMINISTRATIVO"),
    ("al Mgs. Luis Mora Díaz, Director Administrativo,", "Luis Mora Díaz", "DIRECTOR ADMINISTRATIVO"),
    ("al Director Administrativo, Mgs. Luis Mora Díaz,", "Luis Mora Díaz", "DIRECTOR ADMINISTRATIVO"),
    ("al magíster Luis Mora Díaz", "Luis Mora Díaz", "DIRECTOR ADMINISTRATIVO"),
    ("a la Coordinadora General Administrativa", "Ana Mena Cruz", "COORDINADORA GENERAL ADMINISTRATIVA"),
    ("a la ingeniera Ana Mena Cruz, en su calidad de Secretaria General,", "Ana Mena Cruz", "SECRETARIA GENERAL"),
    ("a la o el Director de Tecnologías", "Ana Mena Cruz", "DIRECTORA DE TECNOLOGÍAS"),
    ("a los Directores Provinciales", "Luis Mora Díaz", "DIRECTOR PROVINCIAL DE LOJA"),
    ("a las y los Coordinadores Zonales", "Ana Mena Cruz", "COORDINADORA ZONAL 3"),
    ("a quien ejerza el cargo de Subgerente General", "Luis Mora Díaz", "SUBGERENTE GENERAL"),
    ("al titular de la Dirección de Talento Humano", "Luis Mora Díaz", "DIRECTOR DE TALENTO HUMANO"),
    ("en la persona del Ing. Luis Mora Díaz", "Luis Mora Díaz", "DIRECTOR ADMINISTRATIVO"),
    ("a favor de la Secretaria General, abogada Ana Mena Cruz,", "Ana Mena Cruz", "SECRETARIA GENERAL"),
    ("en favor de los Directores Provinciales", "Luis Mora Díaz", "DIRECTOR PROVINCIAL DE LOJA"),
)  # fmt: skip
WHAT = (
    "la facultad de suscribir los oficios relativos al sistema Quipux", "la firma de toda comunicación sobre el Quipux",
    "la suscripción de los oficios que la entidad dirija al ente rector del gobierno electrónico",
    "las atribuciones necesarias para gestionar el sistema Quipux",
)  # fmt: skip
SO_THAT = (
    "para que, a nombre de la máxima autoridad, suscriba los oficios del sistema Quipux",
    "a fin de que suscriba las peticiones de cambio del administrador institucional Quipux",
    "para suscribir las solicitudes ante la Subsecretaría de Gobierno Electrónico",
)
DELEGATES = (
    "Delegar {w} {o}.", "Delegar {o} {w}.", "Delégase {w} {o}.", "Delego {w} {o}.", "Se delega {w} {o}.",
    "Otorgar delegación {w} {s}.", "Conferir delegación expresa {w} {s}.", "Encargar y delegar {w} {o}.",
    "Autorizar y delegar {w} {s}.", "Disponer la delegación {w}, {s}.", "Delegar expresamente {w} {o}.", "DELEGAR {w} {s}.",
    "Confiérase delegación {w} {s}.", "Designar como delegado de la máxima autoridad {w} {s}.",
    "Conferir poder especial, amplio y suficiente, {w}, {s}.",
)  # fmt: skip
YOU = (
    "delego a usted {o}.", "delego en usted {o}.", "me permito delegar a usted {o}.", "queda usted delegado {s}.",
    "usted queda expresamente delegada {s}.", "se le delega {o}.", "le delego {o}.", "tengo a bien delegarle {o}.",
    "confiero a usted delegación {s}.", "por medio del presente delego a usted {s}.",
)  # fmt: skip
DATES = (
    "a los doce días del mes de marzo de dos mil veinticinco", "el 12 de marzo de 2025", "12 de marzo de 2025",
    "a los doce (12) días del mes de marzo del 2025", "a doce de marzo de dos mil veinticinco", "marzo 12 de 2025",
    "el día doce de marzo del año dos mil veinticinco",
)  # fmt: skip
MADE = ("Dado en Quito, {}.", "Dada y firmada en la ciudad de Quito, {}. Cúmplase.-", "Emitida en Quito, {}.", "Quito, {}.",
        "Comuníquese y publíquese.- Quito, {}.")  # fmt: skip
GIVERS = (("Ab. Ana María Cedeño Lara", "PREFECTA PROVINCIAL"), ("Dr. Raúl Nieto Sosa, PhD.", "RECTOR"))
TITLES = ("RESOLUCIÓN ADMINISTRATIVA Nro. {}", "RESOLUCIÓN ADMINISTRATIVA\nNo. {}", "Resolución N° {}", "ACUERDO\nNo. {}",
          "INSTITUTO DE PRUEBAS\nACUERDO N.º {}", "ACUERDO MINISTERIAL Nro. {}", "Acuerdo {}")  # fmt: skip
DECIDES = ("RESUELVE:", "R E S U E L V E:", "ACUERDA:", "A C U E R D A :", "EXPIDE:")


def _act(kind: str, to: str, signer: str, post: str, chance: random.Random) -> tuple[str, str]:
    """An act of a kind that delegates to somebody, and its number."""
    (giver, as_), day = chance.choice(GIVERS), chance.choice(DATES)
    said = {"w": to, "o": chance.choice(WHAT), "s": chance.choice(SO_THAT)}
    below = f"\n{chance.choice(('', 'f) ', 'Documento firmado electrónicamente' + chr(10)))}{giver}\n{as_}\n"
    if kind == "acto":
        number = chance.choice(("IPX-IPX-2025-0012-A", "012-2025", "IPX-PREF-2025-011-R"))
        article = chance.choice(("Artículo 1.- ", "Art. 1. ", "Artículo único.- ", "PRIMERO.- "))
        return (
            f"{chance.choice(TITLES).format(number)}\n{chance.choice((giver + chr(10) + as_, 'LA MÁXIMA AUTORIDAD'))}\n"
            "CONSIDERANDO:\nQue, el Código Orgánico Administrativo permite delegar el ejercicio de las competencias;\n"
            f"{chance.choice(DECIDES)}\n{article}{chance.choice(DELEGATES).format(**said)}\n"
            f"Art. 2.- El delegado responderá de sus actos.\n{chance.choice(MADE).format(day)}\n{below}"
        ), number
    if kind == "accion":
        return (
            f"ACCIÓN DE PERSONAL\nNo. DTH-2025-012\nFecha: 12/03/2025\nApellidos y nombres: {signer}\n"
            f"Explicación: {chance.choice(DELEGATES).format(**said)}\nAUTORIDAD NOMINADORA\n{below}"
        ), "DTH-2025-012"
    if kind == "poder":
        return (
            f"NOTARÍA QUINTA DEL CANTÓN QUITO\n{chance.choice(('ESCRITURA No.', 'ESCRITURA PÚBLICA NÚMERO:', 'PROTOCOLO Nro.'))}"
            " 20250901045P00312\nPODER ESPECIAL QUE OTORGA EL INSTITUTO DE PRUEBAS\n"
            f"En la ciudad de Quito, {day}, ante mí, Notario del cantón, comparece {giver}, y dice:\n"
            f"PRIMERA.- OBJETO.- {chance.choice(DELEGATES).format(**said)}\n"
            f"SEGUNDA.- PLAZO.- El presente poder estará vigente por dos años.\n\nf) {giver}\n{as_}\n\nf) EL NOTARIO\n"
        ), "20250901045P00312"
    number = "IPX-GG-2025-0042-M" if kind == "memorando" else "IPX-P-2025-008"
    place = {"memorando": f"PARA: Ing. {signer}\n{post}\nASUNTO: Delegación\nFECHA: Quito, 12 de marzo de 2025",
             "oficio": f"Quito, 12 de marzo de 2025\nAsunto: Delegación\nIngeniero\n{signer}\n{post}\nPresente"}[kind]  # fmt: skip
    lead = chance.choice(("En mi calidad de máxima autoridad, ", "Conforme al Código Orgánico Administrativo, "))
    return (
        f"{kind.upper()} Nro. {number}\n{place}\nDe mi consideración:\n{lead}{chance.choice(YOU).format(**said)}\n"
        f"Atentamente,\n{below}"
    ), number


@pytest.mark.parametrize("behind", [False, True])
@pytest.mark.parametrize("kind", ["acto", "accion", "poder", "memorando", "oficio"])
@pytest.mark.parametrize(("to", "signer", "post"), TO)
def test_an_act_that_delegates_is_found_with_its_number_and_date_and_covers_the_signer(kind, to, signer, post, behind):
    chance = random.Random(kind + to)
    for _ in range(3):
        act, number = _act(kind, to, signer, post, chance)
        letter = carta(firma=f"Mgs. {signer}\n{post}")
        if behind:
            claims = claims_of(documento(f"{letter}\f{act}", "oficio.pdf"))
        else:
            claims = (claim(documento(letter, "oficio.pdf")), *claims_of(documento(act, "acto.pdf")))
        (request,) = assemble(claims, None)
        found = request.delegacion
        assert (found.presente, found.adjunto) == (True, "oficio.pdf" if behind else "acto.pdf"), act
        assert (found.numero, found.fecha) == (number, "2025-03-12"), act
        assert found.delegante in ("Ana María Cedeño Lara", "Raúl Nieto Sosa"), act
        told = {item.campo for item in check("solicitud_cambio_aiq", request) if item.campo.startswith("delegacion")}
        assert told <= {"delegacion.firma"}, (told, found, act)
        assert request.oficio.numero == "IPX-GG-2026-0042-O" and request.oficio.firmante.nombre == signer, act


@pytest.mark.parametrize(
    "text",
    [
        "En virtud de la delegación conferida mediante Resolución Nro. IPX-R-2025-0087, solicito el cambio.",
        "Por delegación de la máxima autoridad, remito los datos del nuevo administrador.",
        "En mi calidad de delegado de la Ministra, según el poder que se me otorgó, solicito el registro.",
        "En ejercicio de la delegación que me confiere el Acuerdo Nro. 012-2025, comunico el cambio.",
        "La ley confiere la facultad de delegar competencias, y el delegado responde de sus actos.",
    ],
)
def test_who_speaks_of_his_delegation_delegates_nothing(text):
    assert find_operative(text) is None


# How letters and memoranda, that are no act with articles, say that somebody may sign; {w} is that person.
GIVEN = (
    "Hago conocer que he delegado a {w} para que en mi representación firme los oficios dirigidos a la Subsecretaría de Gobierno Electrónico.",
    "Mediante el presente autorizo a {w}, para que en mi nombre suscriba los oficios y solicitudes ante la Subsecretaría.",
    "Por la presente delego en {w} la suscripción de los documentos relacionados con Quipux.",
    "Se autoriza a {w} a firmar a mi nombre los pedidos relacionados con la administración de Quipux.",
    "Comunico que he procedido a delegar a {w} la firma de la correspondencia dirigida al MINTEL.",
    "Hemos delegado a {w} las funciones de suscribir las comunicaciones oficiales.",
    "Con esta fecha faculto a {w} para firmar oficios dirigidos a la Subsecretaría de Gobierno Electrónico.",
    "Dispongo que {w}, firme por delegación los oficios relacionados con el sistema Quipux.",
    "Encargo a {w} la firma de los oficios dirigidos a la Subsecretaría de Gobierno Electrónico.",
    "Concedo a {w} la facultad de suscribir a mi nombre los oficios.",
    "Tenga la bondad de aceptar los oficios que, por delegación mía, firme {w}.",
    "Otorgo delegación expresa a {w} para que suscriba las solicitudes de cambio de administrador.",
    "{w} queda facultada para suscribir en mi representación los oficios.",
    "Doy a conocer que la firma de los oficios dirigidos a esa Subsecretaría la he delegado a {w}.",
    "En uso de mis atribuciones transfiero a {w} la atribución de firmar oficios externos.",
    "{w} actuará como mi delegada para la firma de los oficios relativos a Quipux.",
    "Confiero a {w} delegación suficiente para firmar oficios.",
    "Artículo 1.- Facultar a {w} para que a nombre de la máxima autoridad suscriba oficios.",
    "Nombro como mi delegada a {w} ante la Subsecretaría de Gobierno Electrónico para la firma de oficios.",
    "Yo, como Alcalde, doy poder y delegación a {w} para firmar todo documento de Quipux.",
    "Por medio de este documento otorgo a {w} la facultad para que firme en mi nombre las peticiones a la Subsecretaría.",
    "Comunico que {w} está autorizada para firmar los oficios relacionados con Quipux.",
    "He resuelto delegar la firma de los oficios dirigidos al MINTEL a {w}.",
    "A partir de esta fecha {w} firmará en mi representación todo oficio de administración del Quipux.",
    "Por el presente instrumento, delego mi firma a {w}.",
    "Doy autorización a {w} para suscribir oficios.",
    "Encárguese a {w} de suscribir los oficios externos.",
    "Dejo constancia de que {w} cuenta con mi delegación para suscribir oficios.",
    "Ratifico la delegación otorgada a {w} para la firma de oficios hacia la Subsecretaría.",
    "{w} suscribirá, por delegación del suscrito, los oficios de cambio de administrador.",
)
NOT_GIVEN = (
    "En virtud de la delegación que me fuera conferida, solicito el cambio del AIQ.",
    "La máxima autoridad ha delegado a {w} la administración; adjunto la delegación.",
    "Autorizo a {w} para que asista al curso de Quipux.",
    "Por delegación del señor Alcalde, según resolución adjunta, solicito el cambio.",
    "Se autoriza a {w} el uso del vehículo.",
    "He autorizado el cambio de administrador a {w}, con cédula 1712345675.",
)
SIGNER = "la Ing. Viviana Wila Chávez, Directora de Gestión Tecnológica"


@pytest.mark.parametrize("said", GIVEN)
def test_whoever_may_sign_is_found_wherever_the_sentence_names_them(said: str) -> None:
    text = said.format(w=SIGNER)
    text = text[0].upper() + text[1:]
    found = find_operative(text)
    assert found is not None and "Viviana Wila Chávez" in text[slice(*found.who)]


@pytest.mark.parametrize("said", NOT_GIVEN)
def test_a_leave_to_do_something_else_is_no_delegation(said: str) -> None:
    assert find_operative(said.format(w=SIGNER)) is None
