"""Settings: one TOML file, each value overridable by AIQ_<SECTION>__<KEY>, secrets also from files."""

from __future__ import annotations

import os
import re
import tomllib
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from cases.errors import NotReady
from cases.policy import Policy
from cases.troubles import toml_trouble, trouble

if TYPE_CHECKING:
    from ssl import SSLContext

# Pydantic looks for plugins in the metadata of every installed package, which takes longer than reading the settings.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

Security = Literal["tls", "starttls", "none"]
LOOPBACK = ("localhost", "127.0.0.1", "::1")
S3 = "s3://"


def _as_list(value: Any) -> Any:
    """Lists given in an environment variable are separated by commas."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


def _is_local(host: str) -> bool:
    return host in LOOPBACK or host.startswith("127.")


def _secret(told: SecretStr, file: Path | None) -> str:
    """A secret of the settings or of its file; raises NotReady when that cannot be read."""
    if file is None:
        return told.get_secret_value()
    try:
        return file.read_text("utf-8").strip()
    except OSError as error:
        raise NotReady(f"no se puede leer {file}: {trouble(error)}") from error


class Section(BaseModel):
    """Checks across values hang on the last of them, so that one wrong value hides no other; defaults are checked too
    for that."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


class DatabaseSection(Section):
    url: str = "sqlite:///var/aiq.db"


class ArchiveSection(Section):
    """A folder, or `s3://bucket/prefix`; the other values are of the latter."""

    url: str = "var/archive"
    endpoint: str = ""
    region: str = ""
    access_key: str = ""
    secret_key: SecretStr = SecretStr("")
    secret_key_file: Path | None = None
    ca_file: Path | None = None
    allow_insecure: bool = False
    timeout_seconds: float = Field(30.0, gt=0)

    @property
    def bucket(self) -> str:
        """The bucket's name, or nothing for a folder."""
        return self.url[len(S3) :].partition("/")[0] if self.url.startswith(S3) else ""

    @property
    def prefix(self) -> str:
        return self.url[len(S3) :].partition("/")[2].strip("/")

    def secret(self) -> str:
        """The secret key; raises NotReady when its file cannot be read."""
        return _secret(self.secret_key, self.secret_key_file)

    @field_validator("url")
    @classmethod
    def _known(cls, url: str) -> str:
        scheme, separator, rest = url.partition("://")
        if separator and (scheme not in ("file", "s3") or (scheme == "s3" and not rest.partition("/")[0])):
            raise ValueError("debe ser una carpeta o s3://depósito/prefijo")
        return url

    @field_validator("secret_key_file")
    @classmethod
    def _together(cls, file: Path | None, info: ValidationInfo) -> Path | None:
        key, secret = info.data.get("access_key"), info.data.get("secret_key")
        if key is not None and secret is not None and bool(key) != bool(secret.get_secret_value() or file):
            raise ValueError("access_key y secret_key van juntas")
        return file

    @field_validator("allow_insecure")
    @classmethod
    def _safe(cls, allowed: bool, info: ValidationInfo) -> bool:
        endpoint = info.data.get("endpoint") or ""
        if endpoint.startswith("http://") and not (_is_local(urlsplit(endpoint).hostname or "") or allowed):
            raise ValueError("endpoint sin TLS solo se admite en la propia máquina (o con allow_insecure = true)")
        return allowed


class _Server(Section):
    """What the two mail servers have in common."""

    host: str = "localhost"
    port: int = Field(ge=1, le=65535)
    security: Security
    user: str = ""
    password: SecretStr = SecretStr("")
    password_file: Path | None = None
    allow_insecure: bool = False
    ca_file: Path | None = None
    timeout_seconds: float = Field(30.0, gt=0)

    @field_validator("allow_insecure")
    @classmethod
    def _safe(cls, allowed: bool, info: ValidationInfo) -> bool:
        if info.data.get("security") == "none" and not (_is_local(info.data.get("host", LOOPBACK[0])) or allowed):
            raise ValueError("security = «none» solo se admite en la propia máquina (o con allow_insecure = true)")
        return allowed

    def secret(self) -> str:
        """The password; raises NotReady when its file cannot be read."""
        return _secret(self.password, self.password_file)

    def tls(self) -> SSLContext:
        """Whom to trust; raises NotReady when the file of authorities cannot be used."""
        import ssl

        try:
            return ssl.create_default_context(cafile=str(self.ca_file) if self.ca_file else None)
        except OSError as error:
            raise NotReady(f"no se puede usar ca_file, {self.ca_file}: {trouble(error)}") from error


class MailboxSection(_Server):
    port: int = Field(993, ge=1, le=65535)
    security: Security = "tls"
    oauth2_token_command: str = ""
    folder: str = "INBOX"
    processed_folder: str = ""
    sent_folder: str = ""
    poll_seconds: float = Field(60.0, gt=0)
    idle: bool = True
    alert_minutes: float = Field(15.0, gt=0)
    fetch_batch: int = Field(50, ge=1)
    max_mail_bytes: int = Field(36_700_160, ge=10_000)


