"""Tables with headings over headings."""

import random

from tests.parsers.letters import datos, leida, recuadros
from tests.parsers.test_arranged import ANA


def row(y, *cells):
    """Boxes of one line: each a text with where it begins and ends."""
    return [(x0, y, x1, y + 30, text) for x0, x1, text in cells]


def over(x0, x1, text):
    """A heading that takes both storeys."""
    return (x0, 40, x1, 100, text)


DATA = row(
    100, (20, 140, "Ana Rosa Mena\nCruz"), (140, 220, "1712345675"), (220, 310, "Analista de TIC"),
    (310, 410, "ana@ipx.gob.ec"), (410, 470, "022200200"), (470, 500, "15"), (500, 590, "0991234567"),
)  # fmt: skip


def test_a_storey_below_names_its_columns_with_what_stands_over_it():
    page = recuadros(
        over(20, 140, "Nombres y apellidos"), over(140, 220, "Cédula"), over(220, 310, "Cargo"),
        over(310, 410, "Correo"), (410, 40, 500, 70, "Teléfono"), over(500, 590, "Celular"),
        *row(70, (410, 470, "Número"), (470, 500, "Ext.")), *DATA,
    )  # fmt: skip
    assert datos(leida(page)) == {**ANA, "telefono": "022200200", "extension": "15"}


def test_a_word_over_several_columns_is_no_label_of_theirs():
    page = recuadros(
        (20, 40, 310, 70, "Identificación"), (310, 40, 590, 70, "Contacto"),
        *row(70, (20, 140, "Nombres"), (140, 220, "Cédula"), (220, 310, "Cargo"),
             (310, 410, "Email"), (410, 470, "Fijo"), (470, 500, "Ext."), (500, 590, "Móvil")), *DATA,
    )  # fmt: skip
    assert datos(leida(page)) == {**ANA, "telefono": "022200200", "extension": "15"}


def test_people_side_by_side_in_one_row_are_told_apart_by_the_heading_over_them():
    page = recuadros(
        (20, 40, 220, 70, "AIQ saliente"), (220, 40, 590, 70, "AIQ entrante"),
        *row(70, (20, 140, "Nombres"), (140, 220, "Cédula"), (220, 340, "Nombres"), (340, 440, "Cédula"),
             (440, 590, "Cargo")),
        *row(100, (20, 140, "Luis Alberto\nMora Paz"), (140, 220, "1304567890"), (220, 340, "Ana Rosa Mena\nCruz"),
             (340, 440, "1712345675"), (440, 590, "Analista de TIC")),
    )  # fmt: skip
    bound = leida(page)
    assert datos(bound) == {name: ANA[name] for name in ("nombres_apellidos", "cedula", "cargo")}
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "Luis Alberto Mora Paz", "cedula": "1304567890"}


def test_a_name_under_the_institution_is_the_institutions():
    page = recuadros(
        (20, 40, 220, 70, "INSTITUCIÓN"), (220, 40, 410, 70, "NUEVO ADMINISTRADOR (AIQ)"), (410, 40, 590, 70, "CONTACTO"),
        *row(70, (20, 150, "Nombre"), (150, 220, "Siglas"), (220, 330, "Nombres y apellidos"), (330, 410, "Cédula"),
             (410, 510, "Correo"), (510, 590, "Móvil")),
        *row(100, (20, 150, "Instituto de\nPruebas"), (150, 220, "IPX"), (220, 330, "Ana Rosa Mena\nCruz"),
             (330, 410, "1712345675"), (410, 510, "ana@ipx.gob.ec"), (510, 590, "0991234567")),
    )  # fmt: skip
    bound = leida(page)
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX")
    assert datos(bound) == {name: value for name, value in ANA.items() if name != "cargo"}


GROUPS = (
    (("Identificación", "Datos personales", "Persona", "Servidor"), (("nombres_apellidos", "Nombres y apellidos", 120),
                                                                     ("cedula", "Cédula", 80))),
    (("Puesto", "Cargo", "Datos laborales", "Función"), (("cargo", "Cargo que ocupa", 100),)),
    (("Contacto", "Medios de contacto", "Localización", "Comunicación"), (("correo", "Correo electrónico", 100),
     ("telefono", "Teléfono", 70), ("extension", "Ext.", 40), ("celular", "Celular", 80))),
)  # fmt: skip


def test_a_group_may_be_named_over_its_first_column_alone():
    chance = random.Random(41)
    written = {**ANA, "nombres_apellidos": "Ana Rosa Mena\nCruz", "telefono": "022200200", "extension": "15"}
    for _ in range(60):
        top, labels, data, x = [], [], [], 20
        for names, columns in chance.sample(GROUPS, 3) if chance.random() < 0.4 else GROUPS:
            left = x
            kept = [column for column in columns if len(columns) < 4 or chance.random() < 0.8]
            for at, (field, label, width) in enumerate(kept):
                top.append((x, x + width, chance.choice(names) if not at else ""))
                labels.append((x, x + width, label))
                data.append((x, x + width, written[field]))
                x += width
            if chance.random() < 0.3 and x > left:  # one merged cell
                top = [cell for cell in top if cell[0] < left] + [(left, x, chance.choice(names))]
        told = datos(leida(recuadros(*row(40, *top), *row(70, *labels), *row(100, *data))))
        truth = {**ANA, "telefono": "022200200", "extension": "15"}
        texts = {text for *_, text in data}
        assert told == {field: value for field, value in truth.items() if written[field] in texts}, (top, labels)


def test_what_heads_a_group_is_no_value():
    for group in ("Contacto", "Datos de contacto", "Medios de contacto", "Identificación", "Datos personales"):
        for label in ("Puesto", "Cargo", "Nuevo administrador", "Nombres y apellidos"):
            text = f"{label}    {group}\nCédula    1712345675\nCorreo    ana@ipx.gob.ec"
            assert datos(leida(text)) == {"cedula": "1712345675", "correo": "ana@ipx.gob.ec"}, text
