"""Working days of Quito and of an institution's canton, counted from the dated table and from nothing else."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.calendar import Calendar, OutsideTable, moved
from cases.policy import Policy
from tests.cases.desk_values import POLICY, at, calendar

DAYS = st.dates(date(2022, 1, 1), date(2028, 6, 30))
# Original dates that are worked because the holiday was moved, as the library lists them (Monday to Friday).
LIBRARY_EXTRA = {
    "2022-05-24",
    "2022-08-10",
    "2022-11-02",
    "2023-05-24",
    "2023-08-10",
    "2024-05-01",
    "2024-10-09",
    "2025-05-01",
    "2027-08-10",
    "2027-11-03",
    "2028-05-24",
    "2028-08-10",
}
DECREES = {
    "2024-04-18",
    "2024-04-19",
    "2024-10-31",
    "2025-01-02",
    "2025-01-03",
    "2025-04-17",
    "2025-10-09",
    "2026-01-02",
}


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("received", "seventh"),
    [
        ("2026-10-30", "2026-11-12"),
        ("2024-10-30", "2024-11-13"),
        ("2026-12-01", "2026-12-11"),
        ("2025-12-30", "2026-01-12"),
        ("2027-07-30", "2027-08-11"),
    ],
)
def test_seven_working_days_after_reception(received, seventh):
    assert calendar().add_working(day(received), 7) == day(seventh)


def test_the_institutions_canton_is_added_to_the_desks():
    assert calendar().add_working(day("2026-07-20"), 4) == day("2026-07-24")
    assert calendar().add_working(day("2026-07-20"), 4, "Guayaquil") == day("2026-07-27")
    assert not calendar().is_working(day("2026-12-07"), "Guayaquil")


def test_recoverable_days_are_days_off_unless_the_desk_says_otherwise():
    own = 'version = "propia"\nrecuperables_laborables = true\n'
    assert not calendar().is_working(day("2024-10-31"))
    assert Calendar.from_tables(open_table(), own).is_working(day("2024-10-31"))


def open_table():
    return (Path(__file__).parents[2] / "intake" / "data" / "feriados.toml").read_text(encoding="utf-8")


def test_the_operators_own_table_adds_takes_away_and_covers_further_years():
    own = """
        version = "2026-12-mesa"
        quitar = [2026-12-25]
        [[decreto]]
        fuente = "Decreto de ejemplo"
        dias = [2026-12-24]
        [[nacional]]
        anio = 2029
        dias = [2029-01-01]
        [[cantonal]]
        canton = "Cuenca"
        mes = 4
        dia = 12
    """
    both = Calendar.from_tables(open_table(), own)
    assert both.version.startswith("2026-11+2026-12-mesa~")
    assert Calendar.from_tables(open_table(), own + "# otro contenido\n").version != both.version
    assert not both.is_working(day("2026-12-24"))
    assert both.is_working(day("2026-12-25"))
    assert not both.is_working(day("2029-01-01"))
    assert not both.is_working(day("2027-04-12"), "cuenca")
    assert not both.is_working(day("2029-12-07"))


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ("version = ", "TOML"),
        ("[[nacional]]\nanio = 2030\ndias = []", "version"),
        ('version = "1"\nnacional = 3', "forma"),
        ('version = "1"\n[[decreto]]\ndias = ["2026-01-01"]', "sin comillas"),
        ('version = "1"\n[[cantonal]]\ndia = 1', "cantón"),
    ],
)
def test_a_wrong_table_says_what_is_wrong(own, says):
    with pytest.raises(ValueError, match=says):
        Calendar.from_tables(open_table(), own)


def test_a_year_outside_the_table_is_an_error_and_not_a_guess():
    with pytest.raises(OutsideTable, match="2029"):
        calendar().add_working(day("2028-12-28"), 7)
    with pytest.raises(OutsideTable):
        calendar().is_working(day("2021-06-01"))


def test_the_operator_is_warned_before_the_table_ends():
    assert calendar().warnings(day("2026-11-22")) == ()
    assert calendar().warnings(day("2028-01-02")) == ("Faltan los feriados de 2029.",)


@pytest.mark.parametrize(
    ("moment", "counts"),
    [
        ("2026-03-12 17:00", "2026-03-12"),
        ("2026-03-12 17:01", "2026-03-13"),
        ("2026-03-13 18:00", "2026-03-16"),
        ("2026-03-14 09:00", "2026-03-16"),
        ("2026-10-31 12:00", "2026-11-04"),
    ],
)
def test_mails_after_hours_and_on_days_off_count_from_the_next_working_day(moment, counts):
    assert calendar().received_day(at(moment), POLICY) == day(counts)


def test_the_weekend_rule_is_a_setting():
    assert calendar().received_day(at("2026-03-14 09:00"), Policy(fin_de_semana_pasa_al_siguiente=False)) == day(
        "2026-03-14"
    )


def test_a_day_ends_at_midnight_of_guayaquil():
    end = calendar().end_of(day("2026-03-12"))
    assert end == datetime.fromisoformat("2026-03-13T04:59:59+00:00")
    assert calendar().local(datetime.fromisoformat("2026-03-13T04:50:00+00:00")) == day("2026-03-12")


@given(DAYS, st.integers(1, 40), st.sampled_from([None, "Guayaquil", "Quito"]))
def test_the_nth_working_day_has_n_working_days_up_to_it(start, n, canton):
    end = calendar().add_working(start, n, canton)
    assert calendar().is_working(end, canton)
    after = (start + timedelta(days=i) for i in range(1, (end - start).days + 1))
    assert sum(calendar().is_working(each, canton) for each in after) == n


@given(DAYS, st.integers(0, 20), st.integers(1, 20))
def test_terms_add_up(start, a, b):
    first = calendar().add_working(start, a)
    assert calendar().add_working(first, b) == calendar().add_working(start, a + b) or (a == 0 and first != start)


@given(DAYS, st.integers(1, 30))
def test_another_cantons_holiday_never_shortens_a_term(start, n):
    assert calendar().add_working(start, n, "Guayaquil") >= calendar().add_working(start, n)


@given(DAYS, st.integers(1, 30))
def test_a_term_is_never_shorter_than_its_days_nor_counts_the_first(start, n):
    assert calendar().add_working(start, n) >= start + timedelta(days=n)


def fixed(year):
    """National holidays of one date that the law moves, with those that it leaves where they are on weekdays."""
    movable = [(5, 1), (5, 24), (8, 10), (10, 9)]
    return [date(year, month, number) for month, number in movable]


@pytest.mark.parametrize("year", range(2022, 2029))
def test_the_table_keeps_the_law_that_moves_holidays(year):
    off = calendar().feriados
    for holiday in fixed(year):
        assert moved(holiday) in off, holiday
    both = [date(year, 11, 2), date(year, 11, 3)]
    assert sum(each in off for each in (date(year, 11, n) for n in range(1, 6))) == 2, both


@pytest.mark.parametrize("year", range(2022, 2029))
def test_the_table_differs_from_the_holidays_library_only_where_it_is_known_to(year):
    holidays = pytest.importorskip("holidays")
    library = {each for each in holidays.country_holidays("EC", years=year) if each.year == year and each.weekday() < 5}
    ours = {each for each in calendar().feriados | calendar().recuperables if each.year == year}
    extra = {each.isoformat() for each in library - ours}
    missing = {each.isoformat() for each in ours - library}
    assert extra == {each for each in LIBRARY_EXTRA if each.startswith(str(year))}
    assert missing == {each for each in DECREES if each.startswith(str(year)) and day(each) not in library}
