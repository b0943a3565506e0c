"""`::: ranges` in a text: a numbered figure in both media, with the places of its counts, and its faults."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import fromstring

import pytest

from regesta.editions.audience import for_audience
from regesta.editions.flow import flow
from regesta.model import Medium, Section
from regesta.pages import Setting, environment, typeset
from regesta.workspace import read
from tests.checks.hearing import heard
from tests.reading import WORDS, book, plainly

Edit = Callable[[Path, str, str], None]
BLOCK = """
::: ranges @fig-cost "What did it cost?"
| Who says so | Of what | Crowns | Where |
|---|---|---|---|
| The council | timber alone | ~9,000 | @src-answer |
| **Kos** | all | 12,000–14,000 | see below[^minutes] |
| A newspaper | all | >20,000 | |

Three figures for one bridge.
:::

::: questions """


@pytest.fixture
def counted(mini: Path, edit: Edit) -> Path:
    edit(mini / "chapters" / "01-bridge.md", "\n::: questions ", BLOCK)
    return mini


def page(manuscript: Path, medium: Medium) -> str:
    seen = for_audience(book(manuscript), "student")
    made = flow(seen, seen.chapters[0], WORDS, plainly).value
    env = environment(read(manuscript).value.theme, medium, WORDS)
    setting = Setting(env, seen.settings, WORDS, "student")
    return typeset(Section(made.id, "chapter", made.title, made), setting).xhtml


def test_a_drawing_is_a_numbered_figure_with_the_places_of_its_counts(counted: Path) -> None:
    for medium in ("print", "epub"):
        (figure,) = re.findall(r'<figure class="ranges".*?</figure>', page(counted, medium), re.DOTALL)  # type: ignore[arg-type]  # a medium
        (said,) = re.findall(r'<span class="said">(.*)</span>', figure)
        words = re.sub(r"<[^>]+>", "", said)
        assert "<b>Figure 1</b>" in figure
        assert "Three figures for one bridge." in figure
        assert words.startswith("The council: Source 2")
        assert "; Kos: see below" in words
        assert "newspaper" not in words
        assert "<table" not in figure


def test_the_drawing_is_the_same_and_takes_the_colour_of_the_words(counted: Path) -> None:
    (address,) = re.findall(
        r'class="ranges".*?src="data:image/svg\+xml,([^"]+)"', page(counted, "print"), re.DOTALL
    )
    drawn = fromstring(unquote(address))
    (inline,) = re.findall(r'<svg[^>]*class="ranges">.*?</svg>', page(counted, "epub"), re.DOTALL)
    told = (
        "The council, timber alone: about 9,000. Kos, all: 12,000–14,000. A newspaper, all: more than 20,000."
    )
    assert [one.text for one in drawn[:2]] == ["What did it cost?", told]
    assert [one.text for one in fromstring(inline)[:2]] == ["What did it cost?", told]
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', inline)) == {"none", "currentColor"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("~9,000", "nine thousand", "RNG001"),
        ("12,000–14,000", "14,000–12,000", "RNG001"),
        ("| The council |", "| |", "RNG001"),
        ("Three figures for one bridge.\n", "", "MRK007"),
        ("@src-answer", "@src-nobody", "REF001"),
    ],
)
def test_what_cannot_be_drawn_is_said(counted: Path, edit: Edit, old: str, new: str, code: str) -> None:
    assert [one.code for one in heard(counted)] == []
    edit(counted / "chapters" / "01-bridge.md", old, new)
    assert [one.code for one in heard(counted)] == [code]
