"""Custom properties with one value are written out; those with two, or a way out, are left to the engine."""

from regesta.render.pdf.sheets import SETS, written_out
from regesta.workspace import theme


def test_a_value_is_written_where_it_is_used() -> None:
    tokens, text = (
        ":root { --line: 14pt; --ink: #111 }",
        "p { line-height: var(--line); color: var( --ink ) }",
    )
    assert written_out([tokens, text])[1] == "p { line-height: 14pt; color: #111 }"


def test_values_may_name_values() -> None:
    made = written_out(
        [":root { --a: var(--b); --b: calc(2 * var(--c)); --c: 3mm }", "p { margin: var(--a) }"]
    )
    assert made[1] == "p { margin: calc(2 * 3mm) }"


def test_two_values_are_left_to_the_engine() -> None:
    sheets = (":root { --wide: 1mm } .small { --wide: 2mm }", "p { width: var(--wide) }")
    assert written_out(sheets) == sheets


def test_a_property_with_a_way_out_is_left_to_the_engine() -> None:
    sheets = (":root { --a: 1mm }", "p { width: var(--a, 2mm) }")
    assert written_out(sheets) == sheets


def test_a_comment_gives_no_value() -> None:
    sheets = ("/* --a: 9mm; */ :root { --a: 1mm }", "p { width: var(--a) }")
    assert written_out(sheets)[1] == "p { width: 1mm }"


def test_lines_stay_where_they_are() -> None:
    styles = theme().styles
    for names in SETS.values():
        sheets = [styles[name] for name in names]
        assert [one.count("\n") for one in written_out(sheets)] == [one.count("\n") for one in sheets]
