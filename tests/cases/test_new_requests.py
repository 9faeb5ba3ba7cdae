"""A change of the principal AIQ arrives: complete, lacking, doubtful, or not answerable."""

from dataclasses import replace
from datetime import date

from cases.case import Periodo
from cases.reading import Delegacion, Firmante
from tests.cases.desk_values import ANA, COMPLETE, FACTS, MEJ, OFICIO, at, judge, letters, reading, without


def test_a_complete_request_waits_for_a_person_and_is_acknowledged():
    made = judge(reading())
    assert made.resultado == "procesado"
    assert made.caso.estado == "en_revision"
    assert letters(made) == ["acuse"]
    assert [(line.de, line.a) for line in made.transiciones] == [(None, "recibida"), ("recibida", "en_revision")]


def test_the_acknowledgement_names_the_earliest_day_of_the_change():
    data = judge(reading()).cartas[0].datos
    assert data["recibido"] == "2026-03-12"
    assert data["efectiva_desde"] == "2026-03-23"


def test_a_missing_mobile_and_a_wrong_cedula_are_asked_for_in_one_list():
    made = judge(reading(request=without(celular=None, cedula="1712345676")))
    assert made.caso.estado == "observada"
    assert letters(made) == ["observaciones"]
    problems = made.cartas[0].datos["problemas"]
    assert [(p["campo"], p["codigo"]) for p in problems] == [("aiq.cedula", "invalido"), ("aiq.celular", "falta")]
    assert problems[0]["valor"] == "17•••••676"


def test_the_institution_has_until_a_named_day_and_is_reminded_before():
    made = judge(reading(request=without(correo=None)))
    assert made.cartas[0].datos["caduca"] == "2026-04-02"
    assert made.caso.vence == at("2026-03-19 23:59:59")
    assert made.caso.vence_que == "recordatorio"


def test_a_director_without_delegation_is_asked_for_it():
    letter = replace(OFICIO, firmante=Firmante("Eva Ruiz Mera", "DIRECTORA DE TIC", "no_determinada"))
    made = judge(reading(request=replace(COMPLETE, oficio=letter)))
    assert made.caso.estado == "observada"
    assert "delegacion" in {p["campo"] for p in made.cartas[0].datos["problemas"]}


def test_a_post_that_the_registry_knows_to_bind_the_institution_needs_no_delegation():
    letter = replace(OFICIO, firmante=Firmante("Eva Ruiz Mera", "DIRECTORA DE AREA", "no_determinada"))
    facts = replace(FACTS, institucion=replace(MEJ, cargos_maxima_autoridad=("Directora de Area",)))
    made = judge(reading(request=replace(COMPLETE, oficio=letter)), facts)
    assert made.caso.estado == "en_revision"
    assert "delegacion" not in {f.campo for f in made.caso.solicitud.problemas}


def test_an_unknown_institution_goes_to_a_person_with_an_acknowledgement():
    made = judge(reading(), replace(FACTS, institucion=None))
    assert made.caso.estado == "en_revision"
    assert made.caso.institucion_id is None
    assert made.cartas[0].datos["revision_de_persona"] is True


def test_too_little_anticipation_is_flagged_and_never_rejected():
    letter = replace(OFICIO, fecha_efectiva="2026-03-16")
    made = judge(reading(request=replace(COMPLETE, oficio=letter)))
    assert made.caso.estado == "en_revision"
    assert "oficio.fecha_efectiva" in {f.campo for f in made.caso.solicitud.problemas}
    assert made.cartas[0].datos["anticipacion_cumplida"] is False


def test_a_signer_who_designates_himself_by_certificate_is_flagged():
    letter = replace(OFICIO, firma=replace(OFICIO.firma, cedula=ANA.cedula))
    made = judge(reading(request=replace(COMPLETE, oficio=letter)))
    assert "aiq" in {f.campo for f in made.caso.solicitud.problemas}


