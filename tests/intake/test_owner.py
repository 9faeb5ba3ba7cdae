"""Who holds a lease, and whether he still lives."""

from __future__ import annotations

import subprocess
import sys

from intake.owner import dead, identity


def test_the_living_are_not_dead_and_the_dead_are():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    name = identity(child.pid)
    assert dead([identity(), name]) == set()
    child.communicate(b"\n")
    assert dead([identity(), name]) == {name}


def test_a_number_that_somebody_else_has_now_is_no_sign_of_life():
    machine, pid, started = identity().split("|")
    assert dead([f"{machine}|{pid}|{int(started) - 1}"])


def test_of_other_machines_and_containers_nothing_is_known():
    machine, pid, _ = identity().split("|")
    assert dead([f"otra#1|{pid}|1", f"{machine.partition('#')[0]}#1|999999|1", "sin sentido"]) == set()
