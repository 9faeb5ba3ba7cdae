"""Numbers, names and dates as letters write them."""

import pytest

from cases.contacts import check_email, check_extension, check_mobile, check_phone, split_phone
from cases.document_numbers import bare_number, find_numbers, heading_number, is_draft, same_number
from cases.identifiers import check_cedula, check_siglas, is_nothing, same_siglas
from cases.names import acting, looks_like_name, only_rank, same_cargo, same_name, strip_titles
from cases.written_dates import find_dates, read_date


@pytest.mark.parametrize("text", ["1712345675", "171.234.567-5", "17 1234567 5", "171234567-5"])
def test_a_cedula_is_read_through_dots_blanks_and_hyphens(text):
    assert check_cedula(text).valor == "1712345675"
    assert check_cedula(text).codigo is None


@pytest.mark.parametrize("good", ["0912345675", "1761234564", "3001234560", "0102030400", "0600000012"])
def test_odd_but_genuine_cedulas_pass(good):
    assert check_cedula(good).codigo is None


@pytest.mark.parametrize("bad", ["2511111110", "0012345674", "1712345676", "2222222222", "1234567890", "5012345678"])
def test_cedulas_that_cannot_be_are_refused_as_they_stand(bad):
    assert (check_cedula(bad).valor, check_cedula(bad).codigo) == (bad, "invalido")


@pytest.mark.parametrize(
    ("text", "meant"), [("102030400", "0102030400"), ("17I2345675", "1712345675"), ("1712345675001", "1712345675")]
)
def test_a_slip_in_a_cedula_is_only_suggested(text, meant):
    checked = check_cedula(text)
    assert (checked.valor, checked.codigo, checked.sugerencia) == (text, "invalido", meant)


@pytest.mark.parametrize("text", ["S/N", "N/A", "—", "...", "", "no aplica", "Sin extensión", "____", "XXXX"])
def test_no_answer_is_no_answer(text):
    assert is_nothing(text)


@pytest.mark.parametrize(
    ("text", "numbers", "extensions"),
    [
        ("022200200 1234", ("022200200",), ("1234",)),
        ("(02) 2200-200 ext. 1234", ("022200200",), ("1234",)),
        ("2200200 Ext: 1234/1235", ("2200200",), ("1234", "1235")),
        ("33-30-134 , 38-29-670 ext 2525 / 2528", ("3330134", "3829670"), ("2525", "2528")),
        ("3941-800 Exts.: 3131 - 3134", ("3941800",), ("3131", "3134")),
        ("022200200 ext. N/A", ("022200200",), ()),
        ("Ext. 9109 del 02 2 116 855", ("022116855",), ("9109",)),
        ("Extensión 4410 / 022 345 678", ("022345678",), ("4410",)),
        ("ext. 12 - 022200200", ("022200200",), ("12",)),
    ],
)
def test_a_telephone_is_parted_from_its_extension(text, numbers, extensions):
    assert split_phone(text, combined=True) == (numbers, extensions)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+593 2 2200200", "022200200"),
        ("593-2 220-0200", "022200200"),
        ("(042) 382808", "042382808"),
        ("3941-800", "3941800"),
        ("593(03) 2521-081 / 2822-960", "032521081"),
        ("1800 63 72 76", "1800637276"),
    ],
)
def test_a_landline_is_given_in_national_form(text, value):
    assert (check_phone(text).valor, check_phone(text).codigo) == (value, None)


def test_a_mobile_given_as_telephone_is_for_a_person_to_judge():
    assert check_phone("0991234567").codigo == "dudoso"


def test_a_lost_zero_of_a_telephone_is_only_suggested():
    assert check_phone("22200200").sugerencia == "022200200"
    assert check_phone("22200200").valor == "22200200"


@pytest.mark.parametrize("text", ["+593 99 123 4567", "099-123-4567", "0991 234 567", "593991234567"])
def test_a_mobile_is_ten_digits(text):
    assert (check_mobile(text).valor, check_mobile(text).codigo) == ("0991234567", None)


