"""The first schema"""

import sqlalchemy as sa
from alembic import op

revision = "0001_first"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "auditoria",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cuando", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quien", sa.Text(), nullable=False),
        sa.Column("accion", sa.String(length=60), nullable=False),
        sa.Column("caso", sa.String(length=20), nullable=True),
        sa.Column("detalle", sa.JSON(), nullable=False),
        sa.Column("anterior", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_auditoria")),
    )
    op.create_table(
        "contador",
        sa.Column("nombre", sa.String(length=20), nullable=False),
        sa.Column("ultimo", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("nombre", name=op.f("pk_contador")),
    )
    op.create_table(
        "direccion_rechazada",
        sa.Column("correo", sa.String(length=254), nullable=False),
        sa.Column("desde", sa.DateTime(timezone=True), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("correo", name=op.f("pk_direccion_rechazada")),
    )
    op.create_table(
        "folder",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account", sa.String(length=200), nullable=False),
        sa.Column("folder", sa.String(length=200), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("baseline", sa.BigInteger(), nullable=False),
        sa.Column("visto", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folder")),
        sa.UniqueConstraint("account", "folder", "uidvalidity", name=op.f("uq_folder_account_folder_uidvalidity")),
    )
    op.create_table(
        "institucion",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("siglas", sa.Text(), nullable=False),
        sa.Column("clave_nombre", sa.Text(), nullable=False),
        sa.Column("clave_siglas", sa.Text(), nullable=False),
        sa.Column("canton", sa.Text(), nullable=True),
        sa.Column("cargos", sa.JSON(), nullable=False),
        sa.Column("creado", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institucion")),
        sa.UniqueConstraint("clave_siglas", name=op.f("uq_institucion_clave_siglas")),
    )
    with op.batch_alter_table("institucion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_institucion_clave_nombre"), ["clave_nombre"], unique=False)

    op.create_table(
        "lease",
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("dueno", sa.String(length=200), nullable=False),
        sa.Column("hasta", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nombre", name=op.f("pk_lease")),
    )
    op.create_table(
        "meta",
        sa.Column("nombre", sa.String(length=80), nullable=False),
        sa.Column("valor", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("nombre", name=op.f("pk_meta")),
    )
    op.create_table(
        "alias",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("institucion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("clave", sa.Text(), nullable=False),
        sa.Column("desde", sa.Date(), nullable=True),
        sa.Column("hasta", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["institucion_id"], ["institucion.id"], name=op.f("fk_alias_institucion_id_institucion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
        sa.UniqueConstraint("institucion_id", "clave", name=op.f("uq_alias_institucion_id_clave")),
    )
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alias_clave"), ["clave"], unique=False)
        batch_op.create_index(batch_op.f("ix_alias_institucion_id"), ["institucion_id"], unique=False)

    op.create_table(
        "caso",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("caso", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(length=40), nullable=False),
        sa.Column("estado", sa.String(length=20), nullable=False),
        sa.Column("siglas", sa.Text(), nullable=True),
        sa.Column("institucion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("oficio", sa.Text(), nullable=True),
        sa.Column("cedula", sa.Text(), nullable=True),
        sa.Column("solicitante", sa.Text(), nullable=True),
        sa.Column("vence", sa.DateTime(timezone=True), nullable=True),
        sa.Column("creado", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actualizado", sa.DateTime(timezone=True), nullable=False),
        sa.Column("datos", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institucion_id"], ["institucion.id"], name=op.f("fk_caso_institucion_id_institucion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caso")),
        sa.UniqueConstraint("caso", name=op.f("uq_caso_caso")),
    )
    with op.batch_alter_table("caso", schema=None) as batch_op:
        batch_op.create_index("ix_caso_cedula", ["cedula"], unique=False)
        batch_op.create_index("ix_caso_estado", ["estado", "actualizado"], unique=False)
        batch_op.create_index("ix_caso_oficio", ["oficio"], unique=False)
        batch_op.create_index("ix_caso_vence", ["vence"], unique=False)

    op.create_table(
        "fetch_trouble",
        sa.Column("folder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("intentos", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["folder_id"], ["folder.id"], name=op.f("fk_fetch_trouble_folder_id_folder")),
        sa.PrimaryKeyConstraint("folder_id", "uid", name=op.f("pk_fetch_trouble")),
    )
    op.create_table(
        "periodo",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("institucion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rol", sa.String(length=12), nullable=False),
        sa.Column("nombres_apellidos", sa.Text(), nullable=True),
        sa.Column("clave_nombre", sa.Text(), nullable=False),
        sa.Column("cedula", sa.Text(), nullable=True),
        sa.Column("cargo", sa.Text(), nullable=True),
        sa.Column("correo", sa.Text(), nullable=True),
        sa.Column("telefono", sa.Text(), nullable=True),
        sa.Column("extension", sa.Text(), nullable=True),
        sa.Column("celular", sa.Text(), nullable=True),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=True),
        sa.Column("caso", sa.String(length=20), nullable=True),
        sa.Column("reemplaza", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("vigente", sa.Boolean(), nullable=False),
        sa.Column("borrado", sa.DateTime(timezone=True), nullable=True),
        sa.Column("creado", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["institucion_id"], ["institucion.id"], name=op.f("fk_periodo_institucion_id_institucion")
        ),
        sa.ForeignKeyConstraint(["reemplaza"], ["periodo.id"], name=op.f("fk_periodo_reemplaza_periodo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_periodo")),
    )
    with op.batch_alter_table("periodo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_periodo_cedula"), ["cedula"], unique=False)
        batch_op.create_index(batch_op.f("ix_periodo_correo"), ["correo"], unique=False)
        batch_op.create_index(batch_op.f("ix_periodo_institucion_id"), ["institucion_id"], unique=False)
        batch_op.create_index(
            "uq_periodo_abierto",
            ["institucion_id", "rol"],
            unique=True,
            sqlite_where=sa.text("hasta is null and vigente = 1"),
            postgresql_where=sa.text("hasta is null and vigente"),
        )

    op.create_table(
        "respaldo",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("numero", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cedula", sa.Text(), nullable=True),
        sa.Column("apellido", sa.Text(), nullable=True),
        sa.Column("nombre", sa.Text(), nullable=True),
        sa.Column("titulo", sa.Text(), nullable=True),
        sa.Column("institucion", sa.Text(), nullable=True),
        sa.Column("institucion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("puesto", sa.Text(), nullable=True),
        sa.Column("perfil", sa.Text(), nullable=True),
        sa.Column("correo", sa.String(length=254), nullable=True),
        sa.Column("correo_area", sa.String(length=254), nullable=True),
        sa.Column("fecha_solicitud", sa.DateTime(timezone=True), nullable=True),
        sa.Column("desde", sa.Date(), nullable=True),
        sa.Column("hasta", sa.Date(), nullable=True),
        sa.Column("cargo_desde", sa.Date(), nullable=True),
        sa.Column("cargo_hasta", sa.Date(), nullable=True),
        sa.Column("comentario", sa.Text(), nullable=False),
        sa.Column("documentos", sa.Integer(), nullable=True),
        sa.Column("desvinculacion", sa.Boolean(), nullable=False),
        sa.Column("activo", sa.Boolean(), nullable=False),
        sa.Column("documento", sa.Text(), nullable=True),
        sa.Column("presentada_por", sa.String(length=254), nullable=True),
        sa.Column("en_quipux", sa.Boolean(), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("respaldo", sa.String(length=12), nullable=False),
        sa.Column("ejecucion", sa.Date(), nullable=True),
        sa.Column("generado", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vence", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recordado", sa.DateTime(timezone=True), nullable=True),
        sa.Column("carpeta", sa.String(length=80), nullable=True),
        sa.Column("partes", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "estado in ('en_edicion', 'enviada', 'aprobada', 'rechazada', 'detenida', 'atendida', 'finalizada', 'eliminada')",
            name=op.f("ck_respaldo_estado"),
        ),
        sa.CheckConstraint(
            "respaldo in ('por_generar', 'en_ejecucion', 'rechazado', 'detenido', 'generado', 'descargado', 'eliminado')",
            name=op.f("ck_respaldo_respaldo"),
        ),
        sa.ForeignKeyConstraint(
            ["institucion_id"], ["institucion.id"], name=op.f("fk_respaldo_institucion_id_institucion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_respaldo")),
        sa.UniqueConstraint("numero", name=op.f("uq_respaldo_numero")),
    )
    with op.batch_alter_table("respaldo", schema=None) as batch_op:
        batch_op.create_index("ix_respaldo_cedula", ["cedula"], unique=False)
        batch_op.create_index("ix_respaldo_correo", ["correo"], unique=False)
        batch_op.create_index("ix_respaldo_estado", ["estado", "ejecucion"], unique=False)
        batch_op.create_index("ix_respaldo_fecha_solicitud", ["fecha_solicitud"], unique=False)
        batch_op.create_index("ix_respaldo_vence", ["vence"], unique=False)

    op.create_table(
        "superior",
        sa.Column("institucion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("correo", sa.String(length=254), nullable=False),
        sa.Column("creado", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["institucion_id"], ["institucion.id"], name=op.f("fk_superior_institucion_id_institucion")
        ),
        sa.PrimaryKeyConstraint("institucion_id", "correo", name=op.f("pk_superior")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("folder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("anunciado", sa.BigInteger(), nullable=False),
        sa.Column("incompleto", sa.Boolean(), nullable=False),
        sa.Column("recibido", sa.DateTime(timezone=True), nullable=False),
        sa.Column("anotado", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previo", sa.Boolean(), nullable=False),
        sa.Column("remitente", sa.Text(), nullable=True),
        sa.Column("asunto", sa.Text(), nullable=True),
        sa.Column("tipo", sa.String(length=40), nullable=True),
        sa.Column("resultado", sa.String(length=12), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=True),
        sa.Column("detalle", sa.Text(), nullable=True),
        sa.Column("caso_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("intentos", sa.Integer(), nullable=False),
        sa.Column("dueno", sa.String(length=200), nullable=True),
        sa.Column("hasta", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proximo", sa.DateTime(timezone=True), nullable=True),
        sa.Column("terminado", sa.DateTime(timezone=True), nullable=True),
        sa.Column("marcado", sa.Boolean(), nullable=False),
        sa.Column("autenticacion", sa.String(length=12), nullable=True),
        sa.Column("sospechas", sa.JSON(), nullable=True),
        sa.Column("redaccion", sa.String(length=24), nullable=True),
        sa.CheckConstraint(
            "resultado in ('procesado', 'duplicado', 'ignorado', 'apartado', 'pendiente')",
            name=op.f("ck_message_resultado"),
        ),
        sa.ForeignKeyConstraint(["caso_id"], ["caso.id"], name=op.f("fk_message_caso_id_caso")),
        sa.ForeignKeyConstraint(["folder_id"], ["folder.id"], name=op.f("fk_message_folder_id_folder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("folder_id", "uid", "sha256", name=op.f("uq_message_folder_id_uid_sha256")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_caso_id", ["caso_id"], unique=False)
        batch_op.create_index("ix_message_huella", ["huella"], unique=False)
        batch_op.create_index("ix_message_message_id", ["message_id"], unique=False)
        batch_op.create_index(
            "ix_message_pendiente",
            ["proximo", "id"],
            unique=False,
            sqlite_where=sa.text("resultado = 'pendiente'"),
            postgresql_where=sa.text("resultado = 'pendiente'"),
        )
        batch_op.create_index(
            "ix_message_por_marcar",
            ["folder_id", "uid"],
            unique=False,
            sqlite_where=sa.text("marcado = 0 and resultado <> 'pendiente'"),
            postgresql_where=sa.text("not marcado and resultado <> 'pendiente'"),
        )
        batch_op.create_index("ix_message_redaccion", ["redaccion", "remitente"], unique=False)

    op.create_table(
        "participante",
        sa.Column("caso_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("correo", sa.String(length=254), nullable=False),
        sa.ForeignKeyConstraint(["caso_id"], ["caso.id"], name=op.f("fk_participante_caso_id_caso")),
        sa.PrimaryKeyConstraint("caso_id", "correo", name=op.f("pk_participante")),
    )
    with op.batch_alter_table("participante", schema=None) as batch_op:
        batch_op.create_index("ix_participante_correo", ["correo"], unique=False)

    op.create_table(
        "respaldo_paso",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("respaldo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cuando", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accion", sa.Text(), nullable=False),
        sa.Column("usuario", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("respaldo", sa.String(length=12), nullable=False),
        sa.Column("comentario", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["respaldo_id"], ["respaldo.id"], name=op.f("fk_respaldo_paso_respaldo_id_respaldo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_respaldo_paso")),
    )
    with op.batch_alter_table("respaldo_paso", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_respaldo_paso_respaldo_id"), ["respaldo_id"], unique=False)

    op.create_table(
        "transicion",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("caso_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("de", sa.String(length=20), nullable=True),
        sa.Column("a", sa.String(length=20), nullable=False),
        sa.Column("cuando", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quien", sa.Text(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["caso_id"], ["caso.id"], name=op.f("fk_transicion_caso_id_caso")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transicion")),
    )
    with op.batch_alter_table("transicion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transicion_caso_id"), ["caso_id"], unique=False)

    op.create_table(
        "carta",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("caso_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("mensaje_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("carta", sa.String(length=60), nullable=False),
        sa.Column("clave", sa.String(length=200), nullable=False),
        sa.Column("para", sa.JSON(), nullable=False),
        sa.Column("copia", sa.JSON(), nullable=False),
        sa.Column("asunto", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("mail", sa.LargeBinary(), nullable=False),
        sa.Column("automatica", sa.Boolean(), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("intentos", sa.Integer(), nullable=False),
        sa.Column("proximo", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("creado", sa.DateTime(timezone=True), nullable=False),
        sa.Column("enviado", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dueno", sa.String(length=200), nullable=True),
        sa.Column("hasta", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "estado in ('en_cola', 'enviando', 'enviada', 'en_duda', 'rechazada', 'rebotada', 'cancelada')",
            name=op.f("ck_carta_estado"),
        ),
        sa.ForeignKeyConstraint(["caso_id"], ["caso.id"], name=op.f("fk_carta_caso_id_caso")),
        sa.ForeignKeyConstraint(["mensaje_id"], ["message.id"], name=op.f("fk_carta_mensaje_id_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carta")),
        sa.UniqueConstraint("clave", name=op.f("uq_carta_clave")),
        sa.UniqueConstraint("message_id", name=op.f("uq_carta_message_id")),
    )
    with op.batch_alter_table("carta", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_carta_caso_id"), ["caso_id"], unique=False)
        batch_op.create_index(
            "ix_carta_por_salir",
            ["proximo", "id"],
            unique=False,
            sqlite_where=sa.text("estado in ('en_cola', 'enviando')"),
            postgresql_where=sa.text("estado in ('en_cola', 'enviando')"),
        )

    op.create_table(
        "carta_para",
        sa.Column("carta_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("correo", sa.String(length=254), nullable=False),
        sa.Column("creado", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["carta_id"], ["carta.id"], name=op.f("fk_carta_para_carta_id_carta")),
        sa.PrimaryKeyConstraint("carta_id", "correo", name=op.f("pk_carta_para")),
    )
    with op.batch_alter_table("carta_para", schema=None) as batch_op:
        batch_op.create_index("ix_carta_para_correo", ["correo", "creado"], unique=False)
        batch_op.create_index("ix_carta_para_creado", ["creado"], unique=False)

    # ### end Alembic commands ###


def downgrade() -> None:
    with op.batch_alter_table("carta_para", schema=None) as batch_op:
        batch_op.drop_index("ix_carta_para_creado")
        batch_op.drop_index("ix_carta_para_correo")

    op.drop_table("carta_para")
    with op.batch_alter_table("carta", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_carta_por_salir",
            sqlite_where=sa.text("estado in ('en_cola', 'enviando')"),
            postgresql_where=sa.text("estado in ('en_cola', 'enviando')"),
        )
        batch_op.drop_index(batch_op.f("ix_carta_caso_id"))

    op.drop_table("carta")
    with op.batch_alter_table("transicion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transicion_caso_id"))

    op.drop_table("transicion")
    with op.batch_alter_table("respaldo_paso", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_respaldo_paso_respaldo_id"))

    op.drop_table("respaldo_paso")
    with op.batch_alter_table("participante", schema=None) as batch_op:
        batch_op.drop_index("ix_participante_correo")

    op.drop_table("participante")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("ix_message_redaccion")
        batch_op.drop_index(
            "ix_message_por_marcar",
            sqlite_where=sa.text("marcado = 0 and resultado <> 'pendiente'"),
            postgresql_where=sa.text("not marcado and resultado <> 'pendiente'"),
        )
        batch_op.drop_index(
            "ix_message_pendiente",
            sqlite_where=sa.text("resultado = 'pendiente'"),
            postgresql_where=sa.text("resultado = 'pendiente'"),
        )
        batch_op.drop_index("ix_message_message_id")
        batch_op.drop_index("ix_message_huella")
        batch_op.drop_index("ix_message_caso_id")

    op.drop_table("message")
    op.drop_table("superior")
    with op.batch_alter_table("respaldo", schema=None) as batch_op:
        batch_op.drop_index("ix_respaldo_vence")
        batch_op.drop_index("ix_respaldo_fecha_solicitud")
        batch_op.drop_index("ix_respaldo_estado")
        batch_op.drop_index("ix_respaldo_correo")
        batch_op.drop_index("ix_respaldo_cedula")

    op.drop_table("respaldo")
    with op.batch_alter_table("periodo", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_periodo_abierto",
            sqlite_where=sa.text("hasta is null and vigente = 1"),
            postgresql_where=sa.text("hasta is null and vigente"),
        )
        batch_op.drop_index(batch_op.f("ix_periodo_institucion_id"))
        batch_op.drop_index(batch_op.f("ix_periodo_correo"))
        batch_op.drop_index(batch_op.f("ix_periodo_cedula"))

    op.drop_table("periodo")
    op.drop_table("fetch_trouble")
    with op.batch_alter_table("caso", schema=None) as batch_op:
        batch_op.drop_index("ix_caso_vence")
        batch_op.drop_index("ix_caso_oficio")
        batch_op.drop_index("ix_caso_estado")
        batch_op.drop_index("ix_caso_cedula")

    op.drop_table("caso")
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alias_institucion_id"))
        batch_op.drop_index(batch_op.f("ix_alias_clave"))

    op.drop_table("alias")
    op.drop_table("meta")
    op.drop_table("lease")
    with op.batch_alter_table("institucion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_institucion_clave_nombre"))

    op.drop_table("institucion")
    op.drop_table("folder")
    op.drop_table("direccion_rechazada")
    op.drop_table("contador")
    op.drop_table("auditoria")
