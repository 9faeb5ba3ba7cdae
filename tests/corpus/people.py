"""Invented people and the many ways in which their data are written."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.corpus.model import Valor
from tests.corpus.pools import Pools

Form = Callable[[str], str]


def plain(text: str) -> str:
    """Without accents, lower case."""
    folded = unicodedata.normalize("NFD", text)
    return "".join(c for c in folded if not unicodedata.combining(c)).lower()


def check_digit(nine: str) -> str:
    total = 0
    for position, char in enumerate(nine):
        product = int(char) * (2 if position % 2 == 0 else 1)
        total += product - 9 if product > 9 else product
    return str((10 - total % 10) % 10)


def cedula(rng: random.Random) -> str:
    """Ten digits with a right check digit; a province of 01 to 24, seldom 30, seldom a third digit of 6."""
    province = 30 if rng.random() < 0.02 else rng.randint(1, 24)
    third = 6 if rng.random() < 0.03 else rng.randint(0, 5)
    nine = f"{province:02d}{third}{rng.randint(0, 999999):06d}"
    return nine + check_digit(nine)


@dataclass(frozen=True, slots=True)
class Invented:
    """The facts of one person before anything is written: a plain e-mail, ten digits, an area code and a number."""

    nombres: str
    apellidos: str
    titulo: str
    cargo: str
    cedula: str
    correo: str
    area: str
    fijo: str
    extension: str
    celular: str

    @property
    def completo(self) -> str:
        return f"{self.nombres} {self.apellidos}"


def invent(rng: random.Random, pools: Pools, domain: str) -> Invented:
    """A new person of the half's names; mostly two names and two surnames, seldom one of either."""
    woman = rng.random() < 0.5
    first, second = rng.sample(pools.mujeres if woman else pools.hombres, 2)
    sur = rng.sample(pools.apellidos, 2)
    nombres = first if rng.random() < 0.15 else f"{first} {second}"
    apellidos = sur[0] if rng.random() < 0.04 else " ".join(sur)
    local = rng.choice(
        (
            f"{first}.{sur[0]}",
            f"{first[0]}{sur[0]}",
            f"{first}.{sur[0]}{rng.randint(1, 9)}",
            f"{first}_{sur[0]}",
            f"{sur[0]}{first[0]}{rng.randint(10, 99)}",
        )
    )
    local = "".join(c for c in plain(local) if c.isalnum() or c in "._-")
    return Invented(
        nombres,
        apellidos,
        rng.choice(pools.titulos_mujer if woman else pools.titulos_hombre),
        rng.choice(pools.cargos),
        cedula(rng),
        f"{local}@{domain}",
        rng.choice(("02", "02", "02", "03", "04", "05", "06", "07")),
        f"{rng.randint(2, 3)}{rng.randint(100000, 999999)}",
        str(rng.randint(100, 9999)),
        f"09{rng.choice('3456789')}{rng.randint(1000000, 9999999)}",
    )


CEDULA_FORMS: dict[str, Form] = {
    "junta": lambda c: c,
    "guion": lambda c: f"{c[:9]}-{c[9]}",
    "puntos": lambda c: f"{c[:3]}.{c[3:6]}.{c[6:9]}-{c[9]}",
    "blancos": lambda c: f"{c[:2]} {c[2:9]} {c[9]}",
    "dos_guiones": lambda c: f"{c[:2]}-{c[2:9]}-{c[9]}",
    "tercios": lambda c: f"{c[:3]} {c[3:6]} {c[6:9]}-{c[9]}",
    "letras_delante": lambda c: f"CI {c}",
    "cc": lambda c: f"C.C. {c}",
    "numero": lambda c: f"Nro. {c}",
    "tres_y_cuatro": lambda c: f"{c[:3]} {c[3:6]} {c[6:]}",
    "guion_largo": lambda c: f"{c[:9]} – {c[9]}",
    "cuatro_tres_tres": lambda c: f"{c[:4]} {c[4:7]} {c[7:]}",
    "guion_con_blanco": lambda c: f"{c[:9]}- {c[9]}",
    "cinco_cinco": lambda c: f"{c[:5]} {c[5:]}",
    "nueve_y_uno": lambda c: f"{c[:9]} {c[9]}",
    "dos_y_ocho": lambda c: f"{c[:2]}-{c[2:]}",
    "dos_cuatro_cuatro": lambda c: f"{c[:2]} {c[2:6]} {c[6:]}",
    "pares": lambda c: " ".join(c[n : n + 2] for n in range(0, 10, 2)),
    "tres_seis_uno": lambda c: f"{c[:3]}-{c[3:9]}-{c[9]}",
    "guion_entre_blancos": lambda c: f"{c[:9]} - {c[9]}",
    "cuatro_seis": lambda c: f"{c[:4]} {c[4:]}",
    "tres_tres_tres_uno": lambda c: f"{c[:3]} {c[3:6]} {c[6:9]} {c[9]}",
    "signo_y_guion": lambda c: f"N° {c[:9]}-{c[9]}",
    "dos_blanco_ocho": lambda c: f"{c[:2]} {c[2:]}",
    "punto_y_digito": lambda c: f"{c[:9]}.{c[9]}",
    "seis_cuatro": lambda c: f"{c[:6]} {c[6:]}",
    "guiones_tres_tres_cuatro": lambda c: f"{c[:3]}-{c[3:6]}-{c[6:]}",
    "millares": lambda c: f"{c[0]}.{c[1:4]}.{c[4:7]}.{c[7:]}",
    "tres_siete": lambda c: f"{c[:3]} {c[3:]}",
}

