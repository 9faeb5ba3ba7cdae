"""Requests for a change of AIQ, made by chance from one half's choices, each with what must be read."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

from tests.corpus.choosing import Borrador, add_delegation, choose_signer, people
from tests.corpus.covering import Proyecto, covering, decoys, small_print, wrapped
from tests.corpus.damage import decomposed, harmed, read_without_accents, unbreakable, without_accents
from tests.corpus.layouts import DISENOS, Ficha, Fila, Plano, labels, rows
from tests.corpus.letters import Carta, Firmante
from tests.corpus.model import Block, Gente, Letter, Para, Table
from tests.corpus.people import Invented
from tests.corpus.pools import Pools
from tests.corpus.producers import Hoja
from tests.corpus.render_office import xlsx
from tests.corpus.scans import Escaneo, random_scan


def _institution(draft: Borrador, names: dict[str, str]) -> tuple[Ficha, dict[str, Any]]:
    rng, entidad = draft.rng, draft.entidad
    title = rng.choice(draft.pools.encabezados["institucion"])
    truth = {"nombre": entidad.nombre, "siglas": entidad.siglas}
    dice = rng.random()
    if dice < 0.1:
        whole = Fila("institucion", "Institución", f"{entidad.nombre} ({entidad.siglas})")
        return Ficha("institucion", (whole,), title), truth
    rows_ = [Fila("institucion", names["institucion"], entidad.nombre), Fila("siglas", names["siglas"], entidad.siglas)]
    if dice < 0.13:
        draft.debe.append(["institucion.siglas", "falta|dudoso"])
        return Ficha("institucion", (rows_[0],), title), truth | {"siglas": (None, entidad.siglas)}
    return Ficha("institucion", tuple(rows_), title), truth


def _combined(rng: random.Random, pools: Pools, persons: list[tuple[str, Invented, Gente]]) -> str | None:
    """A template for phone and extension in one value, where the phone's own blanks leave no doubt."""
    if rng.random() > 0.45:
        return None
    template = rng.choice(pools.combinados)
    wordless = not any(char.isalpha() for char in template.format(telefono="", extension=""))
    doubtful = any(
        " " in (person.telefono.escrito or "") or not (person.extension.escrito or "").isdigit()
        for _, _, person in persons
    )
    return pools.combinados[0] if doubtful and wordless else template


def _settle(person: Gente, split: str, combined: str | None) -> Gente:
    """The person as the chosen rows write him: names apart are read together, given names first; a combined value
    has its own word for the extension."""
    if split:
        person = replace(person, nombre=replace(person.nombre, esperado=" ".join(person.partes)))
    if combined and (person.extension.escrito or "").startswith("Ext. "):
        person = replace(person, extension=replace(person.extension, escrito=person.extension.escrito[5:]))
    return person


def data(draft: Borrador, persons: list[tuple[str, Invented, Gente]]) -> tuple[Block, ...]:
    """The blocks that hold institution and persons; the expected reading grows with them."""
    rng, pools = draft.rng, draft.pools
    names = labels(rng, pools)
    if draft.diseno == "prosa":
        return _prose(draft, persons[0][2])
    split = rng.choice(("nombres", "nombres", "apellidos")) if rng.random() < 0.12 else ""
    combined = _combined(rng, pools, persons)
    if draft.diseno in ("personas_filas", "personas_columnas") and not all(
        person.telefono.escrito and person.extension.escrito for _, _, person in persons
    ):
        combined = None  # one heading serves all of them
    inst, truth = _institution(draft, names)
    draft.esperado["institucion"] = truth
    fichas = []
    for role, _, person in persons:
        person = _settle(person, split, combined)
        title = rng.choice(pools.encabezados[role])
        fichas.append(Ficha(role, rows(person, names, combined, split), title))
        draft.esperado[role] = person.reading()
        draft.debe += person.problems(role) if role == "aiq" else []
        draft.no_debe += [
            [f"{role}.{campo}", "falta"]
            for campo, value in person.reading().items()
            if role == "aiq" and (value is not None or campo == "extension")
        ]
    plan = Plano(inst, tuple(fichas), rng.choice(pools.separadores), pools, rng, draft.escala)
    layout = {**DISENOS, **pools.propios}.get(draft.diseno, DISENOS["tabla_lineas"])
    return layout(plan)


