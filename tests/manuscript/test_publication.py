"""The rules of the publication, kept: what each record and chapter has, what leads where, how long it is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from regesta.checks import evidence, index
from regesta.facts import Citation, CrossRef, IndexMark, Mention
from regesta.model import Chapter
from regesta.passages import passages
from regesta.pipeline import read as read_book
from regesta.registers import Place, Term
from regesta.tree import Element, find, rewrite, text, walk
from regesta.workspace import read
from tests.conftest import MANUSCRIPT
from tests.corpora import corpus
from tests.manuscript.words_of_others import research
from tests.reading import book

BOOK = book(MANUSCRIPT)
SOURCES = sorted(BOOK.documents)
CHAPTERS = [chapter.id for chapter in BOOK.chapters]
SKILLS = {"sourcing", "contextualization", "corroboration", "close-reading"}
APART = frozenset("source questions teacher".split())  # blocks that are no part of a chapter's own text
QUOTED = 7  # words that a quotation may have
PLACES = ("note", "cite", "ref")  # marks that say where a thing is known from


def chapter(id: str) -> Chapter:
    """A chapter by its id."""
    return next(one for one in BOOK.chapters if one.id == id)


def count(words: str) -> int:
    """Words, as an editor counts them."""
    return len(re.findall(r"[\w’'–-]*\w[\w’'–-]*", words))


def without(tree: Element, blocks: frozenset[str], notes: bool = False) -> Element:
    """A tree without some of its blocks, and without notes if they are not wanted."""

    def keep(one: Element) -> Element | None:
        apart = one.get("data-block") in blocks or (not notes and one.get("data-note") is not None)
        return None if apart else one

    return rewrite(tree, keep)


def blocks(body: Element, name: str) -> list[Element]:
    """The blocks of one name."""
    return list(find(body, "data-block", name))


# Records -----------------------------------------------------------------------------------------


def documents() -> Iterator[dict[str, object]]:
    """The rows of the fact sheet, by their numbers."""
    yield from yaml.safe_load((research() / "documents.yaml").read_text("utf-8"))["documents"]


def test_there_is_a_record_for_every_document_that_can_carry_one() -> None:
    numbers = {one.record.number for one in BOOK.documents.values()}
    assert {int(str(one["id"])[1:]) for one in documents()} <= numbers
    assert len(SOURCES) >= 34


def test_nothing_is_retold_of_which_only_an_opening_was_seen() -> None:
    """What was read in full or in part is retold; of the rest there is an abstract."""
    records = {one.record.number: one.record for one in BOOK.documents.values()}
    for row in documents():
        seen = str(row["content_seen"]) in ("full", "part")
        assert (records[int(str(row["id"])[1:])].text == "retold") == seen, row["id"]


@pytest.mark.parametrize("id", SOURCES)
def test_a_record_says_what_it_must(id: str) -> None:
    record = BOOK.documents[id].record
    assert count(record.summary) <= 60
    assert count(record.headnote) <= 120
    assert record.related
    assert record.corroborates or record.contradicts
    assert record.persons
    assert record.places
    assert record.terms
    assert record.events
    assert record.inquiry
    assert record.minutes


@pytest.mark.parametrize("id", SOURCES)
def test_a_text_is_as_long_as_its_kind_allows(id: str) -> None:
    body = BOOK.documents[id].body
    for told in blocks(body, "retold"):
        assert 100 <= count(text(without(told, APART))) <= 250
    for plain in blocks(body, "adapted"):
        assert 200 <= count(re.sub(r"\(s\. [\d–, ]+\)", "", text(plain))) <= 300


@pytest.mark.parametrize("id", SOURCES)
def test_every_question_has_an_answer_and_a_skill_that_fits(id: str) -> None:
    document = BOOK.documents[id]
    asked = blocks(document.body, "question")
    assert all(blocks(one, "answer") for one in asked)
    skills = {one.get("data-skill") for one in asked}
    if document.record.text == "abstract":
        assert skills == SKILLS - {"close-reading"}
    elif document.record.witness:
        assert skills == SKILLS
    else:
        assert SKILLS - {"close-reading"} <= skills <= SKILLS


WITNESSED = [one.id for one in BOOK.documents.values() if one.record.witness]


@pytest.mark.parametrize("id", WITNESSED)
def test_what_stands_in_an_archive_has_the_whole_treatment(id: str) -> None:
    body = BOOK.documents[id].body
    assert 4 <= notes(id) <= 8
    assert len(blocks(body, "adapted")) == 1
    assert [one for one in blocks(body, "teacher") if "adapted text" in (one.get("data-title") or "")]


def notes(id: str) -> int:
    """How many notes of ours a source has on its words."""
    raw = (MANUSCRIPT / "sources" / f"{id}.md").read_text("utf-8")
    return len(re.findall(r"^:   ", raw.split("::: notes", 1)[1], re.MULTILINE))


def test_all_documents_that_are_at_hand_are_printed_from_the_archive() -> None:
    file = corpus("frus-1968/frus1964-68v17-extract.xml").read_text("utf-8")
    held = set(re.findall(r'type="document"[^>]*xml:id="(d\d+)"|xml:id="(d\d+)"[^>]*type="document"', file))
    named = {one.record.witness.document for one in BOOK.documents.values() if one.record.witness}
    assert named == {first or second for first, second in held}


# Chapters ----------------------------------------------------------------------------------------


def test_there_are_ten_chapters_and_what_stands_before_them() -> None:
    assert len(CHAPTERS) == 10
    assert [one.id for one in BOOK.front] == ["ch-preface", "ch-edition", "ch-glance"]


@pytest.mark.parametrize("id", CHAPTERS)
def test_a_chapter_has_twelve_hundred_to_two_thousand_words(id: str) -> None:
    assert 1200 <= count(text(without(chapter(id).body, APART))) <= 2000


@pytest.mark.parametrize("id", CHAPTERS)
def test_the_questions_of_a_chapter_have_answers_and_three_skills(id: str) -> None:
    asked = blocks(chapter(id).body, "question")
    assert len(asked) >= 3
    assert all(blocks(one, "answer") for one in asked)
    assert {one.get("data-skill") for one in asked} == SKILLS - {"close-reading"}


def test_every_source_is_printed_in_a_chapter_and_used_in_one() -> None:
    printed, used = set(), set()
    for one in BOOK.chapters:
        printed |= {block.get("data-ref") for block in blocks(one.body, "source")}
        for fact in one.facts:
            used |= {fact.key} if isinstance(fact, CrossRef) else set()
            used |= {item.key for item in fact.items} if isinstance(fact, Citation) else set()
    assert printed == set(SOURCES)
    assert used >= set(SOURCES)


def test_each_date_and_figure_leads_to_what_it_is_known_from() -> None:
    assert [str(one) for one in evidence.check(BOOK, passages(BOOK))] == []


@pytest.mark.parametrize("id", [*CHAPTERS, "ch-preface", "ch-edition"])
def test_a_quotation_is_short_and_has_its_place(id: str) -> None:
    """Words in quotation marks: seven at most, in a paragraph that says where they stand."""
    one = next(one for one in (*BOOK.front, *BOOK.chapters) if one.id == id)
    for paragraph in (each for each in walk(without(one.body, APART)) if each.name == "p"):
        for quotation in re.findall(r"“([^”]+)”", text(paragraph)):
            assert count(quotation) <= QUOTED, quotation
            assert any(mark.get("data-mark") in PLACES for mark in walk(paragraph)), quotation


# What is uncertain -------------------------------------------------------------------------------


def test_no_day_of_general_knowledge_is_printed_as_certain() -> None:
    """Where the fact sheet has not checked an event, ours of that day is vaguer or says so."""
    rows = yaml.safe_load((research() / "chronology.yaml").read_text("utf-8"))["events"]
    days = {row["date"] for row in rows if not row["v"] and re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"])}
    known = {row["date"] for row in rows if row["v"]}
    assert days - known
    for event in BOOK.events:
        if event.date.text.split("/")[0] in days - known:
            assert event.note, event.id


def test_lives_are_those_that_a_source_shows() -> None:
    rows = yaml.safe_load((research() / "people.yaml").read_text("utf-8"))["people"]
    seen = {row["sort"] for row in rows if row["lv"]}
    lives = [entry for entry in BOOK.registers["who"].entries.values() if getattr(entry, "life", None)]
    assert lives
    assert {entry.heading for entry in lives} <= seen


# Registers ---------------------------------------------------------------------------------------


def marked(kind: str) -> set[str]:
    """The keys of one kind that texts mark."""
    return {
        fact.key
        for one in BOOK.texts
        for fact in one.facts
        if isinstance(fact, Mention) and fact.kind == kind
    }


def test_the_registers_are_as_large_as_was_promised() -> None:
    assert len(marked("who")) >= 90
    assert len(marked("place")) >= 40
    assert len(marked("org")) >= 30
    assert len(marked("term")) >= 45
    assert all(isinstance(BOOK.registers["term"].entries[key], Term) for key in marked("term") if key)
    assert len(BOOK.events) >= 110


def test_towns_have_their_position_and_its_origin() -> None:
    places = [one for one in BOOK.registers["place"].entries.values() if isinstance(one, Place)]
    assert len(places) >= 40
    assert sum(1 for one in places if one.at) >= 40
    assert all(bool(one.at) == bool(one.at_from) for one in places)


def test_the_index_is_as_large_as_was_promised() -> None:
    headings = {fact.path[0] for one in BOOK.texts for fact in one.facts if isinstance(fact, IndexMark)}
    assert len(headings | set(BOOK.index.see)) >= 350
    assert [one for one in index.check(BOOK) if one.code != "IDX006"] == []


def test_the_copy_with_texts_has_no_fault_either() -> None:
    made = read_book(read(MANUSCRIPT, texts=Path(corpus("frus-1968"))).value)
    assert made.diagnostics == ()
