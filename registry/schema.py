"""The tables of the desk's memory: mailbox journal, cases, letters, the base of AIQs and the record of who did what."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(sa.types.TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite forgets zones, so they are put back on the way out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# BigInteger keys, which SQLite only counts up by itself under the name INTEGER.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# One row per name: the desk's key, the health of the mailbox and the like.
meta = sa.Table(
    "meta",
    metadata,
    sa.Column("nombre", sa.String(80), primary_key=True),
    sa.Column("valor", sa.JSON, nullable=False),
)

# Who may do what nobody else may do meanwhile, until when; a dead owner's lease is free again.
lease = sa.Table(
    "lease",
    metadata,
    sa.Column("nombre", sa.String(200), primary_key=True),
    sa.Column("dueno", sa.String(200), nullable=False),
    sa.Column("hasta", Moment, nullable=False),
)

# A mailbox folder under one UIDVALIDITY. Mails with uid <= `baseline` lay there at first contact.
folder = sa.Table(
    "folder",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("account", sa.String(200), nullable=False),
    sa.Column("folder", sa.String(200), nullable=False),
    sa.Column("uidvalidity", sa.BigInteger, nullable=False),
    sa.Column("baseline", sa.BigInteger, nullable=False),
    sa.Column("visto", Moment, nullable=False),
    sa.UniqueConstraint("account", "folder", "uidvalidity"),
)

# A fetch that did not bring what the server announced: tried again, and accepted only when it stays the same.
fetch_trouble = sa.Table(
    "fetch_trouble",
    metadata,
    sa.Column("folder_id", sa.ForeignKey("folder.id"), primary_key=True),
    sa.Column("uid", sa.BigInteger, primary_key=True),
    sa.Column("intentos", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(64)),
    sa.Column("error", sa.Text, nullable=False),
)

# The journal: one row per mail of the mailbox, written before anything reads it.
message = sa.Table(
    "message",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("folder_id", sa.ForeignKey("folder.id"), nullable=False),
    sa.Column("uid", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("huella", sa.String(64), nullable=False),  # of the content without trace headers: the same mail again
    sa.Column("message_id", sa.Text),
    sa.Column("bytes", sa.BigInteger, nullable=False),
    sa.Column("anunciado", sa.BigInteger, nullable=False),  # the size that the server told: tells a reused uid
    sa.Column("incompleto", sa.Boolean, nullable=False, default=False),
    sa.Column("recibido", Moment, nullable=False),
    sa.Column("anotado", Moment, nullable=False),
    sa.Column("previo", sa.Boolean, nullable=False, default=False),  # lay there before the first contact
    sa.Column("remitente", sa.Text),
    sa.Column("asunto", sa.Text),
    sa.Column("tipo", sa.String(40)),
    sa.Column("resultado", sa.String(12), nullable=False, default="pendiente"),
    sa.Column("motivo", sa.Text),
    sa.Column("detalle", sa.Text),
    sa.Column("caso_id", sa.ForeignKey("caso.id")),
    sa.Column("intentos", sa.Integer, nullable=False, default=0),
    sa.Column("dueno", sa.String(200)),
    sa.Column("hasta", Moment),
    sa.Column("proximo", Moment),
    sa.Column("terminado", Moment),
    sa.Column("marcado", sa.Boolean, nullable=False, default=False),
    sa.Column("autenticacion", sa.String(12)),
    sa.Column("sospechas", sa.JSON),
    sa.Column("redaccion", sa.String(24)),  # fingerprint of its wording: a machine repeats itself
    sa.UniqueConstraint("folder_id", "uid", "sha256"),
    sa.CheckConstraint(
        "resultado in ('procesado', 'duplicado', 'ignorado', 'apartado', 'pendiente')", name="resultado"
    ),
)
# PostgreSQL's condition of an index stands in `info`: as an argument it would import that whole dialect whenever a
# command starts. The migrations create the indexes; a test compares.
sa.Index("ix_message_huella", message.c.huella)
sa.Index("ix_message_redaccion", message.c.redaccion, message.c.remitente)
sa.Index("ix_message_message_id", message.c.message_id)
sa.Index("ix_message_caso_id", message.c.caso_id)
sa.Index(
    "ix_message_pendiente",
    message.c.proximo,
    message.c.id,
    sqlite_where=sa.text("resultado = 'pendiente'"),
    info={"postgresql_where": "resultado = 'pendiente'"},
)
sa.Index(
    "ix_message_por_marcar",
    message.c.folder_id,
    message.c.uid,
    sqlite_where=sa.text("marcado = 0 and resultado <> 'pendiente'"),
    info={"postgresql_where": "not marcado and resultado <> 'pendiente'"},
)

# A case: its whole value as JSON, and beside it the columns that questions are asked by.
caso = sa.Table(
    "caso",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("caso", sa.String(20), nullable=False, unique=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("tipo", sa.String(40), nullable=False),
    sa.Column("estado", sa.String(20), nullable=False),
    sa.Column("siglas", sa.Text),
    sa.Column("institucion_id", sa.ForeignKey("institucion.id")),
    sa.Column("oficio", sa.Text),
    sa.Column("cedula", sa.Text),
    sa.Column("solicitante", sa.Text),
    sa.Column("vence", Moment),
    sa.Column("creado", Moment, nullable=False),
    sa.Column("actualizado", Moment, nullable=False),
    sa.Column("datos", sa.JSON, nullable=False),
)
sa.Index("ix_caso_estado", caso.c.estado, caso.c.actualizado)
sa.Index("ix_caso_vence", caso.c.vence)
sa.Index("ix_caso_oficio", caso.c.oficio)
sa.Index("ix_caso_cedula", caso.c.cedula)

contador = sa.Table(
    "contador",
    metadata,
    sa.Column("nombre", sa.String(20), primary_key=True),
    sa.Column("ultimo", sa.BigInteger, nullable=False),
)

participante = sa.Table(
    "participante",
    metadata,
    sa.Column("caso_id", sa.ForeignKey("caso.id"), primary_key=True),
    sa.Column("correo", sa.String(254), primary_key=True),
)
sa.Index("ix_participante_correo", participante.c.correo)

transicion = sa.Table(
    "transicion",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("caso_id", sa.ForeignKey("caso.id"), nullable=False, index=True),
    sa.Column("de", sa.String(20)),
    sa.Column("a", sa.String(20), nullable=False),
    sa.Column("cuando", Moment, nullable=False),
    sa.Column("quien", sa.Text, nullable=False),
    sa.Column("motivo", sa.Text, nullable=False),
    sa.Column("plazos", sa.JSON),  # deadlines counted with this line, each with its holiday table
)

# The outbox: whole mails, written in the transaction that decided them, delivered by a later round.
carta = sa.Table(
    "carta",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("caso_id", sa.ForeignKey("caso.id"), index=True),
    sa.Column("mensaje_id", sa.ForeignKey("message.id")),
    sa.Column("carta", sa.String(60), nullable=False),
    sa.Column("clave", sa.String(200), nullable=False, unique=True),
    sa.Column("para", sa.JSON, nullable=False),
    sa.Column("copia", sa.JSON, nullable=False),
    sa.Column("asunto", sa.Text, nullable=False),
    sa.Column("message_id", sa.Text, nullable=False, unique=True),
    sa.Column("mail", sa.LargeBinary, nullable=False),
    sa.Column("automatica", sa.Boolean, nullable=False),
    sa.Column("estado", sa.String(12), nullable=False),
    sa.Column("intentos", sa.Integer, nullable=False, default=0),
    sa.Column("proximo", Moment),
    sa.Column("error", sa.Text),
    sa.Column("creado", Moment, nullable=False),
    sa.Column("enviado", Moment),
    sa.Column("dueno", sa.String(200)),
    sa.Column("hasta", Moment),
    sa.CheckConstraint(
        "estado in ('en_cola', 'enviando', 'enviada', 'en_duda', 'rechazada', 'rebotada', 'cancelada')", name="estado"
    ),
)
sa.Index(
    "ix_carta_por_salir",
    carta.c.proximo,
    carta.c.id,
    sqlite_where=sa.text("estado in ('en_cola', 'enviando')"),
    info={"postgresql_where": "estado in ('en_cola', 'enviando')"},
)
sa.Index(
    "ix_carta_para_una_persona",
    carta.c.estado,
    sqlite_where=sa.text("estado in ('en_duda', 'rechazada')"),
    info={"postgresql_where": "estado in ('en_duda', 'rechazada')"},
)

# To whom automatic letters went and when: what the budgets per hour are counted from.
carta_para = sa.Table(
    "carta_para",
    metadata,
    sa.Column("carta_id", sa.ForeignKey("carta.id"), primary_key=True),
    sa.Column("correo", sa.String(254), primary_key=True),
    sa.Column("creado", Moment, nullable=False),
)
sa.Index("ix_carta_para_correo", carta_para.c.correo, carta_para.c.creado)
sa.Index("ix_carta_para_creado", carta_para.c.creado)

# Addresses that a far server refused for good; nothing automatic goes there until a person clears them.
direccion_rechazada = sa.Table(
    "direccion_rechazada",
    metadata,
    sa.Column("correo", sa.String(254), primary_key=True),
    sa.Column("desde", Moment, nullable=False),
    sa.Column("motivo", sa.Text, nullable=False),
)

institucion = sa.Table(
    "institucion",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("nombre", sa.Text, nullable=False),
    sa.Column("siglas", sa.Text, nullable=False),
    sa.Column("clave_nombre", sa.Text, nullable=False, index=True),
    sa.Column("clave_siglas", sa.Text, nullable=False, unique=True),
    sa.Column("canton", sa.Text),
    sa.Column("cargos", sa.JSON, nullable=False),
    sa.Column("creado", Moment, nullable=False),
)

# Former or other names and siglas, with the dates they were used where known.
alias = sa.Table(
    "alias",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("institucion_id", sa.ForeignKey("institucion.id"), nullable=False, index=True),
    sa.Column("alias", sa.Text, nullable=False),
    sa.Column("clave", sa.Text, nullable=False, index=True),
    sa.Column("desde", sa.Date),
    sa.Column("hasta", sa.Date),
    sa.UniqueConstraint("institucion_id", "clave"),
)

# Somebody's time as AIQ. A correction is a new row that names the one it replaces; rows are never overwritten,
# but for closing (`hasta`) and for the erasure of contact data that the law asks for (`borrado`). `quien` corrected it.
periodo = sa.Table(
    "periodo",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("institucion_id", sa.ForeignKey("institucion.id"), nullable=False, index=True),
    sa.Column("rol", sa.String(12), nullable=False),
    sa.Column("nombres_apellidos", sa.Text),
    sa.Column("clave_nombre", sa.Text, nullable=False, default=""),
    sa.Column("cedula", sa.Text, index=True),
    sa.Column("cargo", sa.Text),
    sa.Column("correo", sa.Text, index=True),
    sa.Column("telefono", sa.Text),
    sa.Column("extension", sa.Text),
    sa.Column("celular", sa.Text),
    sa.Column("desde", sa.Date, nullable=False),
    sa.Column("hasta", sa.Date),
    sa.Column("caso", sa.String(20)),
    sa.Column("reemplaza", sa.ForeignKey("periodo.id")),
    sa.Column("quien", sa.Text),
    sa.Column("vigente", sa.Boolean, nullable=False, default=True),
    sa.Column("borrado", Moment),
    sa.Column("creado", Moment, nullable=False),
)
sa.Index(
    "uq_periodo_abierto",
    periodo.c.institucion_id,
    periodo.c.rol,
    unique=True,
    sqlite_where=sa.text("hasta is null and vigente = 1"),
    info={"postgresql_where": "hasta is null and vigente"},
)

# Immediate superiors of an institution's principal AIQ, as confirmed by a clerk.
superior = sa.Table(
    "superior",
    metadata,
    sa.Column("institucion_id", sa.ForeignKey("institucion.id"), primary_key=True),
    sa.Column("correo", sa.String(254), primary_key=True),
    sa.Column("creado", Moment, nullable=False),
)

# Append-only; each row's hash covers the row before it.
auditoria = sa.Table(
    "auditoria",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("cuando", Moment, nullable=False),
    sa.Column("quien", sa.Text, nullable=False),
    sa.Column("accion", sa.String(60), nullable=False),
    sa.Column("caso", sa.String(20)),
    sa.Column("detalle", sa.JSON, nullable=False),
    sa.Column("anterior", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
