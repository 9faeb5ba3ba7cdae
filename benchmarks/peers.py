"""The desk beside other programs that turn mail into tickets: the same mails, machine and run.

    python benchmarks/peers.py [--runs 5] [--share 0.2] [--kinds sencillo,pdf]

django-helpdesk and Roundup come from PyPI into environments of their own under var/peers, Request Tracker 5 from
Debian (tools/install-peers.sh, which is run where this program is root; else RT is left out, and said). All store each
mail as a ticket and confirm it; none reads, checks or decides. The desk does all of that, with two processes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.support import peer_rt
from benchmarks.support.ground import PASSWORD, ROOT, Ground, Ran, aiq, ground, run
from benchmarks.support.mails import KINDS
from benchmarks.support.needed import install
from benchmarks.support.results import bars, spread, table, write
from tests.support.dovecot import USER

PLACE = ROOT / "var" / "peers"
# These are slower by far: they take a part of the mails, and their time is counted for each.
FEWER = {"roundup": 0.1, "RT 5": 0.1}

HELPDESK_SETTINGS = """
SECRET_KEY, DEBUG, USE_TZ, SITE_ID = "x", False, True, 1
OWN = "admin auth contenttypes sessions messages sites humanize".split()
INSTALLED_APPS = [*(f"django.contrib.{{name}}" for name in OWN), "rest_framework", "helpdesk"]
DATABASES = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": "{folder}/db.sqlite3"}}}}
TEMPLATES = [{{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {{}}}}]
HELPDESK_TEAMS_MODEL, HELPDESK_KBITEM_TEAM_GETTER = "auth.Group", lambda item: None
HELPDESK_TEAMS_MIGRATION_DEPENDENCIES = [("auth", "0012_alter_user_first_name_max_length")]
ROOT_URLCONF = "peer_urls"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
MEDIA_ROOT = "{folder}/media"
EMAIL_HOST, EMAIL_PORT, DEFAULT_FROM_EMAIL = "127.0.0.1", {smtp}, "soporte@gobiernoelectronico.gob.ec"
"""
HELPDESK_URLS = (
    'from django.urls import include, path\nurlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]\n'
)
HELPDESK_QUEUE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("loaddata", "emailtemplate.json", verbosity=0)
from helpdesk.models import Queue
Queue.objects.create(title="Soporte", slug="soporte", email_address="soporte@gobiernoelectronico.gob.ec",
    allow_email_submission=True, email_box_type="imap", email_box_host="127.0.0.1", email_box_port={imap},
    email_box_user="{user}", email_box_pass="{password}", email_box_imap_folder="INBOX", email_box_interval=0)
"""
HELPDESK_RUN = """
import django; django.setup()
from django.core.management import call_command
call_command("get_email", quiet=True)
"""
# Its gateway knows no port of the IMAP server but 143.
ROUNDUP_RUN = """
import imaplib, sys
imaplib.IMAP4.__init__.__defaults__ = ("", {imap}, None)
sys.argv = ["roundup-mailgw", "-c", "issue", "{home}", "imap", "{user}:{password}@127.0.0.1", "INBOX"]
from roundup.scripts.roundup_mailgw import run
sys.exit(run())
"""


def environment(name: str, package: str) -> Path:
    """The interpreter of an environment that holds the package; made when it is not there."""
    python = PLACE / name / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PLACE / name)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", package], check=True)
    return python


def helpdesk(place: Ground) -> Callable[[], list[str]]:
    python = environment("helpdesk", "django-helpdesk")

    def command() -> list[str]:
        folder = Path(tempfile.mkdtemp(dir=place.folder))
        settings = HELPDESK_SETTINGS.format(folder=folder, smtp=place.sink.port)
        (folder / "peer_settings.py").write_text(settings, "utf-8")
        (folder / "peer_urls.py").write_text(HELPDESK_URLS, "utf-8")
        known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": "peer_settings"}
        queue = HELPDESK_QUEUE.format(imap=place.dovecot.port, user=USER, password=PASSWORD)
        subprocess.run([str(python), "-c", queue], env=known, check=True, capture_output=True)
        return ["env", f"PYTHONPATH={folder}", "DJANGO_SETTINGS_MODULE=peer_settings", str(python), "-c", HELPDESK_RUN]

    return command


