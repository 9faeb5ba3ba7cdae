"""Requests for a change of AIQ, made by chance from one half's choices, each with what must be read."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field, replace
from typing import Any

from tests.corpus.layouts import DISENOS, VARIAS, Ficha, Fila, Plano, labels, rows
from tests.corpus.letters import Carta, Firmante
from tests.corpus.mails import QUITO, Correo
from tests.corpus.model import Block, Gente, Letter, Para, Table
from tests.corpus.papers import delegacion, designacion
from tests.corpus.people import Invented, invent
from tests.corpus.pools import Entidad, Pools
from tests.corpus.producers import Hoja
from tests.corpus.render_office import xlsx
from tests.corpus.scans import random_scan
from tests.corpus.values import fault, written


@dataclass(frozen=True, slots=True)
class Proyecto:
    """A mail to be made. `en_zip` puts the sheets into one archive; `exterior` is the mail that forwards it whole."""

    nombre: str
    grupo: str
    productor: str
    diseno: str
    correo: Correo
    hojas: tuple[Hoja, ...]
    esperado: dict[str, Any]
    en_zip: bool = False
    exterior: Correo | None = None


@dataclass
class Borrador:
    """A request while its parts are being chosen."""

    rng: random.Random
    pools: Pools
    entidad: Entidad
    fecha: dt.date
    diseno: str
    hojas: list[Hoja] = field(default_factory=list)
    esperado: dict[str, Any] = field(default_factory=dict)
    debe: list[list[str]] = field(default_factory=list)
    no_debe: list[list[str]] = field(default_factory=list)
    cuerpo: str = ""


PUESTOS_SUBROGANTE = (" (S)", ", SUBROGANTE", " SUBROGANTE", " (E)", ", ENCARGADO")


def choose_signer(draft: Borrador) -> tuple[Firmante, str]:
    """The signer and whether a delegation is needed: no · si · explicita."""
    rng, pools = draft.rng, draft.pools
    who = invent(rng, pools, draft.entidad.dominio)
    top = rng.choice(draft.entidad.maxima)
    dice = rng.random()
    if dice < 0.5:
        return Firmante(who.completo, who.titulo, top, "maxima_autoridad"), "no"
    if dice < 0.62:
        ending = rng.choice(PUESTOS_SUBROGANTE)
        calidad = "subrogante" if "S" in ending.replace("ENCARGADO", "") else None
        return Firmante(who.completo, who.titulo, top + ending, calidad), "no"
    if dice < 0.74:
        cargo = rng.choice(pools.cargos_delegado).format(maxima=top)
        return Firmante(who.completo, who.titulo, cargo, "delegado"), "si"
    return Firmante(who.completo, who.titulo, rng.choice(pools.cargos_medios), None), "si"


def add_delegation(draft: Borrador, signer: Firmante, producer: str) -> tuple[Firmante, tuple[Block, ...]]:
    """Attaches a delegation, or not, or one that does not serve; gives back the signer and what the letter cites."""
    rng, pools, entidad = draft.rng, draft.pools, draft.entidad
    boss_person = invent(rng, pools, entidad.dominio)
    boss = (boss_person.completo, entidad.maxima[0])
    who = replace(invent(rng, pools, entidad.dominio), cargo=signer.cargo.capitalize())
    words = signer.nombre.split()
    who = replace(who, nombres=" ".join(words[:-2]) or words[0], apellidos=" ".join(words[-2:]))
    to = rng.choice(
        (signer.cargo.title().replace(" De ", " de "), f"{signer.titulo} {signer.nombre}, {signer.cargo.capitalize()}")
    )
    before = draft.fecha - dt.timedelta(days=rng.randint(20, 300))
    kind = rng.choices(("apta", "falta", "citada", "compras", "posterior", "designacion"), (48, 22, 10, 7, 6, 7))[0]
    name = rng.choice(pools.archivos_delegacion)
    if kind in ("falta", "citada", "designacion"):
        draft.esperado["delegacion"] = {"presente": False}
        draft.debe.append(["delegacion", "falta"])
        if signer.calidad is None and kind != "citada":
            signer = replace(signer, calidad="no_determinada")
    if kind == "citada":
        siglas = entidad.siglas.replace(" ", "-")
        number = f"{siglas}-{siglas}-{before.year}-{rng.randint(1, 99):04d}-A"
        return signer, (Para(rng.choice(pools.delegacion_citada).format(numero=number)),)
    if kind == "designacion":
        paper = designacion(rng, entidad, boss, who, before)
        draft.hojas.append(Hoja(rng.choice(pools.archivos_designacion), paper.letter, producer))
    if kind in ("apta", "compras", "posterior"):
        day = draft.fecha + dt.timedelta(days=rng.randint(3, 20)) if kind == "posterior" else before
        papel = rng.choice([p for p in pools.delegaciones if kind != "compras" or p.sufijo in ("A", "R")])
        act = rng.choice(pools.delegacion_compras) if kind == "compras" else None
        paper = delegacion(rng, pools, papel, entidad, boss, who, to, day, act)
        draft.hojas.append(Hoja(name, paper.letter, producer))
        draft.esperado["delegacion"] = {
            "presente": True,
            "adjunto": name,
            "numero": paper.numero,
            "fecha": paper.fecha.isoformat(),
        }
        draft.no_debe.append(["delegacion", "falta"])
        if kind != "apta":
            draft.debe.append(["delegacion*", "dudoso|invalido|conflicto"])
    return signer, ()


def people(draft: Borrador) -> list[tuple[str, Invented, Gente]]:
    """The persons of the letter in their order: mostly the new AIQ alone."""
    rng, pools = draft.rng, draft.pools
    roles = ["aiq"]
    if draft.diseno in VARIAS:
        roles = rng.choice(
            (
                ["aiq_saliente", "aiq"],
                ["aiq", "aiq_saliente"],
                ["aiq", "aiq_backup"],
                ["aiq_saliente", "aiq", "aiq_backup"],
                ["aiq_backup", "aiq", "aiq_saliente"],
            )
        )
    found = []
    for role in roles:
        who = invent(rng, pools, draft.entidad.dominio)
        person = written(rng, pools, who, titled=0.15, table=draft.diseno != "prosa")
        if role == "aiq" and draft.diseno != "prosa" and rng.random() < 0.16:
            person = fault(rng, who, person)
        found.append((role, who, person))
    return found


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
    plan = Plano(inst, tuple(fichas), rng.choice(pools.separadores), pools, rng)
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


def decoys(draft: Borrador) -> tuple[Block, ...]:
    """A table that has nothing to do with the persons."""
    if draft.rng.random() > 0.15:
        return ()
    return (
        Para("Cronograma de transición:"),
        Table(
            (
                ("Actividad", "Fecha", "Responsable"),
                ("Entrega de claves", "A convenir", "TIC"),
                ("Capacitación de 12 horas", "Según calendario", "SGE"),
            ),
            header=True,
            size=9,
        ),
    )


def small_print(draft: Borrador) -> tuple[str, ...]:
    """Anexos, copy block and initials, each now and then; the copied persons are nobody's data."""
    rng, pools = draft.rng, draft.pools
    found: list[str] = []
    if rng.random() < 0.2:
        siglas = draft.entidad.siglas.replace(" ", "-")
        found.append(
            f"Referencias:\n - {siglas}-{draft.entidad.areas[0]}-{draft.fecha.year}-{rng.randint(1, 99):04d}-M"
        )
    if draft.hojas:
        found.append("Anexos:\n" + "\n".join(f"- {sheet.nombre}" for sheet in draft.hojas))
    if rng.random() < 0.35:
        copy = invent(rng, pools, draft.entidad.dominio)
        found.append(f"Copia:\n{copy.titulo} {copy.completo}\n{copy.cargo}\n{draft.entidad.nombre.upper()}")
    if rng.random() < 0.4:
        found.append(rng.choice(("PV/mj/ab", "ACM/jl", "dr/RT/fs")))
    return tuple(found)


