"""Commands on the base of institutions and AIQs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli_base import Invocation, clean, console, json_option, local, pass_invocation, print_json, progress, refuse
from cli_table import Column, table
from cli_words import Group

if TYPE_CHECKING:
    from cases.case import InstitucionRegistrada, Periodo, Rol
    from intake.views import Kept


@click.group(cls=Group)
def registry() -> None:
    """La base de instituciones y AIQ: quién es, quién fue y desde cuándo."""


@registry.command("list")
@json_option
@pass_invocation
def list_institutions(invocation: Invocation, as_json: bool) -> None:
    """Todas las instituciones con sus AIQ de hoy."""
    from intake.views import institution_json, kept
    from registry import base

    with invocation.store() as (_, db), db.read() as tx:
        found = base.everything(tx)
        if as_json:
            print_json([institution_json(each, kept(tx, each)) for each in found])
            return
    heads = (Column("Siglas"), Column("Institución"), Column("AIQ", "Institución"), Column("Rol"), Column("Desde"))
    rows = [row for each in found for row in _institution_rows(each)]
    table(f"Instituciones: {len(found)}", heads, rows, empty="El registro está vacío: «aiq registry import» lo llena.")


def _institution_rows(found: InstitucionRegistrada) -> list[tuple[object, ...]]:
    """One line for each AIQ, the institution named in the first."""
    held = [each for each in (found.principal, found.backup) if each is not None]
    people = [(each.persona.nombres_apellidos, each.rol, each.desde) for each in held] or [("sin AIQ", "", "")]
    return [(*((found.siglas, found.nombre) if not place else ("", "")), *person)
            for place, person in enumerate(people)]  # fmt: skip


@registry.command("show")
@click.argument("siglas")
@click.option("--en", "on", type=click.DateTime(["%Y-%m-%d"]), help="Quién era AIQ en esa fecha.")
@json_option
@pass_invocation
def show_institution(invocation: Invocation, siglas: str, on: datetime | None, as_json: bool) -> None:
    """Una institución: nombre, alias, AIQ principal y backup, historia."""
    from cases.periods import holder
    from intake.views import institution_json, periods_of

    found, known = _institution(invocation, siglas)
    if as_json:
        print_json(institution_json(found, known, on.date() if on else None))
        return
    out, aliases = console(), _aliases(known)
    out.print(f"{clean(found.siglas)} · {clean(found.nombre)}", style="bold")
    if aliases:
        out.print(f"También: {clean(', '.join(aliases))}")
    if found.canton:
        out.print(f"Cantón: {clean(found.canton)}")
    if found.cargos_maxima_autoridad:
        out.print(f"Máxima autoridad: {clean(', '.join(found.cargos_maxima_autoridad))}")
    if found.superiores:
        out.print(f"Jefes inmediatos confirmados: {clean(', '.join(found.superiores))}")
    periods = periods_of(found)
    if on is not None:
        then = (holder(periods, "principal", on.date()), holder(periods, "backup", on.date()))
        periods = [each for each in then if each is not None]
    _print_periods(periods)


def _aliases(known: Kept) -> list[str]:
    """Other names of an institution, each with the days it was used where known."""
    return [
        each["alias"] + "".join(f" ({word} {each[word]})" for word in ("desde", "hasta") if each[word])
        for each in known.aliases
    ]


def _print_periods(periods: list[Periodo]) -> None:
    rows = [(each.rol, each.persona.nombres_apellidos, each.persona.cargo, each.persona.correo, each.persona.celular,
             each.desde, each.hasta or "hoy", each.caso) for each in periods]  # fmt: skip
    heads = (Column("Rol"), Column("Nombre"), Column("Cargo", "Nombre"), Column("Correo", "Nombre"),
             Column("Celular", "Nombre"), Column("Desde"), Column("Hasta", "Desde"), Column("Caso"))  # fmt: skip
    table("AIQ", heads, rows, empty="Sin AIQ registrado.")


def _print_corrections(periods: list[Periodo], known: Kept, zone: tzinfo) -> None:
    """What was corrected in these periods, what stood there before, by whom and when."""
    lines = [(local(line["cuando"], zone), line["quien"], f"{period.persona.nombres_apellidos} ({period.rol})",
              line["campo"], line["antes"] or "—", line["despues"] or "—")
             for period in periods for line in known.corrections.get(period.clave or 0, [])]  # fmt: skip
    heads = (Column("Cuándo"), Column("Quién", "Cuándo"), Column("AIQ"), Column("Dato", "AIQ"), Column("Decía"),
             Column("Dice", "Decía"))  # fmt: skip
    table("Correcciones", heads, lines, empty="")


def _institution(invocation: Invocation, siglas: str) -> tuple[InstitucionRegistrada, Kept]:
    """An institution and what is kept beside its facts of today."""
    from intake.views import kept
    from registry import base

    with invocation.store() as (_, db), db.read() as tx:
        found, _ = base.find(tx, siglas, siglas)
        if found is None:
            raise refuse(f"El registro no tiene la institución {siglas}.")
        return found, kept(tx, found)


@registry.command("history")
@click.argument("siglas")
@json_option
@pass_invocation
def history(invocation: Invocation, siglas: str, as_json: bool) -> None:
    """Todos los AIQ que ha tenido una institución, y lo que se corrigió de sus períodos."""
    from intake.views import institution_json, periods_of

    found, known = _institution(invocation, siglas)
    if as_json:
        print_json(institution_json(found, known)["historia"])
        return
    _print_periods(periods_of(found))
    _print_corrections(periods_of(found), known, invocation.settings().policy().zona)


@registry.command("search")
@click.argument("words", metavar="PALABRAS", nargs=-1, required=True)
@json_option
@pass_invocation
def search(invocation: Invocation, words: tuple[str, ...], as_json: bool) -> None:
    """Busca instituciones y personas, sin importar tildes, orden o pequeños errores."""
    from registry import people

    with invocation.store() as (_, db), db.read() as tx:
        hits = people.search(tx, " ".join(words))
    if as_json:
        print_json(hits)
        return
    rows = [(hit["siglas"], hit["nombre"], hit["rol"], hit["nombres_apellidos"], hit["desde"], hit["hasta"])
            for hit in hits]  # fmt: skip
    heads = (Column("Siglas"), Column("Institución"), Column("Rol"), Column("Persona", "Institución"), Column("Desde"),
             Column("Hasta", "Desde"))  # fmt: skip
    table(f"Encontrados: {len(rows)}", heads, rows, empty="Nada parecido en el registro.")


@registry.command("add")
@click.argument("siglas")
@click.argument("nombre")
@click.option("--canton", help="Cantón, para sus feriados locales.")
@click.option("--cargo", multiple=True, help="Cargo que es máxima autoridad allí (repetible).")
@click.option("--alias", multiple=True, help="Otro nombre o siglas anteriores (repetible).")
@json_option
@pass_invocation
def add_institution(
    invocation: Invocation, siglas: str, nombre: str, canton: str | None, cargo: tuple[str, ...],
    alias: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """Crea una institución, o completa la que ya existe con cantón, cargos y alias."""
    from intake.registry_edit import add

    made = add(invocation.settings(), siglas, nombre, canton=canton, cargos=cargo, aliases=alias)
    _changed(invocation, siglas, f"{siglas}: {'creada' if made else 'completada'}.", as_json)


def _changed(invocation: Invocation, siglas: str, told: str, as_json: bool) -> None:
    """Says what was done, or prints the institution as it stands now."""
    from intake.views import institution_json

    if as_json:
        print_json(institution_json(*_institution(invocation, siglas)))
    else:
        progress(told)


@registry.command("rename")
@click.argument("siglas")
@click.option("--nombre", help="El nombre nuevo.")
@click.option("--siglas", "nuevas", help="Las siglas nuevas.")
@click.option("--desde", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Desde cuándo se llama así.")
@json_option
@pass_invocation
def rename_institution(
    invocation: Invocation, siglas: str, nombre: str | None, nuevas: str | None, desde: datetime, as_json: bool
) -> None:
    """Da nombre o siglas nuevos a una institución; los de antes quedan como alias con su fecha."""
    from intake.registry_edit import rename

    if not nombre and not nuevas:
        raise click.UsageError("Indique --nombre, --siglas o ambos.")
    now = rename(invocation.settings(), siglas, nombre=nombre, nuevas=nuevas, desde=desde.date())
    _changed(invocation, now, f"{siglas}: ahora {now}; lo anterior queda como alias.", as_json)


@registry.command("correct")
@click.argument("siglas")
@click.argument("rol", type=click.Choice(["principal", "backup"]))
@click.argument("campo")
@click.argument("valor", required=False)
@click.option("--en", "on", type=click.DateTime(["%Y-%m-%d"]), help="El de quien lo era en esa fecha, no el de hoy.")
@json_option
@pass_invocation
def correct_datum(
    invocation: Invocation, siglas: str, rol: Rol, campo: str, valor: str | None, on: datetime | None, as_json: bool
) -> None:
    """Corrige un dato del AIQ de hoy o, con --en, de un período pasado; lo que constaba se conserva.

    CAMPO es nombres_apellidos, cedula, cargo, correo, telefono, extension, celular, desde o hasta. Sin VALOR, el dato
    no existe."""
    from cases.periods import in_short
    from intake.registry_edit import correct

    had = correct(invocation.settings(), siglas, rol, campo, valor, en=on.date() if on else None)
    _changed(invocation, siglas, f"{siglas}, {rol}, {in_short(had)}: {campo} corregido.", as_json)


@registry.command("superior")
@click.argument("siglas")
@click.argument("correo")
@click.option("--olvidar", "forget", is_flag=True, help="Ya no lo es: su copia deja de bastar.")
@json_option
@pass_invocation
def superior(invocation: Invocation, siglas: str, correo: str, forget: bool, as_json: bool) -> None:
    """Anota quién es jefe inmediato del AIQ principal: basta su copia en un aviso de cambio de backup."""
    from intake.registry_edit import superior as change

    change(invocation.settings(), siglas, correo, forget=forget)
    done = "olvidado" if forget else "anotado"
    _changed(invocation, siglas, f"{siglas}: {correo} {done} como jefe inmediato.", as_json)


@registry.command("import")
@click.argument("file", metavar="ARCHIVO", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@pass_invocation
def import_table(invocation: Invocation, file: Path, as_json: bool) -> None:
    """Importa instituciones y AIQ de un CSV o XLSX: todo el archivo o nada, con un informe por fila."""
    from intake.registry_files import import_file

    with invocation.store() as (settings, db):
        reports = import_file(db, file, datetime.now(settings.policy().zona))
    wrong = [each for each in reports if each.problems]
    if as_json:
        print_json([{"fila": each.row, "siglas": each.siglas, "problemas": list(each.problems)} for each in reports])
    else:
        rows = [(each.row, each.siglas, "; ".join(each.problems)) for each in wrong]
        table("Filas con problemas", ("Fila", "Siglas", "Problema"), rows, empty=f"{len(reports)} filas importadas.")
    if wrong:
        raise refuse(f"Nada se importó: {len(wrong)} de {len(reports)} filas tienen problemas.")


@registry.command("export")
@click.argument("file", metavar="ARCHIVO", type=click.Path(dir_okay=False, path_type=Path))
@pass_invocation
def export_table(invocation: Invocation, file: Path) -> None:
    """Exporta el registro entero, con alias y períodos fechados, a un CSV o XLSX que «import» vuelve a leer."""
    from intake.registry_files import export_rows
    from intake.tablefile import write_table

    with invocation.store() as (_, db), db.read() as tx:
        rows = export_rows(tx)
    write_table(file, rows)
    progress(f"{len(rows) - 1} filas en {file}")


@registry.command("person")
@click.argument("cedula")
@pass_invocation
def person(invocation: Invocation, cedula: str) -> None:
    """Todo lo que se guarda de una persona, en JSON (derecho de acceso, LOPDP)."""
    from intake.clerk import record
    from registry import people

    with invocation.store() as (_, db), db.write() as tx:
        whole: dict[str, Any] = people.everything_of(tx, cedula)
        if not any(whole[what] for what in ("periodos", "casos", "nombrado_en", "respaldos")):
            raise refuse("No se guarda nada de esa persona.")
        counted = {what: len(whole[what]) for what in ("periodos", "casos")}
        record(db, tx, "datos_de_persona_exportados", counted)
    print_json(whole)


@registry.command("erase")
@click.option("--years", type=click.IntRange(1, 100), default=5, show_default=True,
              help="Años desde que dejó de ser AIQ.")  # fmt: skip
@json_option
@pass_invocation
def erase(invocation: Invocation, years: int, as_json: bool) -> None:
    """Borra correo y teléfonos de antiguos AIQ; quedan nombre, institución y fechas (LOPDP)."""
    from intake.clerk import record
    from registry import people

    now = datetime.now(UTC)
    before = now.date() - timedelta(days=365 * years)
    with invocation.store() as (_, db), db.write() as tx:
        erased = people.erase_contacts(tx, before, now)
        record(db, tx, "contactos_borrados", {"periodos": erased, "anteriores_a": before.isoformat()})
    if as_json:
        print_json({"periodos": erased, "anteriores_a": before})
        return
    progress(f"Contactos borrados de {erased} periodos terminados antes del {before}.")
