"""What becomes of a letter at the SMTP server, for every way in which the server can fail."""

from __future__ import annotations

import datetime as dt
import socket
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from replies.smtp import Sender, Server
from tests.replies.sink import Sink

MAIL = b"From: soporte@desk.ec\r\nTo: ana@msp.gob.ec\r\n\r\nHola\r\n.punto\r\n"
DESK = "soporte@desk.ec"
ANA, LUIS = "ana@msp.gob.ec", "luis@msp.gob.ec"


def nothing() -> None: ...


def sender(sink: Sink, **changes) -> Sender:
    settings = {"security": "none", "connect_timeout": 5, "command_timeout": 5, "data_timeout": 5} | changes
    return Sender(Server("127.0.0.1", sink.port, **settings))


def hand_over(sink: Sink, *to: str, **changes):
    with sender(sink, **changes) as desk:
        return desk.hand_over(MAIL, DESK, to or (ANA,), nothing)


def test_a_letter_arrives_byte_for_byte_and_its_dots_survive():
    with Sink() as sink:
        outcome = hand_over(sink)
    assert (outcome.kind, outcome.code) == ("accepted", 250)
    assert sink.mails == [(DESK, [ANA], MAIL)]


def test_one_connection_carries_all_letters_of_a_round():
    with Sink() as sink, sender(sink) as desk:
        assert {desk.hand_over(MAIL, DESK, (ANA,), nothing).kind for _ in range(5)} == {"accepted"}
        assert (len(sink.mails), sink.connections) == (5, 1)


def test_the_letter_is_marked_after_the_addresses_were_taken_and_before_its_text_leaves():
    with Sink() as sink, sender(sink) as desk:
        seen = []
        desk.hand_over(MAIL, DESK, (ANA,), lambda: seen.append(len(sink.mails)))
        assert (seen, len(sink.mails)) == ([0], 1)


def test_nothing_is_marked_when_no_address_was_taken():
    with Sink({"RCPT": ["550 5.1.1 no such user"]}) as sink, sender(sink) as desk:
        marked = []
        desk.hand_over(MAIL, DESK, (ANA,), lambda: marked.append(1))
        assert marked == []


def test_a_failure_while_marking_leaves_the_server_with_nothing_and_the_next_letter_goes_out():
    def broken() -> None:
        raise RuntimeError("database is locked")

    with Sink() as sink, sender(sink) as desk:
        with pytest.raises(RuntimeError):
            desk.hand_over(MAIL, DESK, (ANA,), broken)
        assert sink.mails == []
        assert desk.hand_over(MAIL, DESK, (LUIS,), nothing).kind == "accepted"
        assert [to for _, to, _ in sink.mails] == [[LUIS]]


@pytest.mark.parametrize(
    ("step", "reply", "kind", "server"),
    [
        ("MAIL", "421 4.3.2 closing", "again", True),
        ("MAIL", "451 4.3.0 try later", "again", False),
        ("MAIL", "550 5.7.1 sender rejected", "refused", False),
        ("RCPT", "421 4.3.2 closing", "again", True),
        ("RCPT", "450 4.2.0 greylisted", "again", False),
        ("RCPT", "550 5.1.1 no such user", "refused", False),
        ("DATA", "421 4.3.2 closing", "again", True),
        ("DATA", "451 4.3.0 local error", "again", False),
        ("DATA", "552 5.3.4 too big", "refused", False),
        ("DATA", "554 5.7.1 looks like spam", "refused", False),
    ],
)
def test_each_reply_has_its_verdict(step, reply, kind, server):
    with Sink({step: [reply] * 2}) as sink:
        outcome = hand_over(sink)
    assert (outcome.kind, outcome.server, outcome.code) == (kind, server, int(reply[:3]))
    assert reply[4:] in outcome.text
    assert (outcome.retry is None) == (kind == "refused")


def test_a_tired_connection_is_replaced_and_the_letter_goes_out_once():
    with Sink() as sink, sender(sink) as desk:
        desk.hand_over(MAIL, DESK, (ANA,), nothing)
        sink.replies["MAIL"] = ["421 4.4.2 idle too long"]
        assert desk.hand_over(MAIL, DESK, (LUIS,), nothing).kind == "accepted"
        assert ([to for _, to, _ in sink.mails], sink.connections) == ([[ANA], [LUIS]], 2)


def test_a_connection_cut_while_idle_is_replaced():
    with Sink({"MAIL": ["250 OK", "drop"]}) as sink, sender(sink) as desk:
        assert [desk.hand_over(MAIL, DESK, (ANA,), nothing).kind for _ in range(2)] == ["accepted", "accepted"]


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_a_cut_before_the_text_means_try_again(step):
    with Sink({step: ["drop"]}) as sink:
        outcome = hand_over(sink)
    assert (outcome.kind, outcome.server, sink.mails) == ("again", True, [])


def test_a_cut_after_the_final_dot_is_unknown_and_not_tried_again_by_itself():
    with Sink({"DATA": ["drop"]}) as sink:
        outcome = hand_over(sink)
        assert (outcome.kind, len(sink.mails)) == ("unknown", 1)