def covering(draft: Borrador, letter: Carta) -> Correo:
    """The mail around the letter: any mailer, any encoding, the sender's own phones under it."""
    rng, pools, entidad = draft.rng, draft.pools, draft.entidad
    sender = invent(rng, pools, entidad.dominio)
    number = letter.numero_leido or letter.numero
    signed = rng.choice(pools.firmas_correo).format(
        titulo=sender.titulo,
        nombre=sender.completo,
        cargo=sender.cargo,
        institucion=entidad.nombre,
        siglas=entidad.siglas,
        telefono=f"({sender.area}) {sender.fijo}",
        extension=sender.extension,
        celular=sender.celular,
        correo=sender.correo,
        cedula=sender.cedula,
    )
    text = rng.choice(pools.correo_textos).format(numero=number, siglas=entidad.siglas)
    body = "\n\n".join(part for part in (text, draft.cuerpo, signed, rng.choice(pools.avisos_legales)) if part)
    when = dt.datetime.combine(
        draft.fecha + dt.timedelta(days=rng.randint(0, 3)),
        dt.time(rng.randint(7, 17), rng.randint(0, 59), rng.randint(0, 59)),
        QUITO,
    )
    juego = rng.choice(("utf-8", "utf-8", "utf-8", "windows-1252", "iso-8859-1"))
    subject = rng.choice(pools.correo_asuntos).format(numero=number, siglas=entidad.siglas)
    if juego != "utf-8":
        body, subject = (
            text.encode(juego, "replace").decode(juego) for text in (body.replace("—", "-").replace("–", "-"), subject)
        )
    return Correo(
        sender.correo,
        subject,
        body,
        when,
        sender.completo if rng.random() < 0.85 else "",
        copia=(invent(rng, pools, entidad.dominio).correo,) if rng.random() < 0.3 else (),
        forma=rng.choice(("zimbra", "zimbra", "outlook", "gmail", "apple", "thunderbird")),
        juego=juego,
        codigo=rng.choice(("quoted-printable", "quoted-printable", "base64", "8bit")),
        solo_html=rng.random() < 0.12,
    )


