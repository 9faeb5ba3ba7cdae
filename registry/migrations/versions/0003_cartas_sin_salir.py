"""An index of the letters that wait for a person"""

import sqlalchemy as sa
from alembic import op

revision = "0003_cartas_sin_salir"
down_revision = "0002_plazos"
branch_labels = None
depends_on = None


def upgrade() -> None:
    waiting = sa.text("estado in ('en_duda', 'rechazada')")
    op.create_index("ix_carta_para_una_persona", "carta", ["estado"], sqlite_where=waiting, postgresql_where=waiting)


def downgrade() -> None:
    op.drop_index("ix_carta_para_una_persona", "carta")
