"""Parts of the book, chapters without a number, links to places inside, ranges across chapters."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from regesta.book import anchors, target
from regesta.model import Artifact, Book
from regesta.pipeline import Wanted
from regesta.pipeline import read as read_book
from regesta.workspace import read
from tests.conftest import made

Edit = Callable[[Path, str, str], None]
BEFORE = """---
id: ch-before
title: Before the bridge
numbered: false
---

{ix+: floods}A flood came first; see [the letters](#letters), [the vote](#ev-vote), [that flood](#ev-flood)
and [the end](#part-end).[^1]

[^1]: Nobody was drowned.{ix: drowning}
"""
PARTS = """parts:
  - {id: part-begin, title: The beginning, first: ch-before}
  - {id: part-end, title: The end, first: ch-bridge}
"""


@pytest.fixture
def parted(mini: Path, edit: Edit) -> Path:
    (mini / "chapters" / "02-before.md").write_text(BEFORE, "utf-8")
    edit(mini / "book.yaml", "chapters: [ch-bridge]", f"chapters: [ch-before, ch-bridge]\n{PARTS}")
    edit(mini / "chapters" / "01-bridge.md", "The [town council]", "{ix-: floods}The [town council]")
    return mini


def checked(manuscript: Path) -> tuple[Book, list[str]]:
    book = read_book(read(manuscript).value)
    return book.value, [f"{one.code} {one.message}" for one in book.diagnostics if one.code != "IDX006"]


def test_all_is_well(parted: Path) -> None:
    book, found = checked(parted)
    assert found == []
    assert [chapter.number for chapter in book.chapters] == [None, 1]


def test_a_part_begins_with_a_chapter_of_the_book(parted: Path, edit: Edit) -> None:
    edit(parted / "book.yaml", "first: ch-bridge", "first: ch-brigde")
    message = 'the part "part-end" begins with "ch-brigde", which is no chapter of the book'
    assert checked(parted)[1] == [f"REF001 {message}"]


def test_a_link_leads_to_something_in_the_book(parted: Path, edit: Edit) -> None:
    edit(parted / "chapters" / "02-before.md", "#letters", "#leters")
    assert checked(parted)[1] == ['REF001 nothing in the book is called "leters"']


def test_a_range_that_is_never_closed_is_found_in_its_chapter(parted: Path, edit: Edit) -> None:
    edit(parted / "chapters" / "01-bridge.md", "{ix-: floods}", "")
    assert checked(parted)[1] == ['IDX001 the range "floods" is never closed']


def test_a_range_that_is_opened_again_was_forgotten_before(parted: Path, edit: Edit) -> None:
    edit(parted / "chapters" / "01-bridge.md", "{ix-: floods}", "{ix+: floods}a{ix-: floods}")
    assert checked(parted)[1] == ['IDX001 the range "floods" is never closed']


def test_what_a_key_stands_for_is_looked_up_in_one_table(parted: Path) -> None:
    book, _ = checked(parted)
    for key in anchors(book) - {"part-begin", "part-end", "letters"}:
        found = target(book, key)
        assert found is None or found.anchor == key
    assert target(book, "ch-bridge") is target(book, "ch-bridge")
    assert target(book, "nothing") is None


@pytest.fixture
def built(parted: Path) -> dict[str, Artifact]:
    return made(parted, Wanted(("pdf", "epub")))


def test_the_book_has_a_page_for_each_part(built: dict[str, Artifact]) -> None:
    with ZipFile(BytesIO(built["mini.epub"].content)) as archive:
        texts = {
            name.rpartition("/")[2]: archive.read(name).decode()
            for name in archive.namelist()
            if "html" in name
        }
    assert 'epub:type="part"' in texts["part-end.xhtml"]
    assert '<h1 id="part-end-title">The end</h1>' in texts["part-end.xhtml"]
    assert re.findall(r'<li class="(part|chapter)"><a href="([\w-]+)\.xhtml', texts["nav.xhtml"]) == [
        ("part", "part-begin"),
        ("chapter", "ch-before"),
        ("part", "part-end"),
        ("chapter", "ch-bridge"),
    ]
    links = re.findall(
        r'href="([^"]*)">(?:the letters|the vote|that flood|the end)<', texts["ch-before.xhtml"]
    )
    assert links == [
        "ch-bridge.xhtml#letters",
        "ch-bridge.xhtml#ev-vote",
        "chronology.xhtml#chron-ev-flood",
        "part-end.xhtml",
    ]
    assert '<span class="no">' not in texts["ch-before.xhtml"]
    assert re.search(r"drowning</span>, <a [^>]*>\d+n\d+</a>", texts["index.xhtml"])
