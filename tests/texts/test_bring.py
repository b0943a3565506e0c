"""Mini with a witness: with its text it prints a transcript, without it what the manuscript holds."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from regesta.diagnostics import Diagnostic
from regesta.facts import AnchoredNote, BlockUse
from regesta.model import Book
from regesta.pipeline import Wanted, build, silently
from regesta.pipeline import read as read_book
from regesta.render.pdf.crew import Means
from regesta.texts.copy import for_copy
from regesta.tree import Element, find, text, walk
from regesta.workspace import read, read_faces
from tests.archive import TOLL
from tests.conftest import made

Edit = Callable[[Path, str, str], None]
BLOCKS = """
::: notes
"finds the plan dear"
:   Every district did.

s. 4
:   See the flood.
:::

::: questions "Look"

::: question at="s. 3" #q-with .with-text
Who pays?

::: answer
The district, half.
:::
:::

::: question #q-without .without-text
What do we leave out?

::: answer
The bridge.
:::
:::
:::

[^toll]:"""
ANSWER = "sources/src-answer.md"


@pytest.fixture
def witnessed(mini: Path, edit: Edit) -> Path:
    """Mini, where the answer has a witness in a folder of the manuscript."""
    edit(mini / ANSWER, "text: retold\n", "text: retold\nwitness: {tei: witnesses/toll.xml, document: d1}\n")
    edit(mini / ANSWER, "[^toll]:", BLOCKS.lstrip())
    return mini


def brought(manuscript: Path, content: bytes = TOLL) -> Path:
    (manuscript / "witnesses").mkdir(exist_ok=True)
    (manuscript / "witnesses" / "toll.xml").write_bytes(content)
    return manuscript


def book(manuscript: Path) -> tuple[Book, tuple[Diagnostic, ...]]:
    made = read_book(read(manuscript).value)
    return made.value, made.diagnostics


def held(manuscript: Path) -> Element:
    """The answer as a copy has it."""
    made, found = book(manuscript)
    assert found == ()
    return for_copy(made).documents["src-answer"].body


def blocks(body: Element) -> list[str]:
    return [one.get("data-block") or "" for one in find(body, "data-block")]


def test_with_its_text_a_source_is_a_transcript(witnessed: Path) -> None:
    body = held(brought(witnessed))
    assert blocks(body)[:3] == ["transcript", "notes", "edition-note"]
    assert "retold" not in blocks(body)
    sentences = [text(one) for one in find(body, "class", "s")]
    assert sentences == [
        "The district thanks the mayor.", "It finds the plan dear.", "It will pay half.",
        "It asks for a toll.", "The bridge is to be opened in May.",
    ]  # fmt: skip
    assert {one.get("id") for one in find(body, "class", "s")} >= {"src-answer.s1", "src-answer.s5"}


def test_our_notes_and_the_documents_own_are_called_where_they_belong(witnessed: Path) -> None:
    body = held(brought(witnessed))
    calls = [(one.get("data-by"), one.get("data-key")) for one in find(body, "data-mark", "anchored")]
    assert calls == [
        ("editor", "src-answer-anchored-1"),
        ("document", "src-answer-anchored-3"),
        ("editor", "src-answer-anchored-2"),
    ]  # fmt: skip
    own = next(one for one in find(body, "data-anchored") if one.get("data-by") == "document")
    assert (own.get("data-anchored"), own.get("data-first"), own.get("data-last")) == ("sentence", "2", "2")


def test_without_its_text_the_source_is_what_the_manuscript_holds(witnessed: Path) -> None:
    body = held(witnessed)
    assert "retold" in blocks(body)
    assert not {"transcript", "notes", "edition-note"} & set(blocks(body))
    assert not list(find(body, "data-at"))


def test_each_copy_has_its_own_questions(witnessed: Path) -> None:
    asked = {one.get("id") for one in find(held(witnessed), "data-block", "question")}
    assert "q-without" in asked
    assert "q-with" not in asked
    asked = {one.get("id") for one in find(held(brought(witnessed)), "data-block", "question")}
    assert "q-with" in asked
    assert "q-without" not in asked


def test_nothing_of_the_other_copy_is_left_in_the_facts(witnessed: Path) -> None:
    made = for_copy(book(brought(witnessed))[0]).documents["src-answer"]
    ids = {one.get("id") for one in walk(made.body)}
    assert {fact.anchor for fact in made.facts if isinstance(fact, BlockUse | AnchoredNote)} <= ids


def test_what_waits_is_counted_and_is_no_fault(witnessed: Path, edit: Edit) -> None:
    edit(witnessed / "chapters" / "01-bridge.md", "[see @src-answer, p. 2;", "[see @src-answer, s. 99;")
    made, found = book(witnessed)
    assert found == ()
    assert (made.copy.asked, made.copy.here, made.copy.waiting, made.copy.digest) == (1, 0, 4, "")
    _, found = book(brought(witnessed))
    assert [one.code for one in found] == ["REF008"]


def test_a_record_says_what_its_copy_prints(witnessed: Path, edit: Edit) -> None:
    record = for_copy(book(witnessed)[0]).documents["src-answer"].record
    assert (record.text, record.excerpted) == ("retold", "a part")
    record = for_copy(book(brought(witnessed))[0]).documents["src-answer"].record
    assert record.text == "transcript"
    edit(witnessed / ANSWER, "document: d1}", "document: d1, from: 2, to: 3}")
    edit(witnessed / ANSWER, '"finds the plan dear"', '"asks for a toll"')
    record = for_copy(book(witnessed)[0]).documents["src-answer"].record
    assert (record.text, record.excerpted) == (
        "excerpt",
        "Paragraphs 2 to 3 of 3, as the archive gives them.",
    )


def test_a_transcript_that_is_away_becomes_an_abstract(mini: Path, edit: Edit) -> None:
    edit(
        mini / "sources" / "src-request.md",
        "text: transcript\n",
        "text: transcript\nwitness: {tei: w.xml, document: d1}\n",
    )
    file = mini / "sources" / "src-request.md"
    start, end = file.read_text("utf-8").split("::: transcript en", 1)
    file.write_text(start + end.split(":::\n", 1)[1].replace("[^little]: He was wrong.\n", ""), "utf-8")
    made, found = book(mini)
    assert found == ()
    assert for_copy(made).documents["src-request"].record.text == "abstract"


def test_sentences_of_an_excerpt_keep_their_numbers(witnessed: Path, edit: Edit) -> None:
    edit(witnessed / ANSWER, "document: d1}", 'document: d1, from: "2", to: "2"}')
    edit(witnessed / ANSWER, '"finds the plan dear"', '"asks for a toll"')
    body = held(brought(witnessed))
    assert [one.get("data-n") for one in find(body, "class", "s")] == ["3", "4"]
    assert [one.get("data-reason") for one in find(body, "data-mark", "gap")] == ["omitted", "omitted"]
    assert not [one for one in find(body, "data-anchored") if one.get("data-by") == "document"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("from: 9", 'the document has no paragraph "9": it has 3'),
        ("from: 3, to: 2", 'paragraph "3" stands after "2"'),
        ("to: pg_9", 'the document has no paragraph "pg_9": it has 3'),
    ],
)
def test_a_range_that_is_none(witnessed: Path, edit: Edit, said: str, message: str) -> None:
    edit(witnessed / ANSWER, "document: d1}", f"document: d1, {said}}}")
    found = [one for one in book(brought(witnessed))[1] if one.code == "TEI005"]
    assert [one.message for one in found] == [message]


def test_the_texts_are_part_of_what_a_copy_is_known_by(witnessed: Path, edit: Edit) -> None:
    digests = {book(brought(witnessed))[0].copy.digest}
    digests.add(book(brought(witnessed, TOLL.replace(b"in May", b"in June")))[0].copy.digest)
    edit(witnessed / ANSWER, "document: d1}", "document: d1, from: 1, to: 2}")
    digests.add(book(brought(witnessed))[0].copy.digest)
    assert len(digests) == 3
    assert "" not in digests


def test_checks_of_words_leave_the_words_of_others_alone(witnessed: Path) -> None:
    spoilt = TOLL.replace(b"the mayor", b"the mayor Novak")
    assert [one for one in book(brought(witnessed, spoilt))[1] if one.code == "NAM001"] == []


def test_a_character_that_no_face_has_is_said_at_the_witness(witnessed: Path) -> None:
    strange = brought(witnessed, TOLL.replace(b"in May", "in \u16a0".encode()))
    inputs = read(strange)
    found = build(
        inputs.value, Wanted(("epub",)), Means(read_faces(silently)), inputs.diagnostics
    ).diagnostics
    assert [(one.code, one.span.path if one.span else "") for one in found] == [("LAY003", ANSWER)]


def test_the_same_texts_make_the_same_bytes(witnessed: Path) -> None:
    first, second = (made(brought(witnessed), Wanted(("pdf", "epub"))) for _ in range(2))
    assert first == second
    assert made(brought(witnessed, TOLL.replace(b"in May", b"in June")), Wanted(("epub",))) != first


def test_a_copy_says_on_its_imprint_which_texts_it_has(witnessed: Path) -> None:
    with zipfile.ZipFile(BytesIO(made(witnessed, Wanted(("epub",)))["mini.epub"].content)) as packed:
        assert "Made without texts. " in packed.read("EPUB/imprint.xhtml").decode()
        assert "regesta fetch brings it" in packed.read("EPUB/ch-bridge.xhtml").decode()
    with zipfile.ZipFile(BytesIO(made(brought(witnessed), Wanted(("epub",)))["mini.epub"].content)) as packed:
        imprint = packed.read("EPUB/imprint.xhtml").decode()
        assert "Made with texts. Documents printed from archives: 1; texts " in imprint
        chapter = packed.read("EPUB/ch-bridge.xhtml").decode()
    assert "It finds the plan dear." in chapter
    assert "praises the plan" not in chapter


def test_a_manuscript_without_witnesses_stays_the_same_object(mini: Path) -> None:
    made, _ = book(mini)
    assert for_copy(made) is made
    assert made.copy.asked == 0
