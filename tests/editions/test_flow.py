"""A chapter as it is read: sources in place, notes in one sequence, pointers in words."""

from pathlib import Path

from regesta.editions.audience import for_audience
from regesta.editions.flow import Flow, flow
from regesta.tree import find, text, walk
from tests.reading import WORDS, book, plainly


def chapter(manuscript: Path) -> Flow:
    seen = for_audience(book(manuscript), "student")
    return flow(seen, seen.chapters[0], WORDS, plainly).value


def test_notes_run_through_the_chapter_and_its_sources(mini: Path) -> None:
    made = chapter(mini)
    calls = [(one.get("data-n"), one.get("data-key")) for one in find(made.body, "data-mark", "note")]
    assert calls == [("1", "ch-bridge:minutes"), ("2", "src-request:little"), ("3", "src-answer:toll")]
    assert [note.number for note in made.notes.values()] == ["1", "2", "3"]
    assert text(made.notes["src-request:little"].body).strip() == "He was wrong."


def test_pointers_have_words_and_addresses(mini: Path) -> None:
    made = chapter(mini)
    links = [(text(one), one.get("href")) for one in find(made.body, "class", "ref")]
    assert ("Source 1", "#src-request") in links
    words = text(made.body)
    assert "see Source 1 and see Source 2, p. 2; “Note on the edition”." in words


def test_a_term_is_a_link_once(mini: Path) -> None:
    assert [one.get("href") for one in find(chapter(mini).body, "class", "term")] == ["#term-district"]


def test_sources_stand_where_the_chapter_prints_them(mini: Path) -> None:
    made = chapter(mini)
    assert [one.get("id") for one in find(made.body, "data-block", "source")] == ["src-request", "src-answer"]
    assert set(made.dockets) == {"src-request", "src-answer"}


def test_no_anchor_is_there_twice(mini: Path) -> None:
    ids = [one.get("id") for one in walk(chapter(mini).body) if one.get("id")]
    assert len(ids) == len(set(ids))
