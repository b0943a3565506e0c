"""The small timeline at the head of a chapter: whose events it shows, in both media, and what is wrong."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import fromstring

import pytest

from regesta.chronicle.own import own
from regesta.editions.audience import for_audience
from regesta.editions.flow import Flow, flow
from regesta.model import Medium, Section
from regesta.pages import Setting, environment, typeset
from regesta.workspace import read
from tests.checks.hearing import heard
from tests.reading import WORDS, book, plainly

Edit = Callable[[Path, str, str], None]
NAMED = "milestones:\n  ev-vote: The council votes\n  ev-opening: The bridge opens\n---"


@pytest.fixture
def timed(mini: Path, edit: Edit) -> Path:
    edit(mini / "chapters" / "01-bridge.md", "dates: 1901-03/1903~\n---", f"dates: 1901-03/1903~\n{NAMED}")
    return mini


def chapter(manuscript: Path) -> Flow:
    seen = for_audience(book(manuscript), "student")
    return flow(seen, seen.chapters[0], WORDS, plainly).value


def page(manuscript: Path, medium: Medium) -> str:
    made, seen = chapter(manuscript), book(manuscript)
    env = environment(read(manuscript).value.theme, medium, WORDS)
    setting = Setting(env, seen.settings, WORDS, "student")
    return typeset(Section(made.id, "chapter", made.title, made), setting).xhtml


def test_what_is_named_is_in_order_and_in_the_words_of_the_chapter(timed: Path) -> None:
    strip = chapter(timed).strip
    assert strip
    assert [(one.date, one.lines[0][1]) for one in strip.named] == [
        ("12\u00a0March 1901, 7.30\u00a0p.m.", "The council votes"),
        ("1\u00a0May 1903", "The bridge opens"),
    ]
    assert strip.told.endswith("1\u00a0May 1903: The bridge opens.")


def test_the_marks_are_of_what_the_chapter_and_its_sources_tell_in_its_time(timed: Path, edit: Edit) -> None:
    seen = book(timed)
    told, named = own(seen, seen.chapters[0], WORDS)
    beyond = [row for row in told if row not in named and row.date.latest and row.date.latest.year < 1901]
    assert not beyond  # the flood of 1900, which a source of the chapter reports
    edit(timed / "chapters" / "01-bridge.md", "dates: 1901-03/1903~\n", "dates: 1900/1903\n")
    seen = book(timed)
    wider, _ = own(seen, seen.chapters[0], WORDS)
    assert "A flood carries the ferry away" in [row.label for row in wider]
    assert len(wider) > len(told)


def test_both_media_show_it_with_all_of_it_in_words(timed: Path) -> None:
    printed, read_ = page(timed, "print"), page(timed, "epub")
    (address, alt) = re.findall(r'<img src="data:image/svg\+xml,([^"]+)" alt="([^"]+)"', printed)[0]
    (inline,) = re.findall(r"<svg.*?</svg>", read_, re.DOTALL)
    (listed,) = re.findall(r'<ol class="milestones".*?</ol>', read_, re.DOTALL)
    assert "The council votes" in alt
    title, _, told = alt.partition(". ")
    assert [one.text for one in fromstring(unquote(address))[:2]] == [title, told]
    lines = [" ".join("".join(one.itertext()).split()) for one in fromstring(listed)]
    assert [" ".join(one.rstrip(".").replace(": ", " ").split()) for one in told.split(". ")] == lines
    assert "<text" not in inline, "words in a drawing are too small on a phone"
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', inline)) <= {"none", "currentColor"}
    assert 'class="chapter timed"' in printed


def test_a_chapter_that_names_none_has_none(mini: Path) -> None:
    assert chapter(mini).strip is None
    assert "timed" not in page(mini, "print")


def test_an_event_that_is_not_there_is_said_at_its_name(timed: Path, edit: Edit) -> None:
    edit(timed / "chapters" / "01-bridge.md", "  ev-opening: ", "  ev-openin: ")
    found = [one for one in heard(timed) if one.code == "REF001"]
    assert [one.message for one in found] == ['nothing in the book is called "ev-openin"']
