"""The index as a reader will use it."""

from pathlib import Path

from tests.checks.hearing import heard, noted, places


def test_six_passages_alike_are_not_too_many(mini: Path) -> None:
    assert noted(mini, "{ix: ferries}A. " * 6) == []


def test_the_seventh_is_where_it_is_said(mini: Path) -> None:
    (said,) = noted(mini, "{ix: ferries}A. " * 6 + "{ix: ferries}B. {ix: ferries}C.")
    assert (said.code, said.at) == ("IDX003", "{ix: ferries}")
    assert said.message == '"ferries" has 8 passages that nothing tells apart'


def test_main_passages_and_those_of_sub_entries_are_told_apart(mini: Path) -> None:
    assert noted(mini, "{ix: ferries}A. " * 6 + "{ix!: ferries}B. " + "{ix: ferries > age of}C. " * 6) == []


def test_a_range_is_one_passage(mini: Path) -> None:
    marks = "{ix: ferries}A. " * 5 + "{ix+: ferries}B.{ix-: ferries}"
    assert noted(mini, marks) == []
    assert [one.code for one in noted(mini, marks + "{ix: ferries}")] == ["IDX003"]


def test_a_sub_entry_needs_company(mini: Path) -> None:
    assert [one.code for one in noted(mini, "{ix: ferries > age of}A.")] == ["IDX004"]
    assert noted(mini, "{ix: ferries > age of}A.{ix: ferries}") == []
    assert noted(mini, "{ix: ferries > age of}A.{ix: ferries > sale of}") == []
    assert noted(mini, "{ix: ferries > age of}A.{ix: ferries | also: bridges}") == []


def test_a_circle_is_no_chain(mini: Path) -> None:
    (mini / "index.yaml").write_text("see: {a: b, b: c, c: bridges, d: e, e: d}\n", "utf-8")
    assert [(one.code, one.message.split('"')[1]) for one in heard(mini, hints=False)] == [
        ("IDX002", "b"),
        ("IDX002", "c"),
        ("IDX005", "d"),
        ("IDX005", "e"),
    ]


def test_see_also_may_be_mutual_but_not_to_itself(mini: Path) -> None:
    both = "also: {bridges: [council of Lhota], council of Lhota: [bridges]}\n"
    (mini / "index.yaml").write_text(both, "utf-8")
    assert heard(mini) == []
    (mini / "index.yaml").write_text("also: {bridges: [bridges]}\n", "utf-8")
    assert places(heard(mini, "IDX005")) == ["bridges"]


def test_circles_in_marks_have_their_places(mini: Path) -> None:
    found = noted(mini, "{ix: a | see: b}One.{ix: b | see: a}", "IDX005", "IDX002")
    assert places(found) == ["{ix: a | see: b}", "{ix: b | see: a}"]
