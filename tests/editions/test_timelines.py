"""A timeline in a text: the rows that it asks for, as a list and drawn, in print and in the EPUB."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import fromstring

import pytest

from regesta.chronicle.row import Row, wanted
from regesta.chronicle.rows import rows
from regesta.editions.audience import for_audience
from regesta.editions.flow import Flow, flow
from regesta.model import Medium, PageMap, Section
from regesta.pages import Setting, environment, typeset
from regesta.workspace import read
from tests.reading import WORDS, book, plainly

Edit = Callable[[Path, str, str], None]
EVENTS = """events:
  - {id: ev-flood, date: 1900-02~, label: A flood carries the ferry away, reported: [src-request]}
  - {id: ev-opening, date: 1903-05-01, label: The bridge is opened, tags: [bridge], place: lhota,
     persons: [novak]}
  - {id: ev-open, date: ../1904, label: The debts are paid, short: No debts}
"""


@pytest.fixture
def lined(mini: Path) -> Path:
    """Mini with a list and a drawing."""
    (mini / "events.yaml").write_text(EVENTS, "utf-8")
    file = mini / "chapters" / "01-bridge.md"
    blocks = (
        '\n::: timeline from=1900 to=1901 "How it began"\n:::\n\n'
        '::: timeline @fig-all drawn "All of it"\nFrom flood to feast.\n:::\n\n::: questions '
    )
    file.write_text(file.read_text("utf-8").replace("\n::: questions ", blocks, 1), "utf-8")
    return mini


def chapter(manuscript: Path) -> Flow:
    seen = for_audience(book(manuscript), "student")
    return flow(seen, seen.chapters[0], WORDS, plainly).value


def page(manuscript: Path, medium: Medium) -> str:
    made, seen = chapter(manuscript), book(manuscript)
    env = environment(read(manuscript).value.theme, medium, WORDS)
    setting = Setting(env, seen.settings, WORDS, "student")
    return typeset(Section(made.id, "chapter", made.title, made), setting).xhtml


def shown(manuscript: Path, **said: str) -> list[str]:
    asked = wanted(said)
    seen = book(manuscript)
    return [row.label for row in rows(seen, PageMap(), WORDS) if asked.fits(row)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"from": "1903", "to": "1903"}, ["The bridge is opened"]),
        ({"from": "1900-02-10", "to": "1900-02-10"}, ["A flood carries the ferry away"]),
        ({"tags": "bridge nothing"}, ["The bridge is opened"]),
        ({"place": "lhota", "from": "1903"}, ["The bridge is opened"]),
        ({"person": "novak", "from": "1903"}, ["The bridge is opened"]),
        ({"from": "1904"}, ["The debts are paid"]),
        ({"from": "1850", "to": "1899"}, []),
        ({"from": "nonsense", "tags": "bridge"}, ["The bridge is opened"]),
    ],
)
def test_rows_fit_what_is_asked_for(lined: Path, said: dict[str, str], expected: list[str]) -> None:
    assert shown(lined, **said) == expected


def test_a_marked_event_has_the_place_and_the_person_among_its_words(mini: Path, edit: Edit) -> None:
    text = "[[Novák]{who=novak} comes to [Lhota]{place=lhota}]{event=1901-03-11}; then [Novák]{who=novak}"
    edit(mini / "chapters" / "01-bridge.md", "- One plan was dear.", f"- One plan was dear. {text}")
    (row,) = [one for one in rows(book(mini), PageMap(), WORDS) if one.date.text == "1901-03-11"]
    assert (row.persons, row.place) == (("novak",), ("lhota",))


def test_the_list_stands_in_print_with_slots_for_the_pages(lined: Path) -> None:
    printed = page(lined, "print")
    (table,) = re.findall(r'<table class="chron small">.*?</table>', printed, re.DOTALL)
    assert "How it began" in table
    assert "A flood carries the ferry away" in table
    assert "The bridge is opened" not in table
    assert re.findall(r'data-slot="([^"]+)"', table)[:2] == ["src-request", "ev-vote"]


def test_the_drawing_is_a_numbered_figure_in_both_media(lined: Path) -> None:
    printed, read_ = page(lined, "print"), page(lined, "epub")
    (address,) = re.findall(r'<img src="data:image/svg\+xml,([^"]+)"', printed)
    drawn = fromstring(unquote(address))
    title, desc = drawn[0], drawn[1]
    assert title.text == "All of it"
    assert "1\u00a0May 1903: The bridge is opened." in (desc.text or "")
    assert "No debts" in (desc.text or "")
    (inline,) = re.findall(r"<svg.*?</svg>", read_, re.DOTALL)
    assert fromstring(inline)[1].text == desc.text
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', inline)) == {"none", "currentColor"}
    for text in (printed, read_):
        assert "<b>Figure 1</b>" in text
        assert "From flood to feast." in text


def test_each_row_of_the_list_is_a_link_in_the_epub(lined: Path) -> None:
    (table,) = re.findall(r'<table class="chron">.*?</table>', page(lined, "epub"), re.DOTALL)
    assert '<a href="#ev-vote"><time datetime="1901-03-12T19:30">' in table
    assert re.search(r'<a href="#src-request">about\sFebruary</a>', table)


def test_an_event_that_nothing_tells_of_leads_to_the_timeline_that_shows_it(lined: Path, edit: Edit) -> None:
    by_label = {row.label: row for row in rows(book(lined), PageMap(), WORDS)}
    assert by_label["The bridge is opened"].leads == ("fig-all",)
    assert by_label["A flood carries the ferry away"].leads[-1] == "src-request"
    edit(lined / "chapters" / "01-bridge.md", "@fig-all drawn", "")
    edit(lined / "chapters" / "01-bridge.md", "From flood to feast.", "")
    (row,) = [one for one in rows(book(lined), PageMap(), WORDS) if one.label == "The bridge is opened"]
    assert row.leads[0].endswith(".ev-opening")
    assert f'id="{row.leads[0]}"' in page(lined, "print")


@pytest.fixture
def disputed(mini: Path) -> Path:
    dates = "dates: {src-request: 1900-02-03, src-answer: 1900-02-05}"
    (mini / "events.yaml").write_text(
        f"events:\n  - {{id: ev-flood, date: 1900-02, label: The flood, {dates}}}\n", "utf-8"
    )
    return mini


def flood(manuscript: Path) -> Row:
    (row,) = [one for one in rows(book(manuscript), PageMap(), WORDS) if one.label == "The flood"]
    return row


def test_disagreement_is_shown_with_who_says_what(disputed: Path) -> None:
    row = flood(disputed)
    assert row.disagree
    assert [(one.label, one.says.replace("\u00a0", " ")) for one in row.reported] == [
        ("Source 1", "3 February"),
        ("Source 2", "5 February"),
    ]


def test_what_was_reported_has_a_day_of_its_own(disputed: Path) -> None:
    assert flood(disputed).reported[0].when.replace("\u00a0", " ") == "20 March 1901"


def test_an_inferred_day_says_so(mini: Path, edit: Edit) -> None:
    edit(mini / "sources" / "src-request.md", "date_document: ", "date_basis: inferred\ndate_document: ")
    (row,) = [one for one in rows(book(mini), PageMap(), WORDS) if one.source == "src-request"]
    assert row.basis == "The day is inferred; the document does not print it."


def test_sources_that_contradict_each_other_give_one_row(mini: Path, edit: Edit) -> None:
    for name, day in (("src-request", "16"), ("src-answer", "17")):
        file = mini / "sources" / f"{name}.md"
        mark = f"{{event: 1901-08-{day} | The mayor leaves}}"
        file.write_text(f"{file.read_text('utf-8')}\n\n{mark}He is gone.\n", "utf-8")
    (row,) = [one for one in rows(book(mini), PageMap(), WORDS) if one.label == "The mayor leaves"]
    assert [(one.label, one.says.replace("\u00a0", " ")) for one in row.reported] == [
        ("Source 1", "16 August"),
        ("Source 2", "17 August"),
    ]
    edit(mini / "sources" / "src-request.md", "contradicts: [src-answer]\n", "")
    assert [one.label for one in rows(book(mini), PageMap(), WORDS)].count("The mayor leaves") == 2
