"""The desk that the stories of the procedure happen at."""

from contextlib import closing

import pytest

from tests.stories.mesa import InProcess, Mesa
from tests.support.desks import Clock, desk


@pytest.fixture(scope="session")
def reader():
    from parsers.read import reader

    return reader({"own_addresses": ["soporte@gobiernoelectronico.gob.ec"], "ocr": False})


@pytest.fixture
def mesa(tmp_path, sqlite_url, reader):
    """Thursday 12 March 2026, 10:00 in Guayaquil."""
    clock = Clock()
    with closing(desk(tmp_path, sqlite_url, clock)) as made:
        made.reader.close()
        made.reader = InProcess(reader)
        yield Mesa(made, clock)