def request(seed: str, pools: Pools, diseno: str, producer: str, grupo: str = "digital") -> Proyecto:
    """One request. The seed is the whole of its chance."""
    rng = random.Random(seed)
    fecha = dt.date(2025, 7, 1) + dt.timedelta(days=rng.randint(0, 480))
    draft = Borrador(rng, pools, rng.choice(pools.entidades), fecha, diseno)
    draft.esperado["tipo"] = "solicitud_cambio_aiq"
    drawn = producer if producer not in ("docx", "odt", "formulario") else "weasyprint"
    signer, needed = choose_signer(draft)
    cited: tuple[Block, ...] = ()
    if needed == "no":
        draft.esperado["delegacion"] = {"presente": False}
        draft.no_debe.append(["delegacion", "falta"])
    else:
        signer, cited = add_delegation(draft, signer, drawn)
    blocks = data(draft, people(draft))
    letter = _letter(draft, signer, cited, blocks, producer)
    name = rng.choice(pools.archivos).format(numero=(letter.numero_leido or letter.numero))
    scan_how = random_scan(rng) if grupo == "scan" and producer != "sin_unicode" else None
    ending = producer if producer in ("docx", "odt") else (scan_how.formato if scan_how else "pdf")
    name = name.rpartition(".")[0] + "." + ending
    draft.hojas.insert(
        0,
        Hoja(
            name,
            letter.letter(_font(draft, producer), rng.choice((9.5, 10.5, 11))),
            producer,
            scan_how,
            rng.getrandbits(32),
        ),
    )
    if scan_how:
        draft.hojas[1:] = [
            replace(s, escaneo=replace(scan_how, formato="pdf", vuelta=0), semilla=rng.getrandbits(32))
            if s.letter
            else s
            for s in draft.hojas[1:]
        ]
    draft.esperado["oficio"] = letter.reading(name)
    mail = covering(draft, letter)
    draft.esperado |= {
        "remitente": mail.de,
        "copia": list(mail.copia),
        "asunto": mail.asunto or ("", None),
        "fecha": mail.fecha.isoformat(),
        "problemas": {"debe": draft.debe, "no_debe": draft.no_debe},
    }
    for role in ("aiq_saliente", "aiq_backup"):
        draft.esperado.setdefault(role, None)
    label = f"escaneo{scan_how.puntos}" if scan_how else producer
    plan = Proyecto(seed.replace(":", "-"), grupo, label, diseno, mail, tuple(draft.hojas), draft.esperado)
    return _wrapped(plan, draft) if rng.random() < 0.1 else plan


def _wrapped(plan: Proyecto, draft: Borrador) -> Proyecto:
    """The same request with its files in one archive, or the whole mail forwarded by somebody as an attachment."""
    truth = plan.esperado
    if draft.rng.random() < 0.5:
        for part in ("oficio", "delegacion"):
            if name := truth[part].get("adjunto"):
                truth[part]["adjunto"] = (name, "documentos.zip", f"documentos.zip/{name}")
        return replace(plan, en_zip=True)
    colleague = invent(draft.rng, draft.pools, draft.entidad.dominio)
    later = plan.correo.fecha + dt.timedelta(hours=draft.rng.randint(1, 20))
    outer = Correo(
        colleague.correo, f"RV: {plan.correo.asunto}", "Reenvío para su atención.", later, colleague.completo
    )
    outside = {"remitente": outer.de, "copia": [], "asunto": outer.asunto, "fecha": later.isoformat()}
    return replace(plan, exterior=outer, esperado=truth | outside)


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
