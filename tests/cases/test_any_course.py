"""Whatever happens in whatever order, a case stays within its tables and somebody always has the next turn."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cases import clerk, clerk_steps
from cases.decision import Decision
from cases.reading import Cumplimiento, Persona, Rebote, Solicitud
from cases.states import ESTANCIAS, allowed, is_open, turn
from cases.wake import wake
from tests.cases.desk_values import (
    ANA,
    CARLA,
    COMPLETE,
    FACTS,
    JEFE,
    LUIS,
    MEJ,
    NOW,
    OFICIO,
    POLICY,
    calendar,
    judge,
    reading,
    stored,
    without,
)

AUTO = {"automatico": ("Auto-Submitted: auto-replied",)}
MAILS = {
    "half an answer": reading("otro", Solicitud(aiq=Persona(celular="0991234567"))),
    "the other half": reading("otro", Solicitud(aiq=Persona(cargo="Analista"))),
    "a wrong answer": reading("otro", Solicitud(aiq=Persona(cedula="1712345676"))),
    "words": replace(reading("otro", Solicitud()), texto_nuevo="Gracias por su atención."),
    "a status request": replace(reading("otro", Solicitud()), texto_nuevo="¿Cómo va nuestro trámite?"),
    "a vacation reply": reading("respuesta_automatica", Solicitud(), sobre=AUTO),
    "a bounce": reading("rebote", Solicitud(), "mailer-daemon@x.ec", sobre=AUTO, rebote=Rebote("<m@x>", JEFE, "5.1.1", True)),
    "a report": reading("informe_cumplimiento", Solicitud(), ANA.correo, cumplimiento=Cumplimiento()),
    "an open report": reading("informe_cumplimiento", Solicitud(), ANA.correo, cumplimiento=Cumplimiento(pendientes=("Áreas",))),
    "a stranger": reading("otro", Solicitud(aiq=Persona(celular="0980000000")), "x@otra.example"),
    "another letter": reading(request=replace(COMPLETE, oficio=replace(OFICIO, numero="MEJ-DM-2026-0777-O"), aiq=LUIS)),
    "a copy to the superior": reading("otro", Solicitud(), CARLA.correo, sobre={"copia": ("director@mej.gob.ec",)}),
}  # fmt: skip
COMMANDS = {
    "approve": (clerk.approve, {"usuario_creado_por": "AIQ saliente"}),
    "approve all": (clerk.approve, {"aceptar": ("aiq.celular", "aiq.cargo", "aiq.cedula", "copia")}),
    "ask": (clerk.ask, {"texto": "¿Quién firma?"}),
    "correct": (clerk.correct, {"campo": "aiq.celular", "valor": "0991234567"}),
    "note": (clerk.note, {"texto": "Llamé."}),
    "reject": (clerk.reject, {"motivo": "No procede."}),
    "annul": (clerk.cancel, {"motivo": "Se desistió."}),
    "attend": (clerk.attend, {"texto": "Listo."}),
    "enable": (clerk_steps.enable, {}),
    "extend": (clerk_steps.enable, {"prorroga": True}),
    "train": (clerk_steps.training, {"fecha": date(2026, 3, 10), "horas": 12, "modulo": "entrada"}),
    "train more": (clerk_steps.training, {"fecha": date(2026, 3, 10), "horas": 1, "modulo": "salida"}),
    "train most": (clerk_steps.training, {"fecha": date(2026, 3, 10), "horas": 1, "modulo": "administracion"}),
    "record": (clerk_steps.report, {}),
    "register": (clerk_steps.register, {"usuario_creado_por": "AIQ saliente"}),
}
FIRST = {
    "complete": reading(),
    "lacking": reading(request=without(celular=None, cargo=None)),
    "backup": reading("aviso_cambio_backup", Solicitud(aiq_backup=ANA), CARLA.correo, sobre={"autenticacion": "autenticado"}),
    "question": replace(reading("otro", Solicitud(), "u@mej.gob.ec"), texto_nuevo="¿Y mi clave?"),
}  # fmt: skip
EVENTS = st.one_of(
    st.tuples(st.just("mail"), st.sampled_from(sorted(MAILS))),
    st.tuples(st.just("clerk"), st.sampled_from(sorted(COMMANDS))),
    st.tuples(st.just("days"), st.sampled_from(["1", "4", "9", "25"])),
)
KNOWN = replace(FACTS, periodos_remitente=((MEJ, MEJ.principal),))


def happens(case, kind, what, now, number):
    """The decisions that one event leads to: none, one, or for days that pass one for every deadline on the way."""
    facts = replace(KNOWN if MAILS.get(what) and MAILS[what].sobre.remitente == CARLA.correo else FACTS)
    if kind == "mail":
        found = replace(facts, caso=case, por="referencia", abiertos=(case,))
        return judge(MAILS[what], found, now, number=number)
    if kind == "days":
        return wake(case, calendar(), POLICY, now)
    command, values = COMMANDS[what]
    return command(case, FACTS, calendar(), POLICY, now, "rosa", **values)


def holds(before, made, now):
    """What must be true of every decision."""
    after = made.caso
    for line in made.transiciones:
        assert allowed(after.tipo, line.de, line.a)
        assert line.motivo
    assert all(letter.para and letter.clave for letter in made.cartas)
    assert (after.tipo, after.estado) in ESTANCIAS
    if after.estado == "observada":
        assert after.vence is not None
        assert after.hitos.caduca is not None
    if not is_open(after):
        assert after.vence is None
    assert after.vence is None or after.vence > now or after.vence == before.vence
    assert turn(after) in ("institucion", "mesa", "aiq", "nadie")


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(FIRST)), st.lists(EVENTS, max_size=12))
def test_no_order_of_events_leads_a_case_astray(first, events):
    facts = KNOWN if first == "backup" else FACTS
    case, now = stored(judge(FIRST[first], facts)), NOW
    for number, (kind, what) in enumerate(events, 2):
        now += timedelta(days=int(what)) if kind == "days" else timedelta(minutes=5)
        for _ in range(4):
            made = happens(case, kind, what, now, number)
            if not isinstance(made, Decision) or made.caso is None or made.caso.caso != case.caso:
                break
            holds(case, made, now)
            case = stored(made)
            if kind != "days":
                break
        else:
            raise AssertionError("woken for ever")


@settings(max_examples=40, deadline=None)
@given(st.lists(EVENTS, max_size=12))
def test_the_base_changes_only_when_every_step_is_there(events):
    case, now = stored(judge(FIRST["lacking"])), NOW
    for number, (kind, what) in enumerate(events, 2):
        now += timedelta(minutes=5)
        made = happens(case, kind, what, now, number)
        if isinstance(made, Decision) and made.caso is not None and made.caso.caso == case.caso:
            if made.registro:
                hitos = made.caso.hitos
                assert hitos.aprobado and hitos.cumplimiento and hitos.usuario_creado_por
                assert {each.modulo for each in hitos.capacitacion} == {"entrada", "salida", "administracion"}
            case = stored(made)
