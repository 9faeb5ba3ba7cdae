"""`aiq run` as if on a machine of its own: under another host name, so that of its death only its leases tell, which are
of seconds here.

Usage: machine.py HOSTNAME SECONDS SETTINGS.toml
"""

import socket
import sys
from datetime import timedelta
from pathlib import Path

from intake import ahead, deliver, rounds
from intake.logs import configure
from intake.settings import load
from intake.teamwork import Teamwork


def main(host: str, seconds: str, config: str) -> None:
    configure(as_json=True)
    socket.gethostname = lambda: host
    lease = timedelta(seconds=int(seconds))
    ahead.LEASE = deliver.LEASE = rounds.LEADER_LEASE = lease
    Teamwork(load(Path(config), {}), answer_backlog=True).until_stopped()


if __name__ == "__main__":
    main(*sys.argv[1:])
