"""The lock of numbers: the same numbers make the same bytes, and what was written is read again."""

import re

import pytest

from regesta.data import load, validate
from regesta.diagnostics import Diagnostic
from regesta.reader.numbering import Sentence
from regesta.source import Source
from regesta.texts.numbers import FILE, Kept, Numbers, NumbersFile, digest, known, locked, written

A, B, C = "0123456789ab", "123456789012", "aaaaaaaaaaaa"
NUMBERS: dict[str, Numbers] = {"src-b": {"s": (A, B), "l": (C,)}, "src-a": {"s": (B,)}}
KEPT = {id: Kept(rows, C * 5 + "0000" if id == "src-a" else "") for id, rows in NUMBERS.items()}


def read(text: str) -> tuple[NumbersFile | None, tuple[Diagnostic, ...]]:
    data = load(Source.of(FILE, text))
    checked = validate(NumbersFile, data.value)
    return checked.value, (*data.diagnostics, *checked.diagnostics)


def test_what_is_written_is_read_again() -> None:
    text = written(KEPT)
    assert text == written(dict(reversed(KEPT.items())))
    source = Source.of(FILE, text)
    file, found = read(text)
    rows = locked(file, load(source).value)
    assert found == ()
    assert {id: one.rows for id, one in rows.items()} == NUMBERS
    assert [source.text[one.place.start : one.place.end] for one in rows.values() if one.place] == [
        "src-a",
        "src-b",
    ]


def test_an_empty_lock_locks_nothing() -> None:
    assert read(written({"src-a": Kept({}), "src-b": Kept({"s": ()})})) == (NumbersFile(), ())
    assert locked(None, load(Source.of(FILE, "")).value) == {}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"s2 {A}", "YML004"),
        (f"s1 {A}\n      s1 {B}", "YML004"),
        (f"s1 {A}\n      s3 {B}", "YML004"),
        (f"s1 {A[:-1]}", "YML004"),
        (f"p1 {A}", "YML004"),
        (f"s1 {A}\n<<<<<<< mine", "YML001"),
    ],
)
def test_a_spoilt_lock_is_said(row: str, code: str) -> None:
    _, found = read(f"sources:\n  - id: src-a\n    numbers: |\n      {row}\n")
    assert found[0].code == code
    assert found[0].span


@pytest.mark.parametrize(
    "other", ["we ask for a bridge", "We ask, for\na «bridge»!", "WE ASK\u2003FOR A BRIDGE"]
)
def test_a_digest_knows_words_again(other: str) -> None:
    assert digest(other) == digest("We ask for a bridge.")
    assert re.fullmatch("[0-9a-f]{12}", digest(other))


def test_a_digest_knows_other_words_from_them() -> None:
    assert digest("Nebude drahy\u0301.") == digest("Nebude drahý.")
    assert len({digest(one) for one in ("Nebude drahý.", "Nebude drahy.", "Nebude.", "", "…a")}) == 5


def test_what_is_known_of_a_source() -> None:
    said = (Sentence("src-a.b.s1", "One."), Sentence("src-a.b.l1", "Two"), Sentence("src-a.b.s2", "Three."))
    assert known(said) == {"s": (digest("One"), digest("Three")), "l": (digest("Two"),)}