class SmtpSection(_Server):
    port: int = Field(587, ge=1, le=65535)
    security: Security = "starttls"
    data_timeout_seconds: float = Field(600.0, gt=0)
    retry_days: float = Field(5.0, gt=0)


class DeskSection(Section):
    address: str = "soporte@gobiernoelectronico.gob.ec"
    name: str = "Soporte Quipux"
    timezone: str = "America/Guayaquil"
    trusted_authserv_ids: Words = ()
    check_dkim: bool = False
    own_addresses: Words = ()
    operator_address: str = ""
    phone: str = ""
    key: SecretStr = SecretStr("")
    key_file: Path | None = None

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"zona horaria desconocida: {name}") from error
        return name


class RepliesSection(Section):
    enabled: bool = True
    dry_run: bool = False
    templates: Path | None = None
    activities: Path | None = None
    per_sender_hour: int = Field(10, ge=1)
    per_case_hour: int = Field(6, ge=1)
    total_hour: int = Field(500, ge=1)


class ProcedureSection(Section):
    """Deadlines; the names say whether working (laborables) or calendar (calendario) days are meant."""

    anticipacion_laborables: int = Field(7, ge=0)
    recordatorio_laborables: int = Field(5, ge=1)
    caducidad_laborables: int = Field(15, ge=1)
    parametrizacion_calendario: int = Field(5, ge=1)
    parametrizacion_gracia_calendario: int = Field(0, ge=0)
    aviso_plazo_calendario: int = Field(1, ge=0)
    horas_capacitacion: float = Field(12.0, gt=0)
    hora_corte: time = time(17, 0)
    fin_de_semana_pasa_al_siguiente: bool = True
    sin_autenticacion: Literal["persona", "aceptar"] = "persona"
    repreguntas: int = Field(3, ge=1)
    acusar_consultas: bool = True
    consultas_por_remitente_dia: int = Field(3, ge=0)
    ambiente_capacitacion: str = "cap.gestiondocumental.gob.ec"
    feriados: Path | None = None
    instituciones: Path | None = None


MEGA = 1_000_000


class ReadingSection(Section):
    """Limits of the process that opens mails and attachments, for one mail; pages that need OCR have more."""

    workers: int = Field(1, ge=1, le=64)
    max_attempts: int = Field(5, ge=2)
    wall_seconds: float = Field(300.0, gt=0)
    cpu_seconds: float = Field(8.0, gt=0)
    memory_mb: int = Field(320, ge=128)
    ocr_seconds: float = Field(120.0, gt=0)
    ocr_memory_mb: int = Field(1400, ge=512)
    ocr: bool = True
    trust: Path | None = None


class LimitsSection(Section):
    """How much of one mail, and of one document in it, is read; what stays unread is told to the sender."""

    header_kb: int = Field(256, ge=16)
    mime_depth: int = Field(100, ge=4)
    mime_parts: int = Field(1_000, ge=10)
    recipients: int = Field(500, ge=10)
    attachments: int = Field(60, ge=1)
    decoded_mb: int = Field(90, ge=1)
    archive_depth: int = Field(3, ge=0)
    archive_ratio: int = Field(250, ge=10)
    archive_mb: int = Field(48, ge=1)
    document_mb: int = Field(25, ge=1)
    pages: int = Field(30, ge=1)
    megapixels: int = Field(25, ge=4)
    ocr_pages: int = Field(6, ge=0)
    ocr_seconds: float = Field(45.0, gt=0)

    def of_mail(self) -> dict[str, int]:
        """As `parsers.bounds.limits.Limits` names them."""
        return {
            "header_bytes": self.header_kb << 10, "depth": self.mime_depth, "parts": self.mime_parts,
            "recipients": self.recipients, "attachments": self.attachments, "decoded_bytes": self.decoded_mb * MEGA,
            "archive_depth": self.archive_depth, "archive_ratio": self.archive_ratio,
            "archive_bytes": self.archive_mb * MEGA,
        }  # fmt: skip

    def of_document(self) -> dict[str, int | float]:
        """As `parsers.bounds.documentlimits.DocumentLimits` names them."""
        return {
            "bytes": self.document_mb * MEGA, "pages": self.pages, "pixels": self.megapixels * MEGA,
            "ocr_pages": self.ocr_pages, "ocr_seconds": self.ocr_seconds,
        }  # fmt: skip


class PicoSection(Section):
    """A period of high demand for respaldos, days included."""

    desde: date
    hasta: date
    motivo: str
    laborables_hasta: int = Field(10, ge=1)
    capacidad_diaria: int | None = Field(None, ge=1)


