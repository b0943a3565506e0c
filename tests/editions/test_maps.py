"""A map in a text: the places that it names or that are marked, drawn in print and in the EPUB."""

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
from tests.conftest import WORKED, copied
from tests.reading import WORDS, book, plainly

Edit = Callable[[Path, str, str], None]


@pytest.fixture
def worked(tmp_path: Path) -> Path:
    return copied(WORKED, tmp_path / "worked")


def page(manuscript: Path, medium: Medium) -> str:
    seen = for_audience(book(manuscript), "student")
    made = flow(seen, seen.chapters[0], WORDS, plainly).value
    env = environment(read(manuscript).value.theme, medium, WORDS)
    setting = Setting(env, seen.settings, WORDS, "student")
    return typeset(Section(made.id, "chapter", made.title, made), setting).xhtml


def test_a_map_is_a_numbered_figure_that_says_what_it_cannot_show(worked: Path) -> None:
    for text in (page(worked, "print"), page(worked, "epub")):
        (figure,) = re.findall(r'<figure class="map".*?</figure>', text, re.DOTALL)
        assert "<b>Figure 3</b>" in figure
        assert WORDS["map.today"] in figure
        assert "Outlines: Natural Earth, public domain. Places: invented." in figure


def test_the_drawing_is_the_same_and_takes_the_colour_of_the_words(worked: Path) -> None:
    (address,) = re.findall(
        r'<figure class="map".*?src="data:image/svg\+xml,([^"]+)"', page(worked, "print"), re.DOTALL
    )
    drawn = fromstring(unquote(address))
    (inline,) = re.findall(r'<svg[^>]*class="map">.*?</svg>', page(worked, "epub"), re.DOTALL)
    assert [one.text for one in drawn[:2]] == ["Where Lhota would be", "Lhota"]
    assert [one.text for one in fromstring(inline)[:2]] == ["Where Lhota would be", "Lhota"]
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', inline)) == {"none", "currentColor"}


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ("lhota", []),
        ("lhotta", ['no place is called "lhotta"']),
        ("lhota rome", ['"Rome" has no coordinates']),
        ("perth", ['"Perth" lies outside the outlines']),
    ],
)
def test_places_that_a_map_cannot_show_are_named(
    worked: Path, edit: Edit, places: str, said: list[str]
) -> None:
    edit(worked / "chapters" / "01-ferry.md", "@fig-where credit", f'@fig-where places="{places}" credit')
    more = 'places:\n  - {id: rome, name: Rome}\n  - {id: perth, name: Perth, at: "-31.95, 115.86"}\n'
    edit(worked / "registers" / "places.yaml", "places:\n", more)
    assert [one.message for one in heard(worked) if one.code in ("MAP001", "REF002")] == said


def test_a_map_of_nothing_is_a_fault(worked: Path, edit: Edit) -> None:
    edit(worked / "registers" / "places.yaml", ', at: "50.23, 14.47"', "")
    assert [one.message for one in heard(worked) if one.code == "MAP001"] == ["this map has no place to show"]


def test_coordinates_lie_on_the_globe(worked: Path, edit: Edit) -> None:
    edit(worked / "registers" / "places.yaml", "50.23, 14.47", "95.00, 14.47")
    assert "YML004" in [one.code for one in heard(worked)]
