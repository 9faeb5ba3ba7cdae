"""An archive in a bucket of Amazon S3 or of any server that speaks its protocol, shared by all machines of the desk."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cases.errors import NotReady, TryAgain
from cases.troubles import trouble
from intake.archive import AT_ONCE, place, verified
from intake.settings import ArchiveSection

if TYPE_CHECKING:
    from obstore.store import S3Store

CONNECT = timedelta(seconds=10)
RETRIES = 3
# Kept like a mail: that it can be written and read again proves the way, the bucket and the rights.
PROBE = b"X-Aiq: comprobacion del archivo de correos\r\n\r\n"
_CODE = re.compile(r"<Code>(\w+)</Code>")


class Bucket:
    """An archive in a bucket. A mail appears whole when the server has taken it, and is never written over; its
    signature covers the bytes, so that none are kept that changed on the way.

    The library runs threads of its own from the first request on, which do not live on in a forked process."""

    def __init__(self, section: ArchiveSection) -> None:
        self._section = section
        self.name = section.url

    @cached_property
    def _there(self) -> S3Store:
        """The bucket as the library sees it; raises NotReady when the library is not installed."""
        try:
            from obstore.store import S3Store
        except ImportError as error:
            raise NotReady('[archive] url: para «s3://» instale «aiq-desk[s3]» (pip install "aiq-desk[s3]")') from error
        section, patience = self._section, timedelta(seconds=self._section.timeout_seconds)
        return S3Store(
            section.bucket,
            prefix=section.prefix or None,
            config=_config(section),
            client_options={"allow_http": section.endpoint.startswith("http://"), "timeout": patience,
                            "connect_timeout": min(CONNECT, patience), **_authorities(section)},
            retry_config={"max_retries": RETRIES, "retry_timeout": 2 * patience},
        )  # fmt: skip

    def prepare(self) -> None:
        try:
            self.load(self.store(PROBE))
        except TryAgain as error:
            raise NotReady(f"[archive] url: {error}") from error

    def condition(self) -> Iterator[str]:
        self.prepare()
        yield f"{self.name}, se escribe y se lee"

    def store(self, raw: bytes) -> str:
        there, sha256 = self._there, hashlib.sha256(raw).hexdigest()
        import obstore
        from obstore.exceptions import AlreadyExistsError

        with _trouble(f"no se pudo guardar un correo en {self.name}"):
            try:
                obstore.put(there, place(sha256), raw, mode="create")
            except AlreadyExistsError:
                if obstore.head(there, place(sha256))["size"] != len(raw):
                    obstore.put(there, place(sha256), raw, use_multipart=False)
        return sha256

    def store_all(self, mails: Sequence[bytes]) -> list[str]:
        _ = self._there  # made once, before several threads ask for it
        with ThreadPoolExecutor(AT_ONCE) as threads:
            return list(threads.map(self.store, mails))

    def load(self, sha256: str) -> bytes:
        there = self._there
        import obstore

        with _trouble(f"no se pudo leer el correo {sha256[:12]} de {self.name}"):
            raw = bytes(obstore.get(there, place(sha256)).bytes())
        return verified(raw, sha256)


def _config(section: ArchiveSection) -> dict[str, Any]:
    """What is not told here the library takes from AWS_… in the environment, or from the machine's role."""
    told = {
        "aws_endpoint_url_s3": section.endpoint, "region": section.region,
        "access_key_id": section.access_key, "secret_access_key": section.secret(),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def _authorities(section: ArchiveSection) -> dict[str, bytes]:
    if section.ca_file is None:
        return {}
    try:
        return {"root_certificate": section.ca_file.read_bytes()}
    except OSError as error:
        raise NotReady(f"[archive] ca_file: no se puede leer {section.ca_file}: {trouble(error)}") from error


@contextmanager
def _trouble(what: str) -> Iterator[None]:
    """Turns the library's errors into TryAgain with the server's own word for it, in one line."""
    from obstore.exceptions import BaseError

    try:
        yield
    except (BaseError, OSError, ValueError) as error:
        raise TryAgain(f"{what}: {_said(error)}") from error


def _said(error: Exception) -> str:
    first = str(error).partition("\n")[0]
    code = _CODE.search(str(error))
    return code[1] if code else first.partition("<")[0].rstrip(" :-")[:300]
