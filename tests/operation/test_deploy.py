"""What is put on a server: units that systemd accepts, alarms and panels about figures that the desk really gives."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime

import pytest
import yaml

from intake.metrics import Counted, Standing
from registry import meta
from tests.support.command import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted(path.name for path in DEPLOY.iterdir() if path.suffix in (".service", ".timer"))
ANALYZE = shutil.which("systemd-analyze")
# Functions and labels of the query language, which are no figures of ours.
METRIC = re.compile(r"\baiq_\w+")


def figures(database) -> set[str]:
    """The names of all series that a scrape of this desk may show."""
    with database.write() as tx:
        meta.put(tx, "salud_buzon", {"bien": "2026-03-12T15:00:00+00:00", "falla_desde": None})
        meta.put(tx, "conciliacion", {"en_servidor": 3, "anotados": 3})
    counted = Counted()
    for tell in (counted.mail, counted.letter):
        tell("procesado")
    counted.stage("leer", 0.1)
    families = [*counted.registry.collect(), *Standing(database, lambda: datetime.now(UTC)).collect()]
    return {family.name for family in families} | {sample.name for family in families for sample in family.samples}


def rules() -> list[dict]:
    document = yaml.safe_load((DEPLOY / "alerts.yml").read_text("utf-8"))
    return [rule for group in document["groups"] for rule in group["rules"]]


def test_every_alarm_is_about_a_figure_that_the_desk_gives(database):
    there = figures(database)
    for rule in rules():
        names = METRIC.findall(rule["expr"])
        assert names
        assert set(names) <= there, rule["alert"]


def test_every_alarm_says_what_to_look_at():
    for rule in rules():
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert len(rule["annotations"]["summary"]) >= 15
        assert len(rule["annotations"]["description"]) > 40


def test_prometheus_accepts_the_rules():
    if (promtool := shutil.which("promtool")) is None:
        pytest.skip("promtool no está instalado (make services)")
    subprocess.run([promtool, "check", "rules", str(DEPLOY / "alerts.yml")], check=True, capture_output=True)


def test_every_panel_shows_a_figure_that_the_desk_gives(database):
    there = figures(database)
    panels = json.loads((DEPLOY / "dashboard.json").read_text("utf-8"))["panels"]
    names = {name for panel in panels for target in panel["targets"] for name in METRIC.findall(target["expr"])}
    assert names <= there
    assert {"aiq_mails_total", "aiq_stage_seconds_bucket", "aiq_reconciliation_difference"} <= names


@pytest.fixture
def units(tmp_path):
    """The units with programs that exist here, since systemd looks for them."""
    for name in UNITS:
        text = (DEPLOY / name).read_text("utf-8")
        text = re.sub(r"^(ExecStart=)\S+", rf"\1{shutil.which('true')}", text, flags=re.MULTILINE)
        text = re.sub(r"^(User|Group)=aiq$", r"\1=daemon", text, flags=re.MULTILINE)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze no está instalado")
@pytest.mark.parametrize("name", UNITS)
def test_systemd_accepts_the_unit(units, name):
    done = subprocess.run([ANALYZE, "verify", "--man=no", str(units / name)], capture_output=True, text=True)
    assert [line for line in done.stderr.splitlines() if "aiq" in line] == []
    assert done.returncode == 0


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze no está instalado")
@pytest.mark.parametrize("name", [each for each in UNITS if each.endswith(".service")])
def test_the_units_exposure_stays_low(units, name):
    done = subprocess.run([ANALYZE, "security", "--offline=yes", "--threshold=30", "--no-pager", str(units / name)],
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
