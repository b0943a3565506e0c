"""What comes back from Word: nothing where nothing was done, else proposals that mean what was done."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.facts import Citation, CrossRef, IndexMark
from regesta.model import Book, Inputs
from regesta.pipeline import read as read_book
from regesta.review import decided, open_changes
from regesta.word.paragraphs import Paragraph, paragraphs
from regesta.word.shown import shower
from regesta.word.takein import take_in
from regesta.word.weave import put_in
from regesta.words import catalog
from regesta.workspace import read
from tests.conftest import MANUSCRIPT, MINI, WORKED
from tests.word.reviewer import Act, Edit, Reviewer, exported, shown

DOCS = MANUSCRIPT.parent / "docs"


def texts(folder: Path) -> Inputs:
    return read(folder).value


def back(inputs: Inputs, *files: bytes) -> tuple[dict[str, str], list[str]]:
    """The texts that would change, and the codes and messages of what was found."""
    taken = take_in(read_book(inputs).value, {f"{n}.docx": data for n, data in enumerate(files)})
    made = {
        path: put_in(inputs.texts[path].text, inputs.texts[path], insertions)
        for path, insertions in taken.value.insertions.items()
    }
    return made, [f"{one.code} {one.message}" for one in taken.diagnostics]


def reviewed(inputs: Inputs, *acts: Act) -> bytes:
    reviewer = Reviewer(exported(inputs))
    for act in acts:
        act(reviewer)
    return reviewer.saved()


def with_texts(inputs: Inputs, made: dict[str, str]) -> Inputs:
    source = type(next(iter(inputs.texts.values())))
    return Inputs(
        {**inputs.texts, **{path: source.of(path, text) for path, text in made.items()}},
        inputs.pictures,
        inputs.theme,
    )


def settled(inputs: Inputs, accept: bool) -> Inputs:
    """The texts once all is accepted or rejected, comments too."""
    found = open_changes(read_book(inputs).value)
    assert all(one.exact for one in found)
    made = {}
    for path in {one.source.path for one in found}:
        source = inputs.texts[path]
        mine = [one.change for one in found if one.source.path == path]
        made[path] = decided(source.text, source, mine, accept)
    return with_texts(inputs, made)


def shows(inputs: Inputs) -> list[str]:
    return [one.words for one in all_paragraphs(read_book(inputs).value) if one.words.strip()]


def all_paragraphs(book: Book) -> list[Paragraph]:
    show = shower(book, catalog(book.settings.language))
    return [one for text in book.texts for one in paragraphs(text, show)]


@pytest.mark.parametrize("folder", [MINI, WORKED, DOCS, MANUSCRIPT], ids=lambda one: one.name)
def test_a_round_trip_without_edits_changes_nothing(folder: Path) -> None:
    inputs = texts(folder)
    assert back(inputs, exported(inputs)) == ({}, [])


def test_changes_and_comments_that_are_open_come_back_as_what_they_are(mini: Path) -> None:
    note = mini / "chapters" / "00-note.md"
    note.write_text(
        note.read_text("utf-8")
        + "\nThe {++old ++}ferry{>>AB 2026-11-20: how slow?<<}{>>JN: very<<} was{-- very--} slow."
        "\nIt made {~~five~>four~~}{>>JN 2026-11-20: so<<} trips, says {==the {++good ++}book==}{>>JN<<}.\n",
        "utf-8",
    )
    inputs = texts(mini)
    assert back(inputs, exported(inputs)) == ({}, [])


# Edits -------------------------------------------------------------------------------------------

WORDS = st.text("abcdež *_[]{}<>\\`|~@#&.-1:", min_size=1, max_size=12).filter(str.strip)


@st.composite
def edits(draw: st.DrawFn, one: Paragraph) -> list[Edit]:
    """Edits of words alone, apart from each other, that leave something to read."""
    signs = one.signs.signs
    made, at = [], draw(st.integers(0, 6))
    while at < len(signs) - 3 and len(made) < 4:
        length = draw(st.integers(0, 9))
        end = min(at + length, len(signs) - 2)
        words = all(sign.kind == "text" for sign in signs[max(0, at - 1) : end + 1])
        new = draw(WORDS if end == at else st.just("") | WORDS)
        if (words and "".join(sign.shown for sign in signs[at:end]).strip() != "") or (words and end == at):
            made.append(Edit(at, end, new))
        at = end + draw(st.integers(2, 30))
    return made


@pytest.mark.parametrize("folder", [MINI, WORKED], ids=lambda one: one.name)
@settings(max_examples=30)
@given(data=st.data())
def test_what_is_edited_in_word_is_what_stands_there_once_it_is_accepted(
    folder: Path, data: st.DataObject
) -> None:
    inputs = texts(folder)
    found = [one for one in all_paragraphs(read_book(inputs).value) if not one.locked and len(one.words) > 12]
    one = data.draw(st.sampled_from(found))
    plain = [n for n, sign in enumerate(one.signs.signs) if sign.shown not in "\ufffc\ufff9"]
    meant = data.draw(edits(one))
    reviewer = Reviewer(EXPORTED[folder])
    paragraph = next(
        raw for raw in reviewer.paragraphs()
        if any(child.get(f"{raw.nsmap['w'].join('{}')}name") == one.name for child in raw)
    )  # fmt: skip
    lead = 1 if one.kind == "note" else 0  # the space behind the number
    places = {n: at + lead for at, n in enumerate(plain)}
    reviewer.edit(
        paragraph, *(Edit(places[e.start], places[e.start] + e.end - e.start, e.new) for e in meant)
    )
    made, said = back(inputs, reviewer.saved())
    assert [words for words in said if not words.startswith("WRD004")] == []
    proposed = with_texts(inputs, made)
    assert settled(proposed, accept=False).texts == inputs.texts
    wanted = one.words
    for edit in sorted(meant, reverse=True):
        wanted = wanted[: edit.start] + edit.new + wanted[edit.end :]
    before = shows(inputs)
    before[before.index(one.words)] = wanted
    assert [" ".join(words.split()) for words in shows(settled(proposed, accept=True))] == [
        " ".join(words.split()) for words in before
    ]


def counted(inputs: Inputs) -> Counter[tuple[str, str]]:
    """How many marks of each kind that a reviewer can see stand in each text."""
    kinds = (IndexMark, Citation, CrossRef)
    book = read_book(inputs).value
    return Counter(
        (type(fact).__name__, text.source.path)
        for text in book.texts
        for fact in text.facts
        if isinstance(fact, kinds)
    )


@settings(max_examples=25)
@given(data=st.data())
def test_whatever_is_struck_out_or_put_in_no_mark_is_lost(data: st.DataObject) -> None:
    """Anywhere, marks or not: what is proposed can be read, and once it is rejected nothing has changed."""
    inputs = texts(WORKED)
    reviewer = Reviewer(EXPORTED[WORKED])
    for paragraph in data.draw(
        st.lists(st.sampled_from(range(len(list(reviewer.paragraphs())))), max_size=9, unique=True)
    ):
        raw = list(reviewer.paragraphs())[paragraph]
        length = len(shown(raw))
        if raw.find("{*}bookmarkStart") is None or length < 9:
            continue
        start = data.draw(st.integers(1, length - 2))
        end = data.draw(st.integers(start, min(start + 12, length - 1)))
        new = data.draw(WORDS if start == end else st.just("") | WORDS)
        reviewer.edit(raw, Edit(start, end, new))
    made, _ = back(inputs, reviewer.saved())
    proposed = with_texts(inputs, made)
    assert counted(proposed) == counted(inputs)
    assert settled(proposed, accept=False).texts == inputs.texts


EXPORTED = {folder: exported(texts(folder)) for folder in (MINI, WORKED)}
