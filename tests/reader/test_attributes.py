"""What stands in braces and on fences."""

import pytest

from regesta.reader.attributes import attributes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("who", [("flag", "who", "")]),
        ("who=x", [("key", "who", "x")]),
        ('label="a  long\none"', [("key", "label", "a long one")]),
        ('label=""', [("key", "label", "")]),
        (" #ev-x  .a .b ", [("id", "id", "ev-x"), ("class", "class", "a"), ("class", "class", "b")]),
        ('"A title" @src-x', [("title", "title", "A title"), ("ref", "ref", "src-x")]),
        ("date=1968-08-20/1968-08-21", [("key", "date", "1968-08-20/1968-08-21")]),
        ("lang=en-GB a-b", [("key", "lang", "en-GB"), ("flag", "a-b", "")]),
    ],
)
def test_what_is_read(text: str, expected: list[tuple[str, str, str]]) -> None:
    found, stop = attributes(text)
    assert stop is None
    assert [(one.kind, one.name, one.value) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("who=", "who="),
        ("who =x", "=x"),
        ('a "open', '"open'),
        ("a, b", "a, b"),
        ("#", "#"),
        ("a {b", "{b"),
        ("1=2", "1=2"),
    ],
)
def test_where_reading_stops(text: str, rest: str) -> None:
    stop = attributes(text)[1]
    assert stop is not None
    assert text[stop:] == rest


def test_places() -> None:
    text = ' who=x  label="a b"\n#id'
    found = attributes(text)[0]
    assert [text[one.start : one.end] for one in found] == ["who=x", 'label="a b"', "#id"]
    assert [text[one.at : one.at + len(one.value)] for one in found] == ["x", "a b", "id"]
