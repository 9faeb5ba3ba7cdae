"""Each deadline with the holiday table it was counted with, and who corrected a period"""

import sqlalchemy as sa
from alembic import op

revision = "0002_plazos"
down_revision = "0001_first"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("periodo", sa.Column("quien", sa.Text(), nullable=True))
    op.add_column("transicion", sa.Column("plazos", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("transicion", "plazos")
    op.drop_column("periodo", "quien")
