"""The sample mails of the hard cases, from the mailbox to the outbox: which letters leave, and how the case stands."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from intake.registry_files import import_file
from tests.stories.mesa import InProcess, Mesa, names
from tests.support.desks import Clock, desk

FIXTURES = Path(__file__).parents[1] / "fixtures"


@dataclass(frozen=True)
class Row:
    """A sample by its folder, the hard cases it shows, the letters to its last mail, the state of each case after it,
    and findings that a person or the institution must see."""

    sample: str
    cases: tuple[int, ...]
    letters: tuple[str, ...]
    states: tuple[str, ...]
    findings: tuple[tuple[str, str], ...] = ()


def row(sample, cases, letters, states, *findings):
    return Row(sample, (cases,) if isinstance(cases, int) else cases, letters, states, findings)


ACK, ASKED, NONE = ("acuse",), ("observaciones",), ()
REVIEW, OBSERVED = ("en_revision",), ("observada",)
UNSIGNED = ("oficio.firma", "dudoso")

TABLE = (
    row("saliente-y-entrante-en-bloques", 1, ACK, REVIEW, ("aiq_saliente", "dudoso")),
    row("dos-personas-sin-rol", 1, ACK, REVIEW, ("aiq", "dudoso")),
    row("principal-y-backup", 2, ACK, REVIEW),
    row("telefono-solo-en-el-pie", 3, ASKED, OBSERVED, ("aiq.telefono", "falta")),
    row("memorando-que-cita-el-oficio", 6, ACK, REVIEW),
    row("borrador-temp", 7, ASKED, OBSERVED, ("oficio", "invalido")),
    row("temp-solo-en-el-nombre", 7, ACK, REVIEW),
    row("memorando-en-lugar-de-oficio", 8, ASKED, OBSERVED, ("oficio", "invalido")),
    row("firma-director-sin-delegacion", 9, ASKED, OBSERVED, ("delegacion", "falta")),
    row("gerente-subrogante", 10, ACK, REVIEW, ("oficio.firmante", "dudoso")),
    row("coordinadora-encargada", 11, ASKED, OBSERVED, ("delegacion", "falta")),
    row("delegacion-para-compras", 12, ACK, REVIEW, ("delegacion.objeto", "dudoso")),
    row("delegacion-posterior", 13, ASKED, OBSERVED, ("delegacion.fecha", "invalido")),
    row("delegacion-a-un-cargo", 14, ACK, REVIEW),
    row("designacion-no-es-delegacion", 15, ASKED, OBSERVED, ("delegacion", "falta")),
    row("delegacion-solo-citada", 16, ASKED, OBSERVED, ("delegacion", "falta")),
    row("firmado-solo-en-palabras", 17, ACK, REVIEW, UNSIGNED),
    row("sello-dibujado", 18, ACK, REVIEW, UNSIGNED),
    row("firma-de-otra-persona", 19, ACK, REVIEW, ("oficio.firma", "conflicto")),
    row("cambiado-tras-la-firma", 20, ACK, REVIEW, ("oficio.firma", "dudoso")),
    row("cedula-de-nueve-digitos", 21, ASKED, OBSERVED, ("aiq.cedula", "invalido")),
    row("cedula-de-relleno", 24, ASKED, OBSERVED, ("aiq.cedula", "invalido")),
    row("ruc-en-lugar-de-cedula", 25, ASKED, OBSERVED, ("aiq.cedula", "invalido")),
    row("celular-que-parece-cedula", 26, ACK, REVIEW, ("aiq.cedula", "dudoso")),
    row("sin-extension", 28, ACK, REVIEW),
    row("correo-personal", 32, ACK, REVIEW, ("aiq.correo", "dudoso")),
    row("institucion-renombrada", 36, ACK, REVIEW, ("institucion", "dudoso")),
    row("prefijo-distinto-de-las-siglas", 37, ACK, REVIEW, ("institucion.siglas", "dudoso")),
    row("aviso-quipux-y-despues-el-pdf", 38, NONE, REVIEW),
    row("mismo-numero-otro-contenido", 39, NONE, REVIEW, ("oficio", "conflicto")),
    row("respuesta-sin-datos", 40, ("consulta_derivada",), REVIEW),
    row("backup-sin-copia", 41, ("backup_sin_copia",), OBSERVED, ("copia", "falta")),
    row("backup-enviado-por-el-backup", 42, ("backup_no_autorizado",), REVIEW, ("remitente", "dudoso")),
    row("backup-reenviado", 43, ("backup_no_autorizado",), REVIEW, ("remitente", "dudoso")),
    row("vacaciones-zimbra", 44, NONE, ()),
    row("acuse-de-lectura", 45, NONE, ()),
    row("destinatario-antiguo", 50, ACK, REVIEW),
    row("pedido-de-implementacion", 52, ("consulta_derivada",), REVIEW),
    row("exservidor-pide-respaldo", 53, ("respaldo_exservidor",), ()),
    row("respaldo-de-veinte-documentos", 54, ("respaldo_pocos_documentos",), ()),
    row("aviso-descarga-de-respaldo", 55, NONE, REVIEW),
    row("texto-que-da-ordenes", 59, ACK, REVIEW),
    row("dos-oficios-en-un-correo", 60, ("acuse", "acuse"), REVIEW * 2),
)  # fmt: skip


@pytest.fixture
def full_base(tmp_path, sqlite_url, reader):
    """The desk of the stories with the institutions of the samples in its base."""
    clock = Clock()
    with closing(desk(tmp_path, sqlite_url, clock)) as made:
        made.reader.close()
        made.reader = InProcess(reader)
        import_file(made.db, FIXTURES / "registro.csv", clock())
        yield Mesa(made, clock)


@pytest.mark.parametrize("expected", TABLE, ids=lambda each: f"{each.cases[0]}-{each.sample}")
def test_a_hard_case_ends_where_the_dossier_says(full_base, expected):
    mails = sorted((FIXTURES / expected.sample).glob("message*.eml"), key=lambda path: (len(path.name), path.name))
    before = [(each.id, each.principal, each.backup) for each in institutions(full_base)]
    for mail in mails:
        letters = full_base.receive(mail.read_bytes())
    assert tuple(names(letters)) == expected.letters
    cases = full_base.cases()
    assert tuple(case.estado for case in cases) == expected.states
    found = {(each.campo, each.codigo) for case in cases for each in case.solicitud.problemas}
    assert set(expected.findings) <= found
    assert [(each.id, each.principal, each.backup) for each in institutions(full_base)] == before


def institutions(mesa):
    from registry import base

    with mesa.desk.db.read() as tx:
        return base.everything(tx)


def test_every_hard_case_is_listed_with_tests_that_exist():
    page = (Path(__file__).parent / "README.md").read_text("utf-8")
    lines = re.findall(r"^\| (\d+) \| .+ \| (.+?) \|$", page, re.MULTILINE)
    assert [int(number) for number, _ in lines] == list(range(1, 61))
    in_table = {number for row in TABLE for number in row.cases}
    for number, shown in lines:
        assert ("`T`" in shown) <= (int(number) in in_table), number
    for file, test in set(re.findall(r"`([\w./]+\.py)::(test_\w+)`", page)):
        assert f"def {test}(" in (Path(__file__).parent / file).read_text("utf-8"), f"{file}::{test}"
