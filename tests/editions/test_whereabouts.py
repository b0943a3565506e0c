"""Printed lines are found again in the manuscript."""

import pytest

from regesta.editions.flow import Flow
from regesta.editions.notes import Note
from regesta.editions.whereabouts import place
from regesta.model import Section
from regesta.source import Span
from regesta.tree import Element

FIRST, SECOND, NOTE, WHOLE = (Span("a.md", start, start + 9) for start in (10, 20, 30, 1))


def section() -> Section:
    first = Element("p", (("id", "one"),), ("The council met in March and voted for a bridge.",), FIRST)
    second = Element("p", (), ("Nobody in the town had asked for ", Element("em", (), ("it",))), SECOND)
    note = Element("li", (), ("See the minutes of that very day.",), NOTE)
    body = Element("div", (), (first, second), WHOLE)
    return Section(
        "ch", "chapter", "T", Flow("ch", 1, "T", "T", "", "en", body, {"n": Note("1", "n", "n-call", note)})
    )


@pytest.mark.parametrize(
    ("words", "anchor", "found"),
    [
        ("4 cil met in March and voted for a br‐", "", FIRST),
        ("Nobody in the town", "", SECOND),
        ("minutes of that very day. 3", "", NOTE),
        ("what no file holds at all", "one", FIRST),
        ("what no file holds at all", "", WHOLE),
    ],
)
def test_a_line_is_known_by_a_few_words_else_by_its_anchor(words: str, anchor: str, found: Span) -> None:
    assert place([section()], "ch", words, anchor) == found


def test_what_is_generated_stands_in_no_file() -> None:
    assert place([Section("index", "index", "Index", ())], "index", "Novák, Jan", "") is None
    assert place([], "ch", "Novák, Jan", "") is None
