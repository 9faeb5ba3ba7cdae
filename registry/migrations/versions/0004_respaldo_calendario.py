"""The holiday table that the day of a respaldo was counted with"""

import sqlalchemy as sa
from alembic import op

revision = "0004_respaldo_calendario"
down_revision = "0003_cartas_sin_salir"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("respaldo_paso", sa.Column("calendario", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("respaldo_paso", "calendario")
