"""The tables of document backups: the requests, and their Recorrido, to which lines are only ever added."""

from __future__ import annotations

import sqlalchemy as sa

from registry.schema import Key, Moment, metadata

respaldo = sa.Table(
    "respaldo",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("numero", sa.String(60), nullable=False, unique=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("cedula", sa.Text),
    sa.Column("apellido", sa.Text),
    sa.Column("nombre", sa.Text),
    sa.Column("titulo", sa.Text),
    sa.Column("institucion", sa.Text),
    sa.Column("institucion_id", sa.ForeignKey("institucion.id")),
    sa.Column("area", sa.Text),
    sa.Column("puesto", sa.Text),
    sa.Column("perfil", sa.Text),
    sa.Column("correo", sa.String(254)),
    sa.Column("correo_area", sa.String(254)),
    sa.Column("fecha_solicitud", Moment),
    sa.Column("desde", sa.Date),
    sa.Column("hasta", sa.Date),
    sa.Column("cargo_desde", sa.Date),
    sa.Column("cargo_hasta", sa.Date),
    sa.Column("comentario", sa.Text, nullable=False),
    sa.Column("documentos", sa.Integer),
    sa.Column("desvinculacion", sa.Boolean, nullable=False),
    sa.Column("activo", sa.Boolean, nullable=False),
    sa.Column("documento", sa.Text),
    sa.Column("presentada_por", sa.String(254)),
    sa.Column("en_quipux", sa.Boolean, nullable=False),
    sa.Column("estado", sa.String(12), nullable=False),
    sa.Column("respaldo", sa.String(12), nullable=False),
    sa.Column("ejecucion", sa.Date),
    sa.Column("generado", Moment),
    sa.Column("vence", Moment),
    sa.Column("recordado", Moment),
    sa.Column("carpeta", sa.String(80)),
    sa.Column("partes", sa.JSON, nullable=False),
    sa.CheckConstraint(
        "estado in ('en_edicion', 'enviada', 'aprobada', 'rechazada', 'detenida', 'atendida', 'finalizada',"
        " 'eliminada')",
        name="estado",
    ),
    sa.CheckConstraint(
        "respaldo in ('por_generar', 'en_ejecucion', 'rechazado', 'detenido', 'generado', 'descargado', 'eliminado')",
        name="respaldo",
    ),
)
sa.Index("ix_respaldo_fecha_solicitud", respaldo.c.fecha_solicitud)
sa.Index("ix_respaldo_cedula", respaldo.c.cedula)
sa.Index("ix_respaldo_correo", respaldo.c.correo)
sa.Index("ix_respaldo_estado", respaldo.c.estado, respaldo.c.ejecucion)
sa.Index("ix_respaldo_vence", respaldo.c.vence)

respaldo_paso = sa.Table(
    "respaldo_paso",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("respaldo_id", sa.ForeignKey("respaldo.id"), nullable=False, index=True),
    sa.Column("cuando", Moment, nullable=False),
    sa.Column("accion", sa.Text, nullable=False),
    sa.Column("usuario", sa.Text, nullable=False),
    sa.Column("area", sa.Text, nullable=False),
    sa.Column("estado", sa.String(12), nullable=False),
    sa.Column("respaldo", sa.String(12), nullable=False),
    sa.Column("comentario", sa.Text, nullable=False),
    sa.Column("calendario", sa.Text),
)