class RespaldosSection(Section):
    """`folder` is what a web server offers under `url`; `source` holds one sub-folder of documents per request."""

    folder: Path = Path("var/respaldos")
    source: Path | None = None
    url: str = ""
    sistema: str = "www.gestiondocumental.gob.ec"
    diarios: int = Field(20, ge=1)
    laborables_desde: int = Field(4, ge=1)
    laborables_hasta: int = Field(5, ge=1)
    picos: tuple[PicoSection, ...] = ()
    minimo_documentos: int = Field(21, ge=1)
    vigencia_calendario: int = Field(4, ge=1)
    aviso_calendario: int = Field(1, ge=0)
    parte_mb: int = Field(500, ge=1, le=4095)


class Settings(Section):
    database: DatabaseSection = DatabaseSection()
    archive: ArchiveSection = ArchiveSection()
    mailbox: MailboxSection = MailboxSection()
    smtp: SmtpSection = SmtpSection()
    desk: DeskSection = DeskSection()
    replies: RepliesSection = RepliesSection()
    procedure: ProcedureSection = ProcedureSection()
    reading: ReadingSection = ReadingSection()
    limits: LimitsSection = LimitsSection()
    respaldos: RespaldosSection = RespaldosSection()

    def policy(self) -> Policy:
        """The desk's rules as the law reads them."""
        procedure = self.procedure.model_dump(exclude={"feriados", "instituciones"})
        return Policy(
            direccion=self.desk.address.lower(),
            nombre=self.desk.name,
            zona=ZoneInfo(self.desk.timezone),
            direcciones_propias=tuple(each.lower() for each in self.desk.own_addresses),
            por_remitente_hora=self.replies.per_sender_hour,
            por_caso_hora=self.replies.per_case_hour,
            total_hora=self.replies.total_hour,
            **procedure,
        )


def _overrides(environment: dict[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, value in environment.items():
        section, separator, key = name.removeprefix("AIQ_").partition("__")
        if name.startswith("AIQ_") and separator:
            found.setdefault(section.lower(), {})[key.lower()] = value
    return found


def load(path: Path | None, environment: dict[str, str] | None = None) -> Settings:
    """The settings of a file and the environment over the defaults; raises NotReady naming every wrong value."""
    environment = dict(os.environ) if environment is None else environment
    plain: dict[str, Any] = {}
    if path is not None:
        try:
            plain = tomllib.loads(path.read_text("utf-8"))
        except OSError as error:
            raise NotReady(f"no se puede leer {path}: {trouble(error)}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise NotReady(f"{path} no es TOML válido: {toml_trouble(error)}") from error
    for section, values in _overrides(environment).items():
        target = plain.setdefault(section, {})
        if isinstance(target, dict):
            target.update(values)
    try:
        return Settings.model_validate(plain)
    except ValidationError as error:
        raise NotReady(*(_say(each) for each in error.errors())) from error


_SAID = {
    "extra_forbidden": "no existe tal valor",
    "missing": "falta",
    "int_parsing": "debe ser un número entero",
    "int_type": "debe ser un número entero",
    "int_from_float": "debe ser un número entero",
    "float_parsing": "debe ser un número",
    "float_type": "debe ser un número",
    "bool_parsing": "debe ser true o false",
    "bool_type": "debe ser true o false",
    "string_type": "debe ser un texto",
    "path_type": "debe ser una ruta",
    "tuple_type": "debe ser una lista",
    "time_parsing": "debe ser una hora, HH:MM",
    "time_type": "debe ser una hora, HH:MM",
    "date_parsing": "debe ser una fecha, AAAA-MM-DD",
    "date_type": "debe ser una fecha, AAAA-MM-DD",
    "date_from_datetime_parsing": "debe ser una fecha, AAAA-MM-DD",
    "greater_than": "debe ser mayor que {gt:g}",
    "greater_than_equal": "debe ser al menos {ge:g}",
    "less_than_equal": "debe ser como máximo {le:g}",
    "model_type": "debe ser una sección",
}


def _say(error: Any) -> str:
    where, kind, told = [str(part) for part in error["loc"]], error["type"], error.get("ctx", {})
    place = f"[{where[0]}] {' '.join(where[1:])}".strip() if where else "configuración"
    if kind == "literal_error":
        return f"{place}: debe ser uno de {told['expected'].replace(' or ', ' o ')}"
    if kind == "value_error":
        return f"{place}: {told['error']}"
    return f"{place}: {_SAID.get(kind, 'no es válido').format(**told)}"


def shown(settings: Settings) -> dict[str, Any]:
    """The settings in force without their secrets, as `aiq config show` prints them."""
    told = settings.model_dump(mode="json")
    # PostgreSQL's password may stand in the address.
    told["database"]["url"] = re.sub(r"(://[^/:]*):.*@", r"\1:**********@", told["database"]["url"])
    return told