PHONE_FORMS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "junto": lambda a, n: (f"{a}{n}", a + n),
    "parentesis": lambda a, n: (f"({a}) {n[:4]}-{n[4:]}", a + n),
    "guion": lambda a, n: (f"{a}-{n}", a + n),
    "blancos": lambda a, n: (f"{a} {n[:3]} {n[3:]}", a + n),
    "sin_area": lambda a, n: (n, n),
    "sin_area_guion": lambda a, n: (f"{n[:4]}-{n[4:]}", n),
    "internacional": lambda a, n: (f"+593 {a[1]} {n}", a + n),
    "internacional_guiones": lambda a, n: (f"593-{a[1]} {n[:3]}-{n[3:]}", a + n),
    "mal_agrupado": lambda a, n: (f"({a}{n[0]}) {n[1:]}", a + n),
    "barra": lambda a, n: (f"{a}/{n}", a + n),
    "pegado": lambda a, n: (f"({a}){n}", a + n),
    "internacional_parentesis": lambda a, n: (f"+593 ({a[1]}) {n[:3]}-{n[3:]}", a + n),
    "quipux": lambda a, n: (f"+ (593 {a[1]}) {n}", a + n),
    "codigo_pegado": lambda a, n: (f"593({a}) {n[:4]}-{n[4:]}", a + n),
    "guiones": lambda a, n: (f"{a}-{n[:3]}-{n[3:]}", a + n),
    "con_guion_suelto": lambda a, n: (f"{a} - {n}", a + n),
    "puntos": lambda a, n: (f"{a}.{n[:3]}.{n[3:]}", a + n),
    "dos_en_dos": lambda a, n: (f"{a} {n[:3]} {n[3:5]} {n[5:]}", a + n),
    "tres_tres_tres": lambda a, n: (f"{a}{n[0]} {n[1:4]} {n[4:]}", a + n),
    "parentesis_guion": lambda a, n: (f"({a}) - {n}", a + n),
    "mas_junto": lambda a, n: (f"+593{a[1]}{n}", a + n),
    "pais_entre_parentesis": lambda a, n: (f"(593) {a[1]} {n[:3]} {n[3:]}", a + n),
    "cuatro_tres": lambda a, n: (f"{a} {n[:4]} {n[4:]}", a + n),
    "blanco": lambda a, n: (f"{a} {n}", a + n),
    "parentesis_blanco": lambda a, n: (f"({a}) {n}", a + n),
    "blanco_guion": lambda a, n: (f"{a} {n[:4]}-{n[4:]}", a + n),
    "parentesis_tres": lambda a, n: (f"({a}) {n[:3]} {n[3:]}", a + n),
    "mas_con_guiones": lambda a, n: (f"+593-{a[1]}-{n[:3]}-{n[3:]}", a + n),
    "guion_tres_dos": lambda a, n: (f"{a}-{n[:3]}-{n[3:5]}-{n[5:]}", a + n),
    "sin_area_blanco": lambda a, n: (f"{n[:3]} {n[3:]}", n),
    "area_guion_blanco": lambda a, n: (f"{a}-{n[:4]} {n[4:]}", a + n),
    "pais_con_guion": lambda a, n: (f"(593-{a[1]}) {n[:3]}-{n[3:]}", a + n),
    "cero_cero": lambda a, n: (f"00593 {a[1]} {n}", a + n),
    "uno_tres_tres": lambda a, n: (f"{a} {n[0]}-{n[1:4]}-{n[4:]}", a + n),
    "parentesis_uno": lambda a, n: (f"({a}) {n[0]} {n[1:4]} {n[4:]}", a + n),
    "mas_parentesis": lambda a, n: (f"(+593 {a[1]}) {n[:4]} {n[4:]}", a + n),
    "sin_area_cuatro": lambda a, n: (f"{n[:4]} {n[4:]}", n),
    "parentesis_puntos": lambda a, n: (f"({a}) {n[:3]}.{n[3:]}", a + n),
    "parentesis_tres_guion": lambda a, n: (f"({a}) {n[:3]}-{n[3:]}", a + n),
    "guion_cuatro_tres": lambda a, n: (f"{a}-{n[:4]}-{n[4:]}", a + n),
    "blanco_uno_tres_tres": lambda a, n: (f"{a} {n[0]} {n[1:4]} {n[4:]}", a + n),
    "pegado_guion": lambda a, n: (f"({a}){n[:4]}-{n[4:]}", a + n),
    "pais_blancos": lambda a, n: (f"+593 {a[1]} {n[:3]} {n[3:]}", a + n),
    "seis_tres": lambda a, n: (f"{a}{n[:4]}-{n[4:]}", a + n),
    "parentesis_pais_guion": lambda a, n: (f"(593-{a[1]}) {n[:4]}-{n[4:]}", a + n),
    "sin_area_tres_guion": lambda a, n: (f"{n[:3]}-{n[3:]}", n),
    "blanco_tres_guion": lambda a, n: (f"{a} {n[:3]}-{n[3:]}", a + n),
    "tres_guiones": lambda a, n: (f"{a}{n[0]}-{n[1:4]}-{n[4:]}", a + n),
    "parentesis_uno_guion": lambda a, n: (f"({a}) {n[0]}-{n[1:4]}-{n[4:]}", a + n),
    "guion_entre_blancos_cuatro": lambda a, n: (f"{a} - {n[:4]} {n[4:]}", a + n),
    "mas_entre_parentesis": lambda a, n: (f"(+593) {a[1]} {n}", a + n),
    "mas_parentesis_area": lambda a, n: (f"+593 ({a[1]}) {n}", a + n),
    "tres_dos_dos_dos": lambda a, n: (f"{a}{n[0]} {n[1:3]} {n[3:5]} {n[5:]}", a + n),
    "sin_area_dos_dos": lambda a, n: (f"{n[:3]} {n[3:5]} {n[5:]}", n),
}

