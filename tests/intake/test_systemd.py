"""What the service manager hears."""

from __future__ import annotations

import os
import socket
from contextlib import closing

from intake.systemd import ALIVE, READY, Watchdog, notify


def manager(path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    line.bind(str(path))
    line.settimeout(5)
    return line


def test_the_manager_hears_that_the_desk_is_ready(tmp_path):
    with closing(manager(tmp_path / "n")) as line:
        assert notify(READY, {"NOTIFY_SOCKET": str(tmp_path / "n")})
        assert line.recv(100) == b"READY=1"


def test_an_abstract_socket_is_understood():
    name = f"aiq-prueba-{os.getpid()}"
    with closing(manager("\0" + name)) as line:
        assert notify(READY, {"NOTIFY_SOCKET": "@" + name})
        assert line.recv(100) == b"READY=1"


def test_without_a_manager_nothing_is_said_and_nothing_breaks(tmp_path):
    assert not notify(READY, {})
    assert not notify(READY, {"NOTIFY_SOCKET": str(tmp_path / "gone")})


def test_a_manager_that_hears_nothing_keeps_nobody_waiting(tmp_path, monkeypatch):
    monkeypatch.setattr("intake.systemd.PATIENCE", 0.05)
    with closing(manager(tmp_path / "n")):
        for _ in range(10_000):
            if not notify(ALIVE, {"NOTIFY_SOCKET": str(tmp_path / "n")}):
                return
    raise AssertionError("a full queue is told")


def test_signs_of_life_are_given_no_oftener_than_they_are_asked_for(tmp_path):
    with closing(manager(tmp_path / "n")) as line:
        watchdog = Watchdog({"NOTIFY_SOCKET": str(tmp_path / "n"), "WATCHDOG_USEC": "600000000"})
        assert watchdog.every == 200
        watchdog.beat()
        watchdog.beat()
        assert line.recv(100) == b"WATCHDOG=1"
        line.setblocking(False)
        try:
            extra = line.recv(100)
        except BlockingIOError:
            extra = b""
        assert extra == b""


def test_a_watchdog_meant_for_another_process_is_not_ours_to_feed():
    assert Watchdog({"WATCHDOG_USEC": "600000000", "WATCHDOG_PID": "1"}).every == float("inf")
