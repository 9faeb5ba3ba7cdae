#!/bin/sh
# Copia la base y después los correos, mientras la mesa trabaja: backup.sh AIQ.TOML CARPETA
#
# La base va primero: así todo correo que nombra está ya en el archivo cuando se copia este. AIQ nombra la orden (por
# defecto la del entorno de este guion); con PostgreSQL hace falta pg_dump, con la clave en ~/.pgpass o en la URL.
set -eu
config=$1 target=$2
aiq=${AIQ:-$(dirname "$0")/../bin/aiq}
python=${PYTHON:-$(dirname "$aiq")/python}
umask 077
mkdir -p "$target/archive"

"$aiq" --config "$config" db current > /dev/null
# «config show» no muestra la clave que la dirección de la base pueda llevar.
database=$("$python" -c '
import sys
from pathlib import Path
from intake.settings import load
print(load(Path(sys.argv[1])).database.url)
' "$config")
case $database in
sqlite:*)
    "$python" -c '
import sqlite3, sys
from pathlib import Path
source = sqlite3.connect(f"{Path(sys.argv[1]).absolute().as_uri()}?mode=rw", uri=True)
if not source.execute("select count(*) from sqlite_master").fetchone()[0]:
    sys.exit(f"La base {sys.argv[1]} está vacía: no se copia sobre la copia anterior.")
target = sqlite3.connect(sys.argv[2])
source.backup(target)
target.close()
' "${database#sqlite:///}" "$target/aiq.db.part"
    mv "$target/aiq.db.part" "$target/aiq.db"
    ;;
postgresql*)
    pg_dump --format=custom --file="$target/aiq.dump.part" --dbname="$(echo "$database" | sed 's/+psycopg//')"
    mv "$target/aiq.dump.part" "$target/aiq.dump"
    ;;
esac

# Un correo guardado no cambia nunca: basta con los que faltan, cada uno comprobado al leerlo.
"$aiq" --config "$config" messages copy "$target/archive"