MOBILE_FORMS: dict[str, Form] = {
    "junto": lambda m: m,
    "tres": lambda m: f"{m[:3]} {m[3:6]} {m[6:]}",
    "guiones": lambda m: f"{m[:3]}-{m[3:6]}-{m[6:]}",
    "cuatro": lambda m: f"{m[:4]} {m[4:7]} {m[7:]}",
    "internacional": lambda m: f"+593 {m[1:3]} {m[3:6]} {m[6:]}",
    "internacional_junto": lambda m: f"+593{m[1:]}",
    "sin_mas": lambda m: f"593 {m[1:]}",
    "dos_cuatro": lambda m: f"{m[:2]} {m[2:6]} {m[6:]}",
    "guion_cuatro": lambda m: f"{m[:4]}-{m[4:]}",
    "parentesis": lambda m: f"({m[:3]}) {m[3:6]}-{m[6:]}",
    "cero": lambda m: f"+593 (0){m[1:3]} {m[3:6]} {m[6:]}",
    "puntos": lambda m: f"{m[:3]}.{m[3:6]}.{m[6:]}",
    "tres_siete": lambda m: f"{m[:3]} {m[3:]}",
    "mas_guiones": lambda m: f"+593-{m[1:3]}-{m[3:6]}-{m[6:]}",
    "mas_parentesis": lambda m: f"(+593) {m[1:]}",
    "dos_en_dos": lambda m: " ".join(m[n : n + 2] for n in range(0, 10, 2)),
    "tres_guion": lambda m: f"{m[:3]} {m[3:6]}-{m[6:]}",
    "cuatro_guiones": lambda m: f"{m[:4]}-{m[4:7]}-{m[7:]}",
    "mas_blanco": lambda m: f"+593 {m[1:]}",
    "mas_dos_guion": lambda m: f"+593 {m[1:3]}-{m[3:6]}-{m[6:]}",
    "cuatro_seis": lambda m: f"{m[:4]} {m[4:]}",
    "pais_parentesis": lambda m: f"(593) {m[1:3]} {m[3:6]} {m[6:]}",
    "dos_guiones": lambda m: f"{m[:2]}-{m[2:6]}-{m[6:]}",
    "cero_cero": lambda m: f"00593 {m[1:]}",
    "nueve_suelto": lambda m: f"+593 {m[1]} {m[2:6]} {m[6:]}",
    "tres_cuatro_tres": lambda m: f"{m[:3]} {m[3:7]} {m[7:]}",
    "cuatro_puntos": lambda m: f"{m[:4]}.{m[4:7]}.{m[7:]}",
    "pais_guion": lambda m: f"593-{m[1:]}",
    "dos_ocho": lambda m: f"{m[:2]} {m[2:]}",
    "mas_dos_siete": lambda m: f"+593 {m[1:3]} {m[3:]}",
    "tres_dos_dos_tres": lambda m: f"{m[:3]} {m[3:5]} {m[5:7]} {m[7:]}",
    "mas_pegado_guion": lambda m: f"+593 {m[1:3]}-{m[3:]}",
    "parentesis_mas_blancos": lambda m: f"(+593) {m[1:3]} {m[3:6]} {m[6:]}",
    "uno_cuatro_cuatro": lambda m: f"+593 {m[1]} {m[2:6]} {m[6:]}",
    "tres_guion_siete": lambda m: f"{m[:3]}-{m[3:]}",
    "pais_guiones": lambda m: f"593-{m[1:3]}-{m[3:6]}-{m[6:]}",
    "cuatro_dos_dos_dos": lambda m: f"{m[:4]} {m[4:6]} {m[6:8]} {m[8:]}",
    "cinco_cinco": lambda m: f"{m[:5]} {m[5:]}",
    "mas_con_cero": lambda m: f"+593 {m}",
    "mas_dos_siete_guiones": lambda m: f"+593-{m[1:3]}-{m[3:]}",
    "guion_cuatro_tres": lambda m: f"{m[:3]}-{m[3:7]}-{m[7:]}",
    "pais_blancos": lambda m: f"593 {m[1:3]} {m[3:6]} {m[6:]}",
    "parentesis_siete": lambda m: f"({m[:3]}) {m[3:]}",
}

