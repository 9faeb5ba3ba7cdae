"""What a request still lacks or has wrong: the published list of data as a table, and the letter's own conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cases import requirements
from cases.authority import delegation_need
from cases.checked import Checked
from cases.contacts import check_email, check_extension, check_mobile, check_phone
from cases.document_numbers import number_siglas
from cases.evidence import Finding
from cases.identifiers import check_cedula, check_siglas, siglas_key
from cases.names import acting, name_tokens, same_cargo, same_name
from cases.reading import Delegacion, Firma, Oficio, Persona, Solicitud, Tipo
from cases.text import foreign_letters, key


def _as_written(value: str | None) -> Checked:
    strange = foreign_letters(value or "")
    if not strange:
        return Checked(value)
    note = f"Lleva letras de otro alfabeto, aunque parezcan latinas ({strange[:20]}); verifíquelo."
    return Checked(value, "dudoso", note)


_CHECKERS: dict[str, Callable[[str | None], Checked]] = {
    "cedula": check_cedula,
    "correo": check_email,
    "telefono": check_phone,
    "extension": check_extension,
    "celular": check_mobile,
}
# Field, how people call it, its check, whether it must be there: the table of requirements with its checks.
PERSONA: tuple[tuple[str, str, Callable[[str | None], Checked], bool], ...] = tuple(
    (row.campo, row.palabras, _CHECKERS.get(row.campo, _as_written), row.obligatorio) for row in requirements.PERSONA
)
INSTITUCION = tuple((row.campo, row.palabras) for row in requirements.INSTITUCION)
QUIEN = {
    "aiq": "del nuevo Administrador Institucional Quipux",
    "aiq_backup": "del nuevo administrador de respaldo (backup)",
}


def check(tipo: Tipo, request: Solicitud, cargos: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Every problem that the request's values show by themselves; what only the reader saw (places that disagree,
    poor scans) comes with the reading. `cargos` are the posts known to bind the institution."""
    if tipo == "aviso_cambio_backup":
        return tuple(_persona("aiq_backup", request.aiq_backup))
    if tipo != "solicitud_cambio_aiq":
        return ()
    findings = [
        *_oficio(request.oficio),
        *_institucion(request),
        *_persona("aiq", request.aiq),
        *_crossed(request),
    ]
    if request.aiq_backup is not None:
        findings += [item for item in _persona("aiq_backup", request.aiq_backup) if item.codigo != "falta"]
    if request.oficio is not None:
        findings += _delegacion(request.delegacion, request.oficio, cargos)
    return tuple(findings)


def _persona(campo: str, persona: Persona | None) -> Iterator[Finding]:
    for name, words, checker, required in PERSONA:
        value = getattr(persona, name, None)
        if value is None:
            if required:
                yield Finding(f"{campo}.{name}", "falta", f"{_falta(words)} {words} {QUIEN[campo]}.")
            continue
        finding = checker(value).finding(f"{campo}.{name}")
        if finding:
            yield finding
    if persona and persona.cedula and persona.cedula == persona.celular:
        yield Finding(f"{campo}.cedula", "dudoso", "La cédula y el celular son el mismo número; confirme ambos.")


def _falta(words: str) -> str:
    return "Faltan" if words.startswith(("los ", "las ")) else "Falta"


def _institucion(request: Solicitud) -> Iterator[Finding]:
    for name, words in INSTITUCION:
        if getattr(request.institucion, name) is None:
            yield Finding(f"institucion.{name}", "falta", f"Falta indicar {words}.")
    if strange := _as_written(request.institucion.nombre).finding("institucion.nombre"):
        yield strange
    siglas = request.institucion.siglas
    finding = check_siglas(siglas).finding("institucion.siglas")
    if finding:
        yield finding
    prefix = number_siglas(request.oficio.numero) if request.oficio else None
    if siglas and prefix and not _related(siglas, request.oficio.numero or ""):
        yield Finding(
            "institucion.siglas", "dudoso",
            f"El número del oficio empieza por {prefix} y las siglas indicadas son {siglas}; verifique la institución.",
        )  # fmt: skip


