"""What stands behind the text: all that there is, or what book.yaml chooses, in its order."""

from pathlib import Path

import pytest

from regesta.apparatus import APPENDIX
from regesta.diagnostics import Diagnostic
from regesta.editions.order import Edition, appendix, plan
from regesta.pipeline import read as read_book
from regesta.tree import find
from regesta.workspace import read
from tests.reading import book, every_anchor_on_page, plainly

EMPTY = ("figures", "abbreviations", "errata")  # of which mini has nothing


def edition(manuscript: Path) -> Edition:
    return plan(book(manuscript), "student", plainly).value


def behind(manuscript: Path) -> list[str]:
    made = edition(manuscript)
    return [one.kind for one in appendix(made, every_anchor_on_page(made.book))]


def wanting(manuscript: Path, names: str) -> Path:
    settings = manuscript / "book.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}apparatus: [{names}]\n", "utf-8")
    return manuscript


def test_everything_stands_there_where_nothing_is_said(mini: Path) -> None:
    assert behind(mini) == [name for name in APPENDIX if name not in EMPTY]


@pytest.mark.parametrize("names", [[], ["index"], ["persons", "chronology"], [*reversed(APPENDIX)]])
def test_a_book_chooses_and_orders(mini: Path, names: list[str]) -> None:
    wanted = [name for name in names if name not in EMPTY]
    assert behind(wanting(mini, ", ".join(names))) == wanted


def test_nothing_leads_to_a_chronology_or_glossary_that_is_not_there(mini: Path) -> None:
    links = [
        one.get("href")
        for made in (edition(mini), edition(wanting(mini, "index")))
        for section in made.body
        for one in find(section.content.body, "class", "term")  # type: ignore[attr-defined]
    ]
    assert links == ["#term-district"]
    chapter = mini / "chapters" / "01-bridge.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n\nSee @ev-flood and [it](#ev-flood).\n", "utf-8")
    (made,) = edition(mini).body
    named = [one.get("href") or "" for one in find(made.content.body, "class", "ref")]  # type: ignore[attr-defined]
    assert not [one for one in named if one.startswith("#chron-")]


def found(manuscript: Path) -> tuple[Diagnostic, ...]:
    return tuple(one for one in read_book(read(manuscript).value).diagnostics if "apparatus" in one.message)


def test_what_nobody_makes_is_a_fault_with_its_place(mini: Path) -> None:
    (one,) = found(wanting(mini, "index, persosn"))
    assert (one.code, one.hint) == ("YML004", 'did you mean "persons"?')
    assert one.span
    assert (mini / "book.yaml").read_text("utf-8")[one.span.start : one.span.end] == "persosn"


def test_what_is_said_twice_is_a_fault(mini: Path) -> None:
    (one,) = found(wanting(mini, "index, index"))
    assert one.message == '"apparatus": "index" is said twice'