EMAIL_FORMS: dict[str, Form] = {
    "tal_cual": lambda e: e,
    "mayusculas": lambda e: e.upper(),
    "iniciales": lambda e: ".".join(p.capitalize() for p in e.split("@")[0].split(".")) + "@" + e.split("@")[1],
    "mailto": lambda e: f"mailto:{e}",
    "punto": lambda e: f"{e}.",
    "angulos": lambda e: f"<{e}>",
    "parentesis": lambda e: f"({e})",
    "primera_mayuscula": lambda e: e[0].upper() + e[1:],
    "institucional": lambda e: f"{e} (institucional)",
    "dominio_mayusculas": lambda e: f"{e.split('@')[0]}@{e.split('@')[1].upper()}",
    "punto_y_coma": lambda e: f"{e};",
    "oficial": lambda e: f"{e} (oficial)",
    "trabajo": lambda e: f"{e} (trabajo)",
    "enlace": lambda e: f"{e}<mailto:{e}>",
    "nombre_en_mayusculas": lambda e: f"{e.split('@')[0].upper()}@{e.split('@')[1]}",
}

NO_EXTENSION = ("S/N", "N/A", "—", "No aplica", "sin extensión", "-")


def weighted(rng: random.Random, forms: Sequence[str], first: float = 0.55) -> str:
    """The first form (the plain one) with the given probability, else any of the others."""
    return forms[0] if len(forms) == 1 or rng.random() < first else rng.choice(list(forms[1:]))


def extension(rng: random.Random, number: str, absent: Sequence[str]) -> Valor:
    """One extension, seldom several, seldom none; none is no problem."""
    dice = rng.random()
    if dice < 0.08:
        return Valor(rng.choice(list(absent)), None)
    if dice < 0.12:
        return Valor(None, None)
    if dice < 0.17:
        other = str(int(number) + 1)
        return Valor(f"{number}{rng.choice((' / ', '/', ' y '))}{other}", f"{number}/{other}")
    if dice < 0.25:
        return Valor(f"Ext. {number}", number)
    return Valor(number, number)