def roundup(place: Ground) -> Callable[[], list[str]]:
    python = environment("roundup", "roundup")
    admin = python.with_name("roundup-admin")

    def command() -> list[str]:
        home = Path(tempfile.mkdtemp(dir=place.folder))
        values = ",".join([
            "mail_domain=gobiernoelectronico.gob.ec", "mail_host=127.0.0.1", f"mail_port={place.sink.port}",
            "tracker_web=http://localhost/x/", "tracker_email=soporte", "admin_email=roundup-admin",
            "nosy_messages_to_author=new", "rdbms_backend=sqlite", "web_secret_key=x",
        ])  # fmt: skip
        known = {"PATH": os.environ["PATH"]}
        subprocess.run([str(admin), "-i", str(home), "install", "classic", "sqlite", values], env=known, check=True,
                       capture_output=True)  # fmt: skip
        subprocess.run([str(admin), "-i", str(home), "initialise", "x"], env=known, check=True, capture_output=True)
        once = ROUNDUP_RUN.format(imap=place.dovecot.port, home=home, user=USER, password=PASSWORD)
        return [str(python), "-c", once]

    return command


def desk(place: Ground) -> Callable[[], list[str]]:
    words = ["run", "--once", "--answer-backlog", "--workers", "2"]
    return lambda: aiq(place.settings(place.database("sqlite")), *words)


PEERS = {"mesa ×2": desk, "django-helpdesk": helpdesk, "roundup": roundup, "RT 5": peer_rt.request_tracker}


def measure(place: Ground, command: Callable[[], list[str]], mails: list[bytes]) -> Ran:
    words = command()
    place.fill(mails)
    ran = run(words)
    if place.sink.count() < len(mails):
        raise RuntimeError(f"{place.sink.count()} letters for {len(mails)} mails")
    return ran


def compare(place: Ground, kind: str, options: argparse.Namespace) -> list[dict[str, Any]]:
    make, number = KINDS[kind]
    mails = [make(each) for each in range(int(number * options.share))]
    commands = {name: peer(place) for name, peer in PEERS.items() if name not in options.without}
    times: dict[str, list[float]] = {name: [] for name in commands}
    costs: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(options.runs):
        for name, command in commands.items():
            part = mails[: max(10, int(len(mails) * FEWER.get(name, 1)))]
            start, whole = measure(place, command, part[:1]), measure(place, command, part)
            times[name].append((whole.wall - start.wall) / (len(part) - 1) * 1000)
            costs[name].append((whole.cpu - start.cpu) / (len(part) - 1) * 1000)
            print(f"  {kind} {name}: {times[name][-1]:.1f} ms", file=sys.stderr, flush=True)
    ours = median(times["mesa ×2"])
    rows = []
    for name in commands:
        middle, least, most = spread(times[name])
        rows.append({
            "correos": kind, "programa": name, "ms": middle, "de": least, "a": most, "correos/s": 1000 / middle,
            "CPU ms": median(costs[name]), "la mesa ×": middle / ours,
        })  # fmt: skip
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--share", type=float, default=0.3)
    parser.add_argument("--kinds", type=lambda text: text.split(","), default=list(KINDS))
    parser.add_argument("--fresh", action="store_true", help="instala de nuevo los otros programas")
    options = parser.parse_args()
    install("install-peers.sh")
    options.without = [] if peer_rt.installed() else ["RT 5"]
    if options.without:
        print("RT 5 no está instalado: se compara sin él", file=sys.stderr)
    if options.fresh:
        shutil.rmtree(PLACE, ignore_errors=True)
    with ground(postgres=False) as place:
        rows = [row for kind in options.kinds for row in compare(place, kind, options)]
    print(table(rows))
    write("peers", rows, vueltas=options.runs, parte=options.share)
    speeds = {f"{row['correos']} · {row['programa']}": row["correos/s"] for row in rows}
    bars("peers", "Correos por segundo, todos en la misma máquina", speeds, "correos por segundo")


if __name__ == "__main__":
    main()