def _prose(draft: Borrador, person: Gente) -> tuple[Block, ...]:
    rng, pools, entidad = draft.rng, draft.pools, draft.entidad
    draft.esperado["institucion"] = {"nombre": entidad.nombre, "siglas": entidad.siglas}
    draft.esperado["aiq"] = person.reading()
    draft.no_debe += [[f"aiq.{campo}", "falta"] for campo in person.reading()]
    holes = {
        "titulo": "",
        "nombre": person.nombre.escrito,
        "cedula": person.cedula.escrito.replace("C.C. ", "").replace("Nro. ", ""),
        "cargo": person.cargo.escrito,
        "correo": person.correo.escrito.rstrip("."),
        "telefono": person.telefono.escrito,
        "extension": (person.extension.escrito or "S/N").replace("Ext. ", ""),
        "celular": person.celular.escrito,
    }
    text = rng.choice(pools.prosa).format(**holes).replace("  ", " ")
    return (
        Para(rng.choice(pools.prosa_institucion).format(institucion=entidad.nombre, siglas=entidad.siglas)),
        Para(text),
    )


def request(seed: str, pools: Pools, diseno: str, producer: str, grupo: str = "digital") -> Proyecto:
    """One request. The seed is the whole of its chance."""
    rng = random.Random(seed)
    fecha = dt.date(2025, 7, 1) + dt.timedelta(days=rng.randint(0, 480))
    draft = Borrador(rng, pools, rng.choice(pools.entidades), fecha, diseno)
    draft.escala = 1.12 if grupo == "scan" else 1.0
    draft.esperado["tipo"] = "solicitud_cambio_aiq"
    signer, needed = choose_signer(draft)
    cited: tuple[Block, ...] = ()
    if needed == "no":
        draft.esperado["delegacion"] = {"presente": False}
        draft.no_debe.append(["delegacion", "falta"])
    else:
        paper_producer = "weasyprint" if producer in ("docx", "odt", "formulario") else producer
        signer, cited = add_delegation(draft, signer, paper_producer)
    letter = _letter(draft, signer, cited, data(draft, people(draft)), producer)
    for role in ("aiq_saliente", "aiq_backup"):
        draft.esperado.setdefault(role, None)
    scan_how = random_scan(rng) if grupo == "scan" and producer != "sin_unicode" else None
    _sheets(draft, letter, producer, scan_how)
    mail = covering(draft, letter)
    draft.esperado |= {
        "remitente": mail.de,
        "copia": list(mail.copia),
        "asunto": mail.asunto or ("", None),
        "fecha": mail.fecha.isoformat(),
        "problemas": {"debe": draft.debe, "no_debe": draft.no_debe},
    }
    label = f"escaneo{scan_how.puntos}" if scan_how else producer
    plan = Proyecto(seed.replace(":", "-"), grupo, label, diseno, mail, tuple(draft.hojas), draft.esperado)
    return wrapped(plan, draft) if rng.random() < 0.1 else plan


def _sheets(draft: Borrador, letter: Carta, producer: str, how: Escaneo | None) -> None:
    """Puts the letter first among the sheets, and all of them through the scanner where there is one."""
    rng = draft.rng
    name = rng.choice(draft.pools.archivos).format(numero=letter.numero_leido or letter.numero)
    ending = producer if producer in ("docx", "odt") else (how.formato if how else "pdf")
    name = f"{name.rpartition('.')[0]}.{ending}"
    draft.esperado["oficio"] = letter.reading(name)
    drawn = letter.letter(_font(draft, producer), rng.choice((9.5, 10.5, 11)))
    if how is None:
        drawn = _harmed(draft, drawn, producer)
    draft.hojas.insert(0, Hoja(name, drawn, producer, how, rng.getrandbits(32)))
    if how:
        flat = replace(how, formato="pdf", vuelta=0)
        for number, sheet in enumerate(draft.hojas[1:], 1):
            if sheet.letter:
                draft.hojas[number] = replace(sheet, escaneo=flat, semilla=rng.getrandbits(32))