def _related(siglas: str, number: str) -> bool:
    declared = siglas_key(siglas)
    parts = [siglas_key(part) for part in number.split("-")]
    # A district's or an area's code within its siglas (``13D17`` of ``DD13D17``) ties them as well as the first part.
    coded = any(len(part) >= 4 and not part.isdigit() and part in declared for part in parts[1:])
    return coded or declared in siglas_key(number) or any(len(part) >= 2 and part in declared for part in parts[:1])


def _oficio(oficio: Oficio | None) -> Iterator[Finding]:
    if oficio is None:
        yield Finding("oficio", "falta", "No se adjuntó el oficio de solicitud dirigido al Subsecretario.")
        return
    if oficio.documento != "oficio":
        yield Finding("oficio", "invalido", f"La solicitud llegó como {oficio.documento}; debe ser un oficio.")
    if oficio.borrador:
        yield Finding("oficio", "invalido", "El documento es un borrador (TEMP) que todavía no fue emitido.")
    if not oficio.numero:
        yield Finding("oficio.numero", "dudoso", "No se encontró el número del oficio.")
    if not oficio.fecha:
        yield Finding("oficio.fecha", "dudoso", "No se encontró la fecha del oficio.")
    if not oficio.firmante.nombre and not oficio.firmante.cargo:
        yield Finding("oficio.firmante", "dudoso", "No se distingue quién firma el oficio.")
    elif acting(oficio.firmante.cargo) and oficio.firmante.calidad == "subrogante":
        yield Finding("oficio.firmante", "dudoso", "Firma quien subroga o está encargado de la máxima autoridad; "
                      "verifique el acto de subrogación o encargo.")  # fmt: skip
    for name in ("nombre", "cargo"):
        if strange := _as_written(getattr(oficio.firmante, name)).finding("oficio.firmante"):
            yield strange
    if _addressed_elsewhere(oficio):
        yield Finding("oficio.destinatario", "dudoso", "El oficio parece dirigido a otra institución.")
    yield from _firma("oficio.firma", oficio.firma, "El oficio")
    firma = oficio.firma
    signed_as = firma.nombre if firma.estado in ("valida", "no_reconocida") else None
    if signed_as and oficio.firmante.nombre and not same_name(signed_as, oficio.firmante.nombre):
        yield Finding("oficio.firma", "conflicto", f"El certificado es de {signed_as}, distinto del firmante impreso.")


_OUR_HOUSE = ("gobierno electronico", "subsecretari", "telecomunicaciones", "mintel", "tecnologias de informacion",
              "informatica", "administracion publica", "quipux", "sociedad de la informacion")  # fmt: skip


def _addressed_elsewhere(oficio: Oficio) -> bool:
    post = key(oficio.destinatario_cargo or "")
    return len(post.split()) > 1 and not any(word in post for word in _OUR_HOUSE)


def earlier_title(oficio: Oficio) -> bool:
    """Whether the letter reached our house under another title than today's (the post's, or the minister's), which
    never tells against it (dossier (a) 50)."""
    post = key(oficio.destinatario_cargo or "")
    return bool(post) and "gobierno electronico" not in post and not _addressed_elsewhere(oficio)


def _firma(campo: str, firma: Firma, what: str) -> Iterator[Finding]:
    reasons = {
        "sin_firma": ("dudoso", f"{what} no trae una firma electrónica que se pueda verificar."),
        "no_reconocida": ("dudoso", f"{what} está firmado, pero el emisor del certificado no consta como reconocido."),
        "ilegible": ("dudoso", f"La firma electrónica del documento no se pudo leer ({what.lower()})."),
        "alterada": ("invalido", f"{what} fue modificado después de la firma o su firma está dañada."),
    }
    if firma.motivo in ("contenido", "cobertura"):
        yield Finding(campo, "dudoso", f"{what} fue modificado después de la firma: revise qué cambió.")
    elif firma.motivo in _ABOUT_CERTIFICATES:
        yield Finding(campo, "dudoso", f"{what} está firmado, pero {_ABOUT_CERTIFICATES[firma.motivo]}.")
    elif firma.estado in reasons:
        codigo, mensaje = reasons[firma.estado]
        yield Finding(campo, codigo, mensaje)  # type: ignore[arg-type]