def test_whoever_is_principal_already_is_for_a_person_to_judge():
    home = replace(MEJ, principal=Periodo("principal", ANA, date(2024, 1, 8)))
    made = judge(reading(), replace(FACTS, institucion=home))
    assert [(f.campo, f.mensaje) for f in made.caso.solicitud.problemas] == [
        ("aiq", "La persona designada ya consta como AIQ principal desde el 8 de enero de 2024.")
    ]


def test_a_request_from_a_mailing_list_gets_a_person_instead_of_a_letter():
    made = judge(reading(request=without(celular=None), sobre={"automatico": ("lista de correo",)}))
    assert made.caso.estado == "en_revision"
    assert made.cartas == ()


def test_a_mail_received_after_hours_counts_from_the_next_working_day():
    made = judge(reading(), now=at("2026-03-13 17:01"))
    assert made.cartas[0].datos["recibido"] == "2026-03-16"


def test_a_signed_attachment_that_needs_a_password_is_told_so():
    from cases.evidence import Finding
    from cases.reading import Solicitud

    locked = Finding("adjunto", "invalido", "El archivo «oficio.pdf» está protegido con contraseña.")
    made = judge(reading(request=Solicitud(problemas=(locked,))))
    assert made.caso.estado == "observada"
    assert letters(made) == ["error_lectura"]


def test_a_broken_extra_attachment_alone_does_not_bother_the_institution():
    from cases.evidence import Finding

    broken = Finding("adjunto", "invalido", "El archivo «logo.pdf» está dañado.")
    made = judge(reading(request=replace(COMPLETE, problemas=(broken,))))
    assert made.caso.estado == "en_revision"


def test_mails_from_before_the_first_contact_are_not_answered():
    from cases.decide import decide
    from tests.cases.desk_values import NOW, POLICY, calendar, mail

    made = decide(replace(mail(), backlog=True), reading(), FACTS, calendar(), POLICY, NOW)
    assert (made.resultado, made.caso, made.cartas) == ("ignorado", None, ())


def test_a_delegate_with_an_apt_delegation_is_accepted():
    letter = replace(OFICIO, firmante=Firmante("Eva Ruiz Mera", "DELEGADA DEL MINISTRO", "delegado"))
    delegation = Delegacion(
        True,
        "d.pdf",
        "MEJ-2026-1-A",
        "2026-01-05",
        "Pedro Andrade",
        "Eva Ruiz Mera",
        "suscribir oficios y comunicaciones",
        OFICIO.firma,
    )
    request = replace(COMPLETE, oficio=replace(letter, firma=replace(OFICIO.firma, nombre="EVA RUIZ MERA")))
    made = judge(reading(request=replace(request, delegacion=delegation)))
    assert made.caso.solicitud.problemas == ()


def test_people_without_roles_are_for_a_person_and_nothing_is_asked():
    from cases.evidence import Finding

    unclear = Finding("aiq", "dudoso", "El documento nombra a varias personas y no se distingue quién es el nuevo AIQ.")
    made = judge(reading(request=replace(COMPLETE, aiq=None, problemas=(unclear,))))
    assert (made.caso.estado, letters(made)) == ("en_revision", ["acuse"])


def test_a_letter_brought_by_a_colleague_of_the_desk_waits_for_whom_to_write_to():
    from cases.clerk import correct
    from tests.cases.desk_values import NOW, POLICY, calendar, stored

    made = judge(reading(request=without(celular=None), sender=POLICY.direccion))
    assert (made.caso.estado, made.caso.solicitante, made.cartas) == ("en_revision", None, ())
    told = correct(stored(made), FACTS, calendar(), POLICY, NOW, "rosa", campo="solicitante", valor="Jefe@mej.gob.ec")
    assert (told.caso.solicitante, "jefe@mej.gob.ec" in told.caso.participantes) == ("jefe@mej.gob.ec", True)