@pytest.mark.parametrize("text", ["991234567", "O991234567"])
def test_a_damaged_mobile_is_only_suggested(text):
    assert (check_mobile(text).codigo, check_mobile(text).sugerencia) == ("invalido", "0991234567")


def test_a_landline_in_the_mobile_field_is_wrong():
    assert check_mobile("022200200").codigo == "invalido"


def test_extensions_are_joined():
    assert check_extension("1234 / 1235").valor == "1234/1235"
    assert check_extension("sin extensión") == check_extension(None)


@pytest.mark.parametrize(
    ("text", "value", "phone"),
    [("61240 (02) 268-4522", "61240", "022684522"), ("7 0984-556-201", "7", "0984556201"),
     ("0980 118 844", None, "0980118844")],
)  # fmt: skip
def test_a_telephone_number_is_no_extension(text, value, phone):
    checked = check_extension(text)
    assert (checked.valor, checked.codigo, checked.otros) == (value, "dudoso", (phone,))


def test_extensions_that_begin_with_a_zero_are_no_telephone():
    assert check_extension("0103 / 0104 / 0105").valor == "0103/0104/0105"
    assert check_extension("0101 - 0102").valor == "0101/0102"


def test_the_institutional_address_comes_before_the_personal_one():
    checked = check_email("b@gmail.com; Ana.Perez@x.gob.ec")
    assert (checked.valor, checked.codigo) == ("ana.perez@x.gob.ec", "dudoso")


def test_a_personal_address_is_flagged_and_kept():
    assert (check_email("b@gmail.com").valor, check_email("b@gmail.com").codigo) == ("b@gmail.com", "dudoso")


@pytest.mark.parametrize("text", ["a.b@x,gob.ec", "a.b(at)x.gob.ec", "a.b@x.gob .ec", "á.b@x.gob.ec", "a.b@x.gob"])
def test_a_broken_address_is_only_suggested(text):
    assert (check_email(text).codigo, check_email(text).sugerencia) == ("invalido", "a.b@x.gob.ec")


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("Oficio Nro. MSP-DE-2026-0123-O", "oficio", "MSP-DE-2026-0123-O"),
        ("Oficio Nro. MINEDUC-MINEDUC- 2023-00012-A", "oficio", "MINEDUC-MINEDUC-2023-00012-A"),
        ("Oficio No. SAN 2017-0403", "oficio", "SAN 2017-0403"),
        ("Memorando Nro.YACHAY-GAF-2014-0015", "memorando", "YACHAY-GAF-2014-0015"),
        ("ACUERDO MINISTERIAL No. 036 -2020", "acuerdo", "036-2020"),
        ("Resolución No. RE-ASTINAVE EP-GGE-DJU-004-2019", "resolucion", "RE-ASTINAVE EP-GGE-DJU-004-2019"),
        ("Oficio N° SENESCYT – 2017 – 205", "oficio", "SENESCYT-2017-205"),
        ("OFICIO Nr0. CFN-B.P.-SGNF-2026-0065-O", "oficio", "CFN-B.P.-SGNF-2026-0065-O"),
        ("Oficio Nro. GADPRSI-022-2026 - Señor Subsecretario", "oficio", "GADPRSI-022-2026"),
    ],
)
def test_the_numbering_zoo_is_read(text, kind, number):
    (found,) = find_numbers(text)
    assert (found.kind, found.number) == (kind, number)


def test_the_zero_of_a_short_heading_is_the_number_s():
    assert [each.number for each in heading_number("Of. 088-A-GADMS-2026")] == ["088-A-GADMS-2026"]


def test_a_number_is_not_seen_where_there_is_none():
    assert find_numbers("mediante oficio se comunicará a la Nota de Prensa") == ()
    assert bare_number("Quito, 12 de enero de 2026") is None


