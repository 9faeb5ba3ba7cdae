"""Figures for Prometheus: what the working processes count, and how the database stands when somebody asks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

# Read by prometheus_client when it is imported: several processes then count into files of this folder.
FOLDER_NAME = "PROMETHEUS_MULTIPROC_DIR"

from prometheus_client import CollectorRegistry, Counter, Histogram  # noqa: E402
from prometheus_client.core import GaugeMetricFamily  # noqa: E402

from cases.errors import NotReady, TryAgain  # noqa: E402
from intake.health import EMPTY, MAILBOX  # noqa: E402
from registry import gauges, meta  # noqa: E402
from registry.database import Database  # noqa: E402
