"""A step that takes its share of time ends as one that was not done, whatever a library made of the interruption."""

import contextlib
import time

import pytest

from parsers.bounds.budget import OutOfTime, within


def _burn(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_a_step_ends_when_its_time_is_up():
    with pytest.raises(OutOfTime), within(0.05):
        _burn(30)


def test_an_interruption_that_was_swallowed_is_told_at_the_end():
    with pytest.raises(OutOfTime), within(0.05), contextlib.suppress(Exception):
        _burn(30)


def test_a_step_within_its_time_is_done():
    with within(5):
        _burn(0.01)