def test_a_server_that_never_answers_the_final_dot_is_unknown():
    with Sink({"DATA": ["hang"]}) as sink:
        assert hand_over(sink, data_timeout=0.2).kind == "unknown"


def test_a_server_that_never_answers_before_the_text_means_try_again():
    with Sink({"RCPT": ["hang"]}) as sink:
        assert hand_over(sink, command_timeout=0.2).kind == "again"


def test_a_server_that_accepts_the_connection_and_says_nothing_means_try_again():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = Server("127.0.0.1", silent.getsockname()[1], "none", connect_timeout=0.2)
        outcome = Sender(server).hand_over(MAIL, DESK, (ANA,), nothing)
    assert (outcome.kind, outcome.server) == ("again", True)


def test_an_absent_server_means_try_again_soon():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    outcome = Sender(Server("127.0.0.1", port, "none")).hand_over(MAIL, DESK, (ANA,), nothing)
    assert (outcome.kind, outcome.server) == ("again", True)
    assert f"El servidor 127.0.0.1:{port} no atiende" in outcome.text


def test_one_address_refused_for_good_does_not_keep_the_letter_from_the_others():
    with Sink({f"RCPT {ANA}": ["550 5.1.1 no such user"]}) as sink:
        outcome = hand_over(sink, ANA, LUIS)
    assert outcome.kind == "accepted"
    assert [(r.address, r.code) for r in outcome.recipients] == [(ANA, 550)]
    assert [to for _, to, _ in sink.mails] == [[LUIS]]


def test_one_address_refused_for_now_holds_the_letter_so_that_each_gets_it_once():
    with Sink({f"RCPT {ANA}": ["450 4.2.0 greylisted"]}) as sink, sender(sink) as desk:
        assert desk.hand_over(MAIL, DESK, (ANA, LUIS), nothing).kind == "again"
        assert desk.hand_over(MAIL, DESK, (ANA, LUIS), nothing).kind == "accepted"
        assert [to for _, to, _ in sink.mails] == [[ANA, LUIS]]


def test_after_a_refusal_the_same_connection_serves_the_next_letter():
    with Sink({"RCPT": ["550 5.1.1 no such user"]}) as sink, sender(sink) as desk:
        assert desk.hand_over(MAIL, DESK, (ANA,), nothing).kind == "refused"
        assert desk.hand_over(MAIL, DESK, (LUIS,), nothing).kind == "accepted"
        assert ([to for _, to, _ in sink.mails], sink.connections) == ([[LUIS]], 1)


@pytest.mark.parametrize("address", ["ana@msp.gob.ec>\r\nRCPT TO:<evil@x.ec", "ana", "a b@x.ec", "<ana@x.ec>", ""])
def test_an_address_that_could_break_the_dialogue_is_never_said_to_the_server(address):
    with Sink() as sink:
        outcome = hand_over(sink, address)
    assert (outcome.kind, outcome.recipients[0].address, sink.connections) == ("refused", address, 0)


def test_an_address_with_an_accent_needs_a_server_that_understands_it():
    with Sink(smtputf8=False) as old, Sink() as new:
        assert hand_over(old, "josé@msp.gob.ec").kind == "refused"
        assert hand_over(new, "josé@msp.gob.ec").kind == "accepted"


def test_a_domain_with_an_accent_is_written_in_its_ascii_form():
    with Sink(smtputf8=False) as sink:
        assert hand_over(sink, "ana@cañar.gob.ec").kind == "accepted"
    assert sink.mails[0][1] == ["ana@xn--caar-hqa.gob.ec"]


def test_a_wrong_password_is_the_operators_matter_not_the_letters():
    with Sink() as sink:
        good = hand_over(sink, user="soporte", password="secreto")
        bad = hand_over(sink, user="soporte", password="otra")
    assert (good.kind, bad.kind, bad.server, bad.code) == ("accepted", "again", True, 535)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A self-made certificate for localhost: (context of a server, context that trusts it)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - dt.timedelta(1)).not_valid_after(now + dt.timedelta(1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    pem = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(pem)
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *private))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return server, ssl.create_default_context(cadata=pem.decode())


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_letters_travel_encrypted_to_a_server_that_is_who_it_says(certificate, security):
    context, trusting = certificate
    with Sink(tls=context, implicit_tls=security == "tls") as sink:
        server = Server("localhost", sink.port, security)
        with Sender(server, trusting) as desk:
            assert desk.hand_over(MAIL, DESK, (ANA,), nothing).kind == "accepted"
        with Sender(server) as doubting:
            assert doubting.hand_over(MAIL, DESK, (ANA,), nothing).kind == "again"
        assert len(sink.mails) == 1


def test_without_starttls_on_offer_nothing_is_sent_in_clear():
    with Sink() as sink:
        outcome = hand_over(sink, security="starttls")
    assert (outcome.kind, outcome.server, sink.mails) == ("again", True, [])


def test_the_password_is_not_in_what_a_log_would_print():
    assert "secreto" not in repr(Server("x", password="secreto"))