def _harmed(draft: Borrador, letter: Letter, producer: str) -> Letter:
    """Seldom, a letter whose text has suffered."""
    dice = draft.rng.random()
    if dice < 0.04 and draft.diseno not in ("solo_correo", "anexo_xlsx", "anexo_docx", "anexo_pdf"):
        draft.esperado = read_without_accents(draft.esperado)
        return harmed(letter, without_accents)
    if dice < 0.08:
        return harmed(letter, unbreakable)
    if dice < 0.12 and producer in ("weasyprint", "quipux", "chromium", "docx", "odt"):
        return harmed(letter, decomposed)
    return letter


def _font(draft: Borrador, producer: str) -> str:
    if draft.diseno in ("personas_filas", "tabla_horizontal"):
        return draft.rng.choice(("Helvetica", "Narrow"))
    return draft.rng.choice(draft.pools.fuentes)


def _elsewhere(draft: Borrador, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Where the data do not stand in the letter itself: in the mail's text or in an attachment of their own."""
    rng, diseno = draft.rng, draft.diseno
    if diseno == "solo_correo":
        lines = []
        for block in blocks:
            lines += (
                [block.text]
                if isinstance(block, Para)
                else [f"{label.rstrip(':')}: {value}" for label, value in block.rows]
            )
        draft.cuerpo = "\n".join(lines)
        return (Para(rng.choice(draft.pools.remision_correo)),)
    flat = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    if diseno == "anexo_xlsx":
        numbers = rng.random() < 0.3
        cells = [
            ("Campo", "Valor"),
            *((a, int(b) if numbers and b.isdigit() and not b.startswith("0") else b) for a, b in flat),
        ]
        draft.hojas.append(Hoja("Datos AIQ.xlsx", datos=xlsx(cells, "AIQ")))
    else:
        kind = diseno.rpartition("_")[2]
        draft.hojas.append(
            Hoja(f"Datos del administrador.{kind}", Letter(blocks), "docx" if kind == "docx" else "platypus")
        )
    return (Para(rng.choice(draft.pools.remision_anexo)),)


def _letter(
    draft: Borrador, signer: Firmante, cited: tuple[Block, ...], blocks: tuple[Block, ...], producer: str
) -> Carta:
    rng, pools, entidad = draft.rng, draft.pools, draft.entidad
    printed, number = rng.choice(pools.numeros)(rng, entidad.siglas, rng.choice(entidad.areas), draft.fecha.year)
    introducer = rng.choice(pools.introductores)
    if printed.startswith("\n"):
        introducer = introducer.rstrip()
    if draft.diseno in ("solo_correo", "anexo_xlsx", "anexo_docx", "anexo_pdf"):
        blocks = _elsewhere(draft, blocks)
    middle = rng.choice(pools.intermedios)
    body = (Para(rng.choice(pools.propositos)), *cited, *blocks, *decoys(draft), *((Para(middle),) if middle else ()))
    return Carta(
        printed,
        draft.fecha,
        rng.choice(pools.asuntos),
        signer,
        body,
        numero_leido=number,
        clase=introducer,
        fecha_escrita=rng.choice(pools.fechas)(draft.fecha, rng.choice(pools.ciudades)),
        destinatario=rng.choice(pools.destinatarios),
        apertura=rng.choice(pools.aperturas),
        cierre=rng.choice(pools.cierres),
        marca=rng.choice(pools.marcas) or None,
        menudo=small_print(draft),
        pie=rng.choice(pools.pies),
        asunto_en_tabla=producer == "quipux",
        encabezado_corrido=producer == "quipux" or rng.random() < 0.6,
    )
