"""Sources go out as TEI that our schema allows, and come back as the same records and texts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from regesta.diagnostics import Checked, severity
from regesta.exchange.tei import record_fields
from regesta.exchange.tei.encoded import Encoder, element
from regesta.exchange.tei.export import export
from regesta.exchange.tei.outside import CLASSROOM, outside
from regesta.exchange.tei.regained import Decoder
from regesta.exchange.tei.volume import Volume, volume
from regesta.model import Book, Inputs
from regesta.parse import parse_all
from regesta.pipeline import read as read_book
from regesta.records import Record
from regesta.source import Source
from regesta.tree import Element, Node, find, rewrite, walk
from regesta.tree import text as said
from regesta.workspace import read, theme
from tests.conftest import MANUSCRIPT, MINI, copied
from tests.exchange.test_manuscript import body, shape, words

Edit = Callable[[Path, str, str], None]
RICH = Path(__file__).parent / "rich"
SCHEMA = etree.RelaxNG(
    etree.fromstring(files("regesta.exchange.tei").joinpath("regesta-tei.rng").read_bytes())
)
each = pytest.mark.parametrize("manuscript", [MINI, RICH, MANUSCRIPT], ids=lambda folder: folder.name)


def books(manuscript: Path) -> tuple[Book, Book]:
    """The book, and the book of what was exported and imported again."""
    before = read_book(read(manuscript).value).value
    return before, returned(before).value


def returned(before: Book) -> Checked[Book]:
    """A book exported and imported again, and what is said of it."""
    made = volume(export(before), "corpus.xml")
    assert isinstance(made, Volume), made
    sources = {path: Source.of(path, text) for path, text in made.texts.items()}
    return read_book(Inputs(sources, {}, theme()))


def text(tree: Element, left: Mapping[str, str]) -> list[str]:
    """A source's own text: without what is for the classroom, and the notes on that alone.

    A pointer to what is not exported is words.
    """

    def keep(one: Element) -> Node | None:
        if one.get("data-mark") == "ref" and one.get("data-key") in left:
            return left[one.get("data-key") or ""]
        out = one.get("data-block") in CLASSROOM or one.get("data-witness") is not None
        return None if out else one

    kept = rewrite(tree, keep)
    called = {one.get("data-key") for one in find(kept, "data-mark", "note")}
    kept = rewrite(kept, lambda one: None if one.get("data-note") not in (None, *called) else one)
    return list(shape(_joined(kept)))


def _joined(element: Element) -> Element:
    """The tree with words that stand side by side as one."""
    made: list[Node] = []
    for child in element.children:
        if isinstance(child, str) and made and isinstance(made[-1], str):
            made[-1] += child
        else:
            made.append(child if isinstance(child, str) else _joined(child))
    return replace(element, children=tuple(made))


@each
def test_records_and_texts_come_back(manuscript: Path) -> None:
    before, after = books(manuscript)
    assert list(after.documents) == sorted(after.documents, key=lambda id: after.documents[id].record.number)
    assert set(after.documents) == set(before.documents)
    left = outside(before)
    for id, document in before.documents.items():
        assert after.documents[id].record == document.record
        assert text(after.documents[id].body, left) == text(document.body, left), id


@each
def test_registers_and_the_book_come_back(manuscript: Path) -> None:
    before, after = books(manuscript)
    assert {kind: dict(one.entries) for kind, one in after.registers.items()} == {
        kind: dict(one.entries) for kind, one in before.registers.items()
    }
    assert after.events == before.events
    same = {"front", "chapters", "parts", "csl"}
    assert after.settings.model_dump(exclude=same) == before.settings.model_dump(exclude=same)


@each
def test_the_schema_allows_it(manuscript: Path) -> None:
    root = etree.fromstring(export(read_book(read(manuscript).value).value))
    SCHEMA.assertValid(root)


@each
def test_what_comes_back_is_without_faults(manuscript: Path) -> None:
    """No pointer leads into a chapter, a question or a figure that stayed here."""
    found = returned(read_book(read(manuscript).value).value).diagnostics
    assert [one for one in found if one.code.startswith(("REF", "CIT")) or severity(one) == "error"] == []


def test_a_pointer_to_what_is_not_exported_becomes_words(tmp_path: Path, edit: Edit) -> None:
    manuscript = copied(RICH, tmp_path / "rich")
    edit(manuscript / "sources" / "src-call.md", "skill=sourcing", "skill=sourcing #q-call")
    said = "See @ch-all, [all of it](#ch-all) and @q-call [see @ch-all; @src-call].\n\nterm\n"
    edit(manuscript / "sources" / "src-told.md", "term\n", said)
    made = volume(export(read_book(read(manuscript).value).value), "corpus.xml")
    assert isinstance(made, Volume)
    words = "See “All sources”, all of it and Question 1 (see “All sources”) [@src-call].\n"
    assert words in made.texts["sources/src-told.md"]


def test_what_is_for_the_classroom_stays_here() -> None:
    written = export(read_book(read(MINI).value).value).decode()
    assert "Which words show doubt?" not in written
    assert "“We think so.”" not in written
    assert "We think so." in written


def test_dates_are_told_in_the_terms_of_tei() -> None:
    root = etree.fromstring(export(read_book(read(MINI).value).value))
    found = root.findall(".//{*}creation/{*}date")
    assert [dict(one.attrib) for one in found] == [
        {"type": "document", "when": "1901-03-20", "when-custom": "1901-03-20", "datingMethod": "#edtf"},
        {
            "type": "document",
            "when-custom": "1902-11~",
            "datingMethod": "#edtf",
            "notBefore": "1902-11-01",
            "notAfter": "1902-11-30",
        },
    ]


def test_the_schema_knows_what_it_allows() -> None:
    root = etree.fromstring(export(read_book(read(MINI).value).value))
    next(root.iter("{*}body")).append(root.makeelement("{http://www.tei-c.org/ns/1.0}blink"))
    assert not SCHEMA.validate(root)


# Whatever the words are --------------------------------------------------------------------------


def through(tree: Element) -> Element:
    """A tree, through TEI and back."""
    into = element("body")
    Encoder(tree).blocks(into, tree.children)
    return Decoder().body(etree.fromstring(etree.tostring(into)))


@given(body)
@settings(max_examples=200, deadline=None)
def test_a_text_comes_back(tree: Element) -> None:
    """A mark about words must have some: around nothing but a silent mark it says nothing about anything."""
    spans = (one for one in walk(tree) if one.get("data-mark") and one.get("data-silent") is None)
    assume(all(said(one).strip() for one in spans))
    assert words(through(tree)) == words(tree)
    assert list(shape(through(through(tree)))) == list(shape(through(tree)))


def reasons() -> Iterator[st.SearchStrategy[object]]:
    yield st.text("ab <&>é“\"'", min_size=1)
    yield st.builds(lambda why: {"unknown": why}, st.text("abc é<", min_size=3))


@given(
    st.fixed_dictionaries(
        {
            key: st.one_of(*reasons())
            for key in ("reference_code", "repository", "location", "extent", "excerpted")
        }
    ),
    st.lists(st.sampled_from(["novak", "council"]), unique=True),
    st.sampled_from(["1901-03-20", "1902-11~", "1901/1903", "1901-03-20T19:30", "../1903", "[1901,1902]"]),
)
@settings(max_examples=200, deadline=None)
def test_a_record_comes_back(told: dict[str, object], persons: list[str], date: str) -> None:
    (first, _) = parse_all(read(MINI).value).value.documents
    stated = record_fields.plain(first.record) | told | {"persons": persons, "date_document": date}
    record = Record.model_validate(stated)
    header = record_fields.header(record_fields.plain(record))
    gained = record_fields.fields(etree.fromstring(etree.tostring(header)))
    assert Record.model_validate(gained | {"id": record.id, "text": record.text}) == record