def test_a_temporary_number_is_a_draft_and_numbers_are_compared_without_signs():
    assert is_draft("MSP-DE-2026-15-TEMP") and not is_draft("MSP-DE-2026-0015-O")
    assert same_number("MSP-DE-2026-0015-O", "msp de 2026 0015 o")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Quito, D.M., 12 de enero de 2024", "2024-01-12"),
        ("Quito, 03 de julio del 2017", "2017-07-03"),
        ("Guayaquil, enero 15 de 2020", "2020-01-15"),
        ("QUITO, 5 DE SETIEMBRE DE 2026", "2026-09-05"),
        ("12/03/2024", "2024-03-12"),
        ("a los 12 día(s) del mes de marzo de dos mil veinticuatro", "2024-03-12"),
        ("a los doce días del mes de marzo del año dos mil treinta y uno", "2031-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("Shell, Septiembre 12 del año 2026", "2026-09-12"),
        ("junio veintiocho de dos mil veintiséis", "2026-06-28"),
        ("28-VI-2026", "2026-06-28"),
        ("28-jun-26", "2026-06-28"),
        ("28/06/26", "2026-06-28"),
        ("2026-junio-28", "2026-06-28"),
        ("1.° de junio del presente año 2026", "2026-06-01"),
        ("1ero. de junio de 2026", "2026-06-01"),
    ],
)
def test_dates_are_read_as_letters_write_them(text, iso):
    assert read_date(text) == iso


def test_an_impossible_date_is_no_date():
    assert find_dates("31 de febrero de 2024") == ()


@pytest.mark.parametrize(
    "text",
    ["Srta. Mgs. ANA MARÍA PÉREZ LOOR, PhD", "Señora Magíster ANA MARÍA PÉREZ LOOR", "Ing.ANA MARÍA PÉREZ LOOR MSc."],
)
def test_titles_leave_the_name_as_written(text):
    assert strip_titles(text) == "ANA MARÍA PÉREZ LOOR"


@pytest.mark.parametrize("rank", ["Tcrnl. (B)", "Mayor (SP)", "CPNV-EMS", "Cptn. (B)", "Crnl. (R)"])
def test_a_military_rank_with_its_mark_leaves_the_name(rank: str):
    assert strip_titles(f"{rank} Ángel Caicedo Ortiz") == "Ángel Caicedo Ortiz"


def test_a_line_of_rank_or_titles_alone_is_known_and_a_name_is_none():
    assert only_rank("Crnl. de E.M.") and only_rank("Ing. Mgs.")
    assert not only_rank("Mayor Ana Paz") and not only_rank("Jefe de Bomberos")


def test_a_house_s_motto_is_no_name():
    assert not looks_like_name("ABNEGACIÓN Y DISCIPLINA") and not looks_like_name("DIOS PATRIA Y LIBERTAD")


def test_names_are_compared_as_sets_of_words():
    assert same_name("PÉREZ LOOR ANA MARÍA", "Mgs. Ana Maria Perez Loor")
    assert same_name("Ana Pérez", "PÉREZ LOOR ANA MARÍA")
    assert not same_name("Ana Pérez", "Ana Loor")
    assert looks_like_name("De la Torre Ana") and not looks_like_name("Ministerio de Salud")


def test_posts_are_compared_without_gender_and_acting_marks():
    assert same_cargo(
        "COORDINADORA GENERAL ADMINISTRATIVA FINANCIERA (S)", "Coordinador General Administrativo Financiero"
    )
    assert not same_cargo("Director de Tecnologías", "Director Financiero")
    assert (acting("GERENTE GENERAL (S"), acting("PRESIDENTA ( E)"), acting("Alcalde")) == (
        "subrogante",
        "encargado",
        None,
    )


def test_siglas_are_compared_by_their_letters():
    assert same_siglas("CFN-B.P.", "cfn bp")
    assert check_siglas("“MSP”").valor == "MSP"


@pytest.mark.parametrize("written", ["Ofcio Nro.", "Ofiicio No.", "OFIICO N°", "Oficoi Nro."])
def test_a_slip_in_the_word_before_a_number_is_passed_over(written):
    (found,) = find_numbers(f"{written} IPX-GG-2026-0042-O")
    assert (found.kind, found.number) == ("oficio", "IPX-GG-2026-0042-O")
