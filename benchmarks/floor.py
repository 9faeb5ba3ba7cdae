"""The floor: what the work cannot do without, as a straight script on the same mails.

It fetches in sets of 50, extracts the text of PDF attachments with the bare engine, commits one durable row a mail and
hands over one finished answer a mail on one connection. It decides nothing, keeps no raw mail and forgets on a crash.

    python benchmarks/floor.py IMAP_PORT SMTP_PORT DATABASE_URL PASSWORD
"""

from __future__ import annotations

import email
import imaplib
import re
import smtplib
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator
from email.message import EmailMessage, Message
from email.policy import SMTP

_UID = re.compile(rb"UID (\d+)")
ANSWER = "Buenos días:\n\nRecibimos su mensaje y lo atenderemos en el orden de llegada.\n\nSoporte Quipux\n"


def mails(port: int, password: str) -> Iterator[tuple[int, bytes]]:
    client = imaplib.IMAP4("127.0.0.1", port)
    client.login("soporte", password)
    client.select("INBOX")
    uids = client.uid("SEARCH", "ALL")[1][0].split()
    for start in range(0, len(uids), 50):
        chunk = uids[start : start + 50]
        _, data = client.uid("FETCH", b",".join(chunk).decode(), "(UID BODY.PEEK[])")
        for part in data:
            if isinstance(part, tuple):
                yield int(_UID.search(part[0])[1]), part[1]  # type: ignore[index]
        client.uid("STORE", b",".join(chunk).decode(), "+FLAGS.SILENT", "(\\Seen)")
    client.logout()


def text_of(mail: Message) -> str:
    """The words of the text and of every PDF."""
    found = []
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            found.append(part.get_payload(decode=True).decode("utf-8", "replace"))
        elif part.get_content_type() == "application/pdf":
            import pypdfium2

            pdf = pypdfium2.PdfDocument(part.get_payload(decode=True))
            found += [page.get_textpage().get_text_range() for page in pdf]
    return "\n".join(found)


def store(url: str) -> Callable[[int, str, str], None]:
    """A function that commits one row durably."""
    if url.startswith("sqlite"):
        rows = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        rows.execute("PRAGMA journal_mode=WAL")
        rows.execute("PRAGMA synchronous=FULL")
        rows.execute("CREATE TABLE suelo (uid INTEGER, de TEXT, texto TEXT)")

        def keep(uid: int, sender: str, text: str) -> None:
            rows.execute("INSERT INTO suelo VALUES (?, ?, ?)", (uid, sender, text))

        return keep
    import psycopg

    server = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
    server.execute("CREATE TABLE suelo (uid BIGINT, de TEXT, texto TEXT)")
    return lambda uid, sender, text: server.execute("INSERT INTO suelo VALUES (%s, %s, %s)", (uid, sender, text))


def answer(mail: Message) -> bytes:
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["To"] = "soporte@gobiernoelectronico.gob.ec", email.utils.parseaddr(mail["From"])[1]
    letter["Subject"], letter["In-Reply-To"] = f"Re: {' '.join(mail['Subject'].split())}", mail["Message-ID"]
    letter["Message-ID"] = f"<re-{mail['Message-ID'][1:]}"
    letter.set_content(ANSWER)
    return letter.as_bytes()


def main(imap_port: str, smtp_port: str, url: str, password: str) -> None:
    keep = store(url)
    smtp = smtplib.SMTP("127.0.0.1", int(smtp_port), local_hostname="localhost")
    smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for uid, raw in mails(int(imap_port), password):
        mail = email.message_from_bytes(raw)
        keep(uid, mail["From"], text_of(mail))
        sender = email.utils.parseaddr(mail["From"])[1]
        smtp.sendmail("soporte@gobiernoelectronico.gob.ec", [sender], answer(mail))
    smtp.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