# Nothing that the sender could mend by himself, or that he must have done: a person judges.
_ABOUT_CERTIFICATES = {
    "caducado": "el certificado había caducado",
    "aun_no": "el certificado todavía no estaba vigente",
    "revocado": "el certificado había sido revocado",
    "uso": "el certificado no es para firmar documentos",
    "algoritmo": "la firma usa un algoritmo que ya no es seguro",
    "cadena": "la cadena de certificados no se pudo comprobar",
    "notas": "después recibió notas u otros añadidos que no cambian sus páginas",
}


def _crossed(request: Solicitud) -> Iterator[Finding]:
    new, signer = request.aiq, request.oficio.firmante if request.oficio else None
    if new is None:
        return
    if signer and signer.nombre and new.nombres_apellidos and same_name(signer.nombre, new.nombres_apellidos):
        yield Finding("aiq", "dudoso", "Quien firma el oficio es la misma persona que se designa como nuevo AIQ.")
    for campo, other in (("aiq_saliente", request.aiq_saliente), ("aiq_backup", request.aiq_backup)):
        if other and new.cedula and other.cedula == new.cedula and not _same_person(new, other):
            yield Finding("aiq.cedula", "conflicto", f"La misma cédula consta para dos personas (aiq y {campo}).")


def _same_person(one: Persona, other: Persona) -> bool:
    a, b = name_tokens(one.nombres_apellidos), name_tokens(other.nombres_apellidos)
    return bool(a) and a == b


# What a delegation must speak of to cover letters like these; competence itself is a person's judgement.
_APT = ("quipux", "gestion documental", "oficio", "comunicaci", "correspondencia", "administrador institucional",
        "administradora institucional", "administradores institucionales",
        "todos los actos", "todos los documentos", "tramites", "gestion administrativa", "documentos administrativos",
        "actos administrativos", "gobierno electronico")  # fmt: skip


def _delegacion(delegation: Delegacion, oficio: Oficio, cargos: Sequence[str]) -> Iterator[Finding]:
    signer = oficio.firmante
    need = delegation_need(signer.cargo, cargos)
    if signer.calidad in ("maxima_autoridad", "subrogante"):
        return
    if signer.calidad == "delegado":
        need = "si"
    if not delegation.presente:
        cited = f" (se cita {delegation.citada})" if delegation.citada else ""
        if need == "si" or delegation.citada:
            yield Finding("delegacion", "falta", f"Falta adjuntar el documento oficial de la delegación{cited}.")
        else:
            yield Finding("delegacion", "dudoso", "No se puede determinar si quien firma es la máxima autoridad; "
                          "si es su delegado, falta la delegación.")  # fmt: skip
        return
    yield from _firma("delegacion.firma", delegation.firma, "La delegación")
    if delegation.fecha and oficio.fecha and delegation.fecha > oficio.fecha:
        said = "La delegación tiene fecha posterior a la del oficio: debe ser anterior."
        yield Finding("delegacion.fecha", "invalido", said)
    if not _names_signer(delegation.delegado, signer.nombre, signer.cargo):
        yield Finding("delegacion.delegado", "dudoso", "La delegación no nombra a quien firma el oficio ni su cargo.")
    if not any(word in key(delegation.objeto or "") for word in _APT):
        yield Finding("delegacion.objeto", "dudoso", "El objeto de la delegación no trata de este trámite; revíselo.")


def _names_signer(delegado: str | None, name: str | None, cargo: str | None) -> bool:
    if not delegado:
        return False
    said = name_tokens(delegado)
    parts = name_tokens(name)
    return (len(parts) >= 2 and (parts <= said or same_name(delegado, name))) or same_cargo(delegado, cargo)
