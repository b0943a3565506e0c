"""What the preview reads: the changed text alone, and still the same book as one read from nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from regesta.desk import reading as room
from regesta.desk.gallery import Gallery, home, parts, where
from regesta.desk.reading import Reading

Edit = Callable[[Path, str, str], None]
BRIDGE, ANSWER = "chapters/01-bridge.md", "sources/src-answer.md"


def page(reading: Reading, part: str = "ch-bridge", gallery: Gallery | None = None) -> str:
    shown = (gallery or Gallery()).page(reading.state, part, "web", "teacher")
    assert shown
    return shown.xhtml


def written(file: Path, text: str) -> str:
    file.write_text(text, "utf-8")
    return file.as_posix()


@pytest.mark.parametrize(
    "path", [BRIDGE, ANSWER, "chapters/00-note.md", "events.yaml", "registers/people.yaml"]
)
def test_what_is_read_again_is_what_a_new_reading_would_give(mini: Path, path: str) -> None:
    reading = Reading(mini)
    file = mini / path
    text = file.read_text("utf-8")
    more = (
        "  - {id: x, date: 1901, label: X}\n"
        if path == "events.yaml"
        else "\n\nMore words[^m].\n\n[^m]: Yes.\n"
    )
    more = "  - {id: x, name: X}\n" if path.startswith("reg") else more.replace("id: x", "id: ev-x")
    written(file, text + more)
    reading.saved({path})
    fresh = Reading(mini)
    assert reading.state.book == fresh.state.book
    for part in parts(fresh.state):
        assert page(reading, part.id) == page(fresh, part.id)
    assert reading.check(reading.state) == fresh.check(fresh.state)


def test_only_the_changed_text_is_parsed(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(mini)
    met: list[str] = []

    def noting(source, model):  # type: ignore[no-untyped-def]
        met.append(source.path)
        return parse(source, model)

    parse = room.parse
    monkeypatch.setattr(room, "parse", noting)
    written(mini / BRIDGE, (mini / BRIDGE).read_text("utf-8") + "\n\nMore.\n")
    reading.saved({BRIDGE, ANSWER})
    assert met == [BRIDGE]


@pytest.mark.parametrize(
    ("path", "broken"),
    [
        (BRIDGE, "---\nid: ch-bridge\ntitle: x\n---\n\n::: retold\nNever closed.\n"),
        (BRIDGE, "---\nid: [\n---\n\nText.\n"),
        (BRIDGE, ""),
        (ANSWER, "---\nid: src-answer\n---\n"),
        ("book.yaml", "id: ["),
        ("events.yaml", "events: 1\n"),
        ("registers/people.yaml", "people: [{id: }]\n"),
    ],
)
def test_a_broken_file_leaves_the_last_good_page(mini: Path, path: str, broken: str) -> None:
    reading, gallery = Reading(mini), Gallery()
    before, text = page(reading, gallery=gallery), (mini / path).read_text("utf-8")
    written(mini / path, broken)
    state = reading.saved({path})
    assert page(reading, gallery=gallery) == before
    assert state.broken[path]
    assert reading.check(state)
    written(mini / path, text)
    state = reading.saved({path})
    assert not state.broken
    assert page(reading, gallery=gallery) == before


def test_a_file_that_is_away_for_a_moment_is_not_missed(mini: Path) -> None:
    reading, gallery = Reading(mini), Gallery()
    before, file = page(reading, gallery=gallery), mini / BRIDGE
    text = file.read_text("utf-8")
    file.unlink()
    reading.saved({BRIDGE})
    assert page(reading, gallery=gallery) == before
    written(file, text + "\n\nMore.\n")
    reading.saved({BRIDGE})
    assert "More." in page(reading, gallery=gallery)


def test_a_book_that_begins_broken_is_shown_as_far_as_it_goes(mini: Path, edit: Edit) -> None:
    edit(mini / BRIDGE, "::: source @src-request", "::: sauce @src-request")
    reading = Reading(mini)
    assert reading.state.broken[BRIDGE]
    assert "survive" in page(reading)


def test_a_new_chapter_comes_into_the_list(mini: Path, edit: Edit) -> None:
    reading = Reading(mini)
    written(mini / "chapters" / "02-more.md", "---\nid: ch-more\ntitle: More\n---\n\nText.\n")
    edit(mini / "book.yaml", "[ch-bridge]", "[ch-bridge, ch-more]")
    state = reading.saved({"chapters/02-more.md", "book.yaml"})
    assert [part.id for part in parts(state)][:3] == ["ch-note", "ch-bridge", "ch-more"]
    assert "Text." in page(reading, "ch-more")


def test_a_fault_of_a_template_leaves_the_last_good_page(mini: Path) -> None:
    reading, gallery = Reading(mini), Gallery()
    before = page(reading, gallery=gallery)
    file = mini / "styles" / "templates" / "web" / "base.html.j2"
    file.parent.mkdir(parents=True)
    written(file, "{{ nobody }}")
    state = reading.saved({"styles/templates/web/base.html.j2"})
    shown = gallery.page(state, "ch-bridge", "web", "teacher")
    assert shown
    assert shown.xhtml == before
    assert [one.code for one in shown.faults] == ["STY001"]


def test_memory_holds_one_state_of_each_text(mini: Path) -> None:
    reading = Reading(mini)
    text = (mini / BRIDGE).read_text("utf-8")
    held = []
    for n in range(6):
        written(mini / BRIDGE, f"{text}\n\nEdit {n}.\n")
        reading.check(reading.saved({BRIDGE}))
        held.append(len(reading.kept.held) + len(reading.kept.asked))
    assert len(set(held[1:])) == 1


def test_places(mini: Path) -> None:
    state = Reading(mini).state
    assert home(state, BRIDGE) == "ch-bridge"
    assert home(state, "sources/src-request.md") == "ch-bridge"
    assert home(state, "events.yaml") == ""
    assert where(state, "src-request") == "ch-bridge"
    assert where(state, "term-district") == "glossary"
    assert where(state, "chronology") == "chronology"
    assert where(state, "nowhere") == ""


def test_a_book_without_errata_has_no_list_of_them(mini: Path) -> None:
    reading = Reading(mini)
    assert "errata" not in [part.id for part in parts(reading.state)]
    kept = "corrections:\n  - {date: 2026-11-20, by: Ada, reason: misread}\ngenre:"
    state = reading.saved({changed(mini / "sources" / "src-request.md", "\ngenre:", f"\n{kept}")})
    assert "errata" in [part.id for part in parts(state)]


def changed(file: Path, old: str, new: str) -> str:
    """Save a file of the sources otherwise; its path."""
    written(file, file.read_text("utf-8").replace(old, new, 1))
    return f"sources/{file.name}"
