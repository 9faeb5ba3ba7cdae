"""DNS look-ups of DKIM keys, for desks that check signatures of senders' domains themselves."""

from __future__ import annotations

from functools import lru_cache

SECONDS = 5.0


@lru_cache(maxsize=512)
def text_record(name: str) -> str | None:
    """The TXT record of a name, its pieces joined; null when there is none or DNS does not answer in time."""
    import dns.exception
    import dns.resolver

    try:
        answer = dns.resolver.resolve(name, "TXT", lifetime=SECONDS, search=False)
    except (dns.exception.DNSException, ValueError):
        return None
    return b"".join(answer[0].strings).decode("latin-1") if len(answer) else None
