"""What an editor is told of a field that does not fit: one sentence, in words of the trade."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checks.hearing import heard, places

Edit = Callable[[Path, str, str], None]
RECORD = Path("sources", "src-request.md")
AGENT = "{name: Jan Novák, id: novak, role: mayor}"
MARKING = "{level: Restricted, caveats: [for the district only]}"


def told(mini: Path) -> list[str]:
    return [one.message for one in heard(mini, "YML004", "DAT001")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("number: 1", "number: one", '"number": a whole number is wanted here'),
        ("number: 1", "number: 0", '"number": 0 is less than 1'),
        ("minutes: 45", "minutes: 4500", '"minutes": 4500 is more than 600'),
        ("languages: [en]", "languages: en", '"languages": a list is wanted here'),
        ("languages: [en]", "languages: []", '"languages": nothing stands here'),
        ("genre: letter", "genre: [a]", '"genre": text is wanted here'),
        ("genre: letter", 'genre: ""', '"genre": nothing stands here'),
        ("extent: one page", "extent:", '"extent": nothing stands here'),
        ("extent: one page", 'extent: {unknown: ""}', '"extent.unknown": nothing stands here'),
        ("extent: one page", "extent: [a]", '"extent": text is wanted here'),
        ("date_document: 1901-03-20", "date_document: May", '"date_document": "May" is not a date'),
        (MARKING, "Secret", '"classification": names with values are wanted here'),
        (f"[{AGENT}]", "Jan Novák", '"creator": a list is wanted here'),
        ("title_formal: Request for a bridge\n", "", "a record needs title_formal or title_supplied"),
        (
            "extent: one page",
            "extent: {unknown: no}",
            '"extent.unknown": "no" is too short: it takes 3 characters or more',
        ),
        (
            "text: transcript",
            "text: transkript",
            '"text": "transkript" is none of transcript, excerpt, retold, abstract',
        ),
    ],
)
def test_one_fault_is_said_once(mini: Path, edit: Edit, old: str, new: str, said: str) -> None:
    edit(mini / RECORD, old, new)
    assert told(mini) == [said]


@pytest.mark.parametrize("point", ["50.1, 14.42", "91.00, 14.42", "50.09, 180.01", "50.09 14.42", "Praha"])
def test_a_place_lies_somewhere_on_the_earth(mini: Path, edit: Edit, point: str) -> None:
    file = mini / "registers" / "places.yaml"
    edit(file, "{id: lhota,", f'{{id: lhota, at: "{point}",')
    assert told(mini) == [
        f'"places.0.at": "{point}" is no latitude and longitude to two places; write "50.09, 14.42"'
    ]


def test_nothing_is_said_of_what_a_value_was_not_meant_to_be(mini: Path, edit: Edit) -> None:
    edit(mini / RECORD, AGENT, "{nam: Jan Novák}")
    assert told(mini) == ['the field "name" is missing', 'no field is called "creator.0.nam"']


def test_places_are_those_of_the_value_or_of_its_key(mini: Path, edit: Edit) -> None:
    edit(mini / RECORD, "minutes: 45", "minutes: many")
    edit(mini / RECORD, "extent: one page", "extent: {unkown: lost}")
    assert places(heard(mini, "YML004"))[1:] == ["unkown", "many"]
