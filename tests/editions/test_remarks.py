"""Remarks of editors: numbered through a text with its sources, but not inside notes."""

from pathlib import Path

from regesta.editions.audience import for_audience
from regesta.editions.flow import flow
from regesta.editions.remarks import remarked
from regesta.tree import Element, find, text
from tests.reader.reading import read
from tests.reading import WORDS, book, plainly


def test_numbers_run_in_the_order_of_reading_and_pass_notes_over() -> None:
    body = read(
        "A{>>a<<} {++b{>>c<<}++}.{side: d {>>e<<}}\n\n| f{>>g<<} |\n|---|\n| h |\n\n{>>i<<}"
    ).value.body
    numbered, found = remarked(body)
    assert [(one.get("data-n"), text(one)) for one in found] == [
        ("1", "a"),
        ("2", "c"),
        ("3", "g"),
        ("4", "i"),
    ]
    assert [one.get("data-n") for one in find(numbered, "data-mark", "comment")] == ["1", "2", None, "3", "4"]


def test_what_holds_none_stays_the_same_object() -> None:
    paragraph = Element("p", (), (Element("em", (), ("a",)),))
    assert remarked(Element("section", (), (paragraph,)))[0].children[0] is paragraph


def test_a_chapter_and_its_sources_have_one_row(mini: Path) -> None:
    for path, old in (
        ("chapters/01-bridge.md", "The answer came late."),
        ("sources/src-request.md", "It will cost"),
    ):
        file = mini / path
        file.write_text(file.read_text("utf-8").replace(old, f"{{>>JN: {path[:6]}<<}}{old}"), "utf-8")
    file = mini / "chapters" / "01-bridge.md"
    file.write_text(file.read_text("utf-8").replace("in our words.", "in our{>>no<<} words."), "utf-8")
    seen = for_audience(book(mini), "student")
    made = flow(seen, seen.chapters[0], WORDS, plainly).value
    assert [(one.get("data-n"), text(one)) for one in made.remarks] == [("1", "source"), ("2", "chapte")]
    assert [one.get("data-n") for one in find(made.body, "data-mark", "comment")] == ["1", "2"]
