"""Names in the editors' words have the diacritics of the registers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checks.hearing import heard, noted, places

Edit = Callable[[Path, str, str], None]


@pytest.mark.parametrize(
    "text",
    [
        "Jan Novák and Novák.",
        "“Novak” stands in the minutes.",
        "> Novak has drawn it.",
        "[Novak]{lang=de} is German.",
        "See `Novak` and [a page](https://example.org/Novak).{ix: Novak}",
        "The novak is no name, NOVAK is a shout, and Novakova is another.",
    ],
)
def test_what_is_not_meant(mini: Path, text: str) -> None:
    assert noted(mini, f"{text}{{ix: Novák, Jan}}\n", "NAM001") == []


@pytest.mark.parametrize(
    ("text", "places_"),
    [
        ("*Jan* Novak wanted{ix: Novak} a bridge.", ["Novak"]),
        ("A{ix: Novak} man,\n**Novak**, and [Mr. Novak]{date=1901}.", ["Novak", "Novak"]),
        ("| a | b |\n|---|---|\n| Novák | Nòvák |\n", ["Nòvák"]),
        ("- One Novák.\n- Two Novak.\n", ["Novak"]),
        ("A note.[^n]\n\n[^n]: By Novak.\n", ["Novak"]),
        ("## Novak {#novak}\n", ["Novak"]),
        ('::: aside "Novak"\nA man.\n:::\n', ["Novak"]),
        ("::: teacher\nSpeak of Novak.\n:::\n", ["Novak"]),
    ],
)
def test_every_place_is_exact(mini: Path, text: str, places_: list[str]) -> None:
    assert places(noted(mini, text, "NAM001")) == places_


def test_fields_and_tables_are_the_editors_words(mini: Path, edit: Edit) -> None:
    edit(mini / "sources" / "src-answer.md", "for bridges.", "for bridges, wrote Novak.")
    edit(mini / "events.yaml", "The bridge is opened", "Novak opens the bridge")
    edit(mini / "registers" / "places.yaml", "A town", "Novak’s town")
    assert places(heard(mini, "NAM001")) == ["Novak"] * 3


def test_transcripts_keep_what_was_written(mini: Path, edit: Edit) -> None:
    edit(mini / "sources" / "src-request.md", "Mr. Novák has", "Mr. Novak has")
    assert heard(mini, "NAM001") == []


def test_letters_that_unicode_does_not_take_apart(mini: Path, edit: Edit) -> None:
    people = mini / "registers" / "people.yaml"
    edit(people, "people:\n", "people:\n  - {id: gomulka, name: Władysław Gomułka, aliases: [Gomulka]}\n")
    assert places(noted(mini, "Gomulka met Gomułka.", "NAM001")) == ["Gomulka"]


def test_a_name_that_another_bears_without_marks_is_right(mini: Path, edit: Edit) -> None:
    edit(mini / "registers" / "people.yaml", "people:\n", "people:\n  - {id: novak-us, name: Kim Novak}\n")
    assert noted(mini, "Kim Novak came.", "NAM001") == []
