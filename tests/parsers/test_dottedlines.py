"""Borders drawn dot by dot."""

from parsers.files.dottedlines import lines_of_dots


def dots(x, y, across, count, pitch=1.5):
    step = (pitch, 0.0) if across else (0.0, pitch)
    return [(x + step[0] * n, y + step[1] * n, x + step[0] * n + 0.75, y + step[1] * n + 0.75) for n in range(count)]


def test_dots_in_line_are_one_rule():
    assert lines_of_dots(dots(40, 100, True, 11)) == [(40, 100, 55.75, 100.75)]
    assert lines_of_dots(dots(40, 100, False, 11)) == [(40, 100, 40.75, 115.75)]


def test_the_sides_of_a_dotted_box_are_four_rules():
    box = [*dots(40, 100, True, 21), *dots(40, 130, True, 21), *dots(40, 100, False, 21), *dots(70, 100, False, 21)]
    assert len(lines_of_dots(list(dict.fromkeys(box)))) == 4


def test_a_wide_gap_ends_a_rule_and_few_dots_make_none():
    assert len(lines_of_dots([*dots(40, 100, True, 11), *dots(80, 100, True, 11)])) == 2
    assert lines_of_dots(dots(40, 100, True, 3)) == []


def test_a_surface_of_dots_has_no_rules():
    assert lines_of_dots([dot for line in range(20) for dot in dots(40, 100 + 1.5 * line, True, 20)]) == []
