"""Two desks that answer each other by themselves fall silent after at most two letters of ours."""

from dataclasses import replace

import pytest

from cases import threads
from cases.gate import MARCA, Cause, Counts, may_send, wording
from cases.reading import Reading, Sobre, Solicitud
from tests.cases.desk_values import FACTS, POLICY, in_thread, judge, reading, stored, without

KEY = b"la clave de nuestra mesa"
THEIR_KEY = b"la clave de la otra mesa"
THEM = "mesa@otra.example"


class OurDesk:
    """Our side of a correspondence: what was sent and who said what, kept as the registry would."""

    def __init__(self):
        self.cases, self.sent, self.heard = {}, [], []

    def receive(self, read: Reading) -> list[str]:
        """The subjects of the letters that really leave for this mail."""
        case = self.cases.get(threads.find(KEY, read.sobre.asunto, read.sobre.referencias) or "")
        made = judge(read, in_thread(case) if case else FACTS, number=len(self.heard) + 1)
        if made.caso is not None:
            number = made.caso.caso or f"AIQ-2026-{len(self.cases) + 1:05d}"
            self.cases[number] = replace(stored(made, number), caso=number)
        said = wording(read.texto_nuevo)
        counts = Counts(
            remitente_hora=len(self.sent), caso_hora=0, total_hora=len(self.sent),
            consultas_dia=sum(carta == "consulta_derivada" for _, carta, _ in self.sent),
            iguales_dia=self.heard.count(said) if said else 0,
        )
        self.heard.append(said)
        ours = bool(threads.find_all(KEY, read.sobre.asunto, read.sobre.referencias))
        return [self._leave(number, letter) for letter in made.cartas if self._may(number, letter, read, ours, counts)]

    def _may(self, number, letter, read, ours, counts):
        new = (number, letter.carta, letter.clave) not in self.sent
        return new and may_send(letter, THEM, Cause.of(read, ours), counts, POLICY) is None

    def _leave(self, number, letter):
        self.sent.append((number, letter.carta, letter.clave))
        return f"{threads.subject_tag(KEY, number)} carta {len(self.sent)}"


def echo(subject: str, text: str) -> Reading:
    """Their answer after every header that says «automatic» was lost on the way."""
    return Reading("m.eml", "otro", Sobre(remitente=THEM, asunto=subject), Solicitud(), texto_nuevo=text)


def correspond(first: Reading, answer) -> int:
    """How many letters leave until nobody says anything more; `answer(subject, n)` is the other desk."""
    desk = OurDesk()
    mails = [first]
    for n in range(20):
        subjects = desk.receive(mails.pop(0)) if mails else []
        mails += [answer(subject, n) for subject in subjects]
    assert mails == []
    return len(desk.sent)


QUESTION = replace(echo("Consulta", "¿Cómo se cambia un AIQ?"))
LACKING = reading(request=without(celular=None), sender=THEM)
TICKET = "Hemos recibido su mensaje y abierto el ticket #{}. Le responderemos pronto."


@pytest.mark.parametrize("first", [QUESTION, LACKING], ids=["a question", "a request with data missing"])
@pytest.mark.parametrize(
    ("answer", "most"),
    [
        (lambda subject, n: echo(f"Re: {subject}", TICKET.format(n)), 2),
        (lambda subject, n: echo(f"[Ticket {n}] recibido", TICKET.format(n)), 2),
        (lambda subject, n: echo(f"{threads.subject_tag(THEIR_KEY, f'AIQ-2026-{n:05d}')} Recibimos su mensaje",
                                 f"Lo leerá una persona. {MARCA}"), 1),
    ],
    ids=["one that keeps our subject", "one that writes its own subject", "one like ours"],
)  # fmt: skip
def test_two_desks_fall_silent(first, answer, most):
    assert 1 <= correspond(first, answer) <= most


def test_a_person_who_writes_between_is_still_answered():
    desk = OurDesk()
    assert desk.receive(QUESTION)
    assert desk.receive(echo("Otra consulta", "¿Y cómo recupero mi clave?"))
