"""The bibliography: the works that are cited, in the order of the style, and the documents by number."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regesta.apparatus.bibliography import Bibliography, item, make
from regesta.citeproc import Citeproc
from regesta.editions.order import appendix, plan
from regesta.model import PageMap
from regesta.records import Record
from regesta.tree import text
from tests.reading import WORDS, book, every_anchor_on_page, plainly

Edit = Callable[[Path, str, str], None]


def made(manuscript: Path) -> Bibliography:
    edition = plan(book(manuscript), "student", Citeproc())
    assert edition.diagnostics == ()
    content = make(edition.value.book, every_anchor_on_page(edition.value.book), WORDS).content
    assert isinstance(content, Bibliography)
    return content


def test_works_and_documents(mini: Path) -> None:
    content = made(mini)
    assert [(one.anchor, text(one.words)) for one in content.works] == [
        (
            "work-example1999",
            "Example, Ada. Bridges of Lhota: Their Makers and Their Prices. Lhota: Ferry Press, 1999.",
        )
    ]
    assert [(one.number, text(one.words).replace("\u2060", "")) for one in content.documents] == [
        (1, "Jan Novák. “Request for a bridge”. 20 March 1901. Lhota 1/1901. Town archive of Lhota."),
        (
            2,
            "District office. [Answer of the district]. [About November 1902]. Town archive of Lhota. "
            "https://example.org/answer (accessed November 2026).",
        ),
    ]
    assert [one.place.label for one in content.documents if one.place] == ["7", "7"]


def test_a_work_that_only_teachers_are_told_of_is_not_listed(mini: Path, edit: Edit) -> None:
    chapter = mini / "chapters" / "01-bridge.md"
    edit(chapter, "; see [@example1999, pp. 12–14]", "")
    edit(mini / "sources" / "src-answer.md", " [@example1999, ch. 3]", "")
    edit(chapter, "Begin with the drawing.", "Begin with [@example1999].")
    whole = book(mini)
    assert made(mini).works == ()
    teacher = plan(whole, "teacher", plainly).value.book
    assert [key for key, _ in teacher.listed] == ["example1999", "src-answer", "src-request"]


def test_without_an_entry_there_is_no_section(mini: Path, edit: Edit) -> None:
    for source in ("request", "answer"):
        edit(mini / "chapters" / "01-bridge.md", f"::: source @src-{source}\n:::\n", "")
    edit(mini / "chapters" / "01-bridge.md", "; see [@example1999, pp. 12–14]", "")
    edition = plan(book(mini), "student", Citeproc()).value
    assert "bibliography" not in [section.kind for section in appendix(edition, PageMap())]


RECORD: dict[str, Any] = {
    "id": "src-x",
    "number": 1,
    "reference_code": "A 1",
    "repository": "Archive",
    "location": "Town",
    "title_formal": "Letter",
    "genre": "letter",
    "date_document": "1968-05-10",
    "creator": [{"name": "Ada Example"}, {"name": "Office"}],
    "extent": "x",
    "excerpted": "x",
    "languages": ["en"],
    "form_witnessed": "x",
    "ocr_checked_by": "x",
    "text": "abstract",
    "licence": "x",
    "credit_line": "x",
    "source_url": "https://example.org/x",
    "retrieved": "2026-11-03",
    "summary": "x",
    "headnote": "x",
    "reproduction_rights": "x",
    "description_control": {"by": "x", "date": "2026", "rules": "x"},
}


def csl(**more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(item(Record.model_validate(RECORD | more), WORDS))
    return found


def test_a_record_is_a_document() -> None:
    assert csl(fonds="Council", series="Letters", box="box 2", folder="folder 3", short="L.") == {
        "id": "src-x",
        "type": "document",
        "title": "Letter",
        "title-short": "L.",
        "author": [{"literal": "Ada Example"}, {"literal": "Office"}],
        "issued": {"date-parts": [[1968, 5, 10]]},
        "accessed": {"date-parts": [[2026, 11, 3]]},
        "archive": "Archive",
        "archive_collection": "Council, Letters",
        "archive_location": "box 2, folder 3",
        "number": "A 1",
        "URL": "https://example.org/x",
    }


def test_what_is_not_known_is_left_out() -> None:
    unknown = {"unknown": "nobody knows"}
    names = ("reference_code", "repository", "date_document", "creator", "source_url", "retrieved")
    assert csl(**dict.fromkeys(names, unknown)) == {
        "id": "src-x",
        "type": "document",
        "title": "Letter",
        "title-short": "Letter",
    }


def test_a_supplied_title_says_what_it_is() -> None:
    found = csl(title_formal=None, title_supplied="Letter to the mayor")
    assert "title" not in found
    assert found["genre"] == "[Letter to the mayor]"


@pytest.mark.parametrize(
    ("date", "basis", "issued"),
    [
        ("1968", "printed", {"date-parts": [[1968]]}),
        ("1968-05", "printed", {"date-parts": [[1968, 5]]}),
        ("1968-08-20T23:00", "printed", {"date-parts": [[1968, 8, 20]]}),
        ("1968-05~", "printed", {"literal": "about May 1968"}),
        ("1968-05-10/1968-05-12", "printed", {"literal": "10–12\u00a0May 1968"}),
        ("196X", "printed", {"literal": "1960s"}),
        ("1968-05-10", "inferred", {"literal": "[10\u00a0May 1968]"}),
    ],
)
def test_only_an_exact_day_is_reckoned_with(date: str, basis: str, issued: dict[str, Any]) -> None:
    assert csl(date_document=date, date_basis=basis)["issued"] == issued
