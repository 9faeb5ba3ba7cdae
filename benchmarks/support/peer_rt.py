"""Request Tracker 5 of Debian: fetchmail brings each mail to its gateway, msmtp takes its confirmations to the sink.

RT keeps everything in one SQLite file; each run begins with a copy of a fresh one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.support.ground import PASSWORD, ROOT, Ground
from tests.support.dovecot import USER, free_port

NEEDED = ("rt-setup-database-5", "rt-mailgate-5", "fetchmail", "msmtp")
SERVER = Path("/usr/share/request-tracker5/libexec/rt-server")
SITE = """
Set($rtname, 'mesa');
Set($Organization, 'gobiernoelectronico.gob.ec');
Set($CorrespondAddress, 'soporte@gobiernoelectronico.gob.ec');
Set($CommentAddress, 'soporte@gobiernoelectronico.gob.ec');
Set($RTAddressRegexp, '^soporte@gobiernoelectronico');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '{folder}/rt.sqlite3');
Set($WebDomain, '127.0.0.1');
Set($WebPort, {web});
Set($WebPath, '');
Set($MasonDataDir, '{folder}/mason');
Set($MasonSessionDir, '{folder}/sessions');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'critical');
Set($MailCommand, 'sendmailpipe');
Set($SendmailPath, '/usr/bin/msmtp');
Set($SendmailArguments, '--host=127.0.0.1 --port={smtp} --from=soporte@gobiernoelectronico.gob.ec -t');
1;
"""
# Whoever writes may open a ticket, as at the desk.
RIGHTS = """
@ACL = map +{ GroupDomain => 'SystemInternal', GroupType => 'Everyone', Right => $_ },
    qw(SeeQueue CreateTicket ReplyToTicket);
1;
"""
FETCH = """
poll 127.0.0.1 protocol IMAP service {imap} auth password user "{user}" password "{password}" is root here
    sslproto "" fetchall mda "/usr/bin/rt-mailgate-5 --queue General --action correspond --url http://127.0.0.1:{web}/"
"""
# fetchmail says 1 when it found no more mail after the last.
RUN = """
set -e
{server} --port {web} >{folder}/rt.log 2>&1 &
trap 'kill $!; wait' EXIT
until curl -s -o /dev/null http://127.0.0.1:{web}/; do sleep 0.05; done
fetchmail --fetchmailrc {folder}/fetchmailrc --pidfile {folder}/pid --nosyslog --silent || [ $? = 1 ]
"""


def installed() -> bool:
    """Whether RT is there; as root it is installed by its packages' names where it is not."""
    if not _there() and os.geteuid() == 0:
        subprocess.run(["sh", str(ROOT / "tools" / "install-peers.sh")], check=True)
    return _there()


def _there() -> bool:
    return SERVER.exists() and all(shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") for name in NEEDED)


def request_tracker(place: Ground) -> Callable[[], list[str]]:
    folder, web = Path(tempfile.mkdtemp(dir=place.folder)), free_port()
    known = {"folder": folder, "web": web, "smtp": place.sink.port, "imap": place.dovecot.port, "server": SERVER,
             "user": USER, "password": PASSWORD}  # fmt: skip
    for name in ("mason", "sessions", "site.d"):
        (folder / name).mkdir()
    (folder / "site.pm").write_text(SITE.format(**known))
    (folder / "rights").write_text(RIGHTS)
    (folder / "fetchmailrc").write_text(FETCH.format(**known))
    (folder / "fetchmailrc").chmod(0o600)
    site = {"RT_SITE_CONFIG": str(folder / "site.pm"), "RT_SITE_CONFIG_DIR": str(folder / "site.d")}
    setup = ["/usr/sbin/rt-setup-database-5", "--skip-create"]
    for action in (["--action", "init"], ["--action", "insert", "--datafile", str(folder / "rights")]):
        subprocess.run([*setup, *action], env={"PATH": os.environ["PATH"], **site}, check=True, capture_output=True)
    database = folder / "rt.sqlite3"
    fresh = database.with_suffix(".fresh")
    database.rename(fresh)

    def command() -> list[str]:
        shutil.copy(fresh, database)
        return ["env", *(f"{name}={value}" for name, value in site.items()), "sh", "-c", RUN.format(**known)]

    return command
