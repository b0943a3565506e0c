"""Stamps: private characters that come out again where they went in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.reader import stamps
from regesta.reader.stamps import FIRST, STAMP, stamp, strip
from tests.reader.reading import FRAGMENTS, read


def _shown(text: str) -> str:
    return STAMP.sub("·", stamp(text).text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Word [a]{who=b} {ix: c} @src-d", "Word· ·[a]·{who=b·} ·{ix: c·} ·@src-d"),
        ("## Head\n\n- item\n- [x](y)", "## ·Head\n\n- item·\n- ·[x](y)"),
        ("“Quoted words\nmore words", "“Quoted· words\nmore words"),
        ("1968 was; 1. one", "1968· was; 1. one"),
        ("{++a++}{--b--}{~~c~>d~~}{==e==}{>>f<<}", "·{++a·++}·{--b·--}·{~~c~>d·~~}·{==e·==}·{>>f·<<}"),
        ("[a][b] ![c](d) \\[e] <b> <http://x>", "·[a][b] ·![c](d) \\[e] ·<b> ·<http://x>"),
        ("[r]: <http://x>\n\nA [^n] [^n]: b", "[r]: <http://x>\n\nA· ·[^n] [^·n]: b"),
        ("a@src-b mail@x", "a·@src-b mail@x"),
        ("snake_case word", "snake_case word"),
    ],
)
def test_where_they_go(text: str, shown: str) -> None:
    assert _shown(text) == shown


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_they_only_add(text: str) -> None:
    made = stamp(text)
    assert strip(made.text) == text
    assert [ord(one) - FIRST for one in STAMP.findall(made.text)] == list(range(len(made.offsets)))
    assert all(0 <= offset <= len(text) for offset in made.offsets)


def test_more_marks_than_stamps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "LAST", FIRST + 3)
    result = read("{ix: a} {ix: b} {ix: c}")
    assert [one.code for one in result.diagnostics] == ["TXT002"]
    assert [one.span is None for one in result.value.facts] == [False, False, True]


def test_the_plane_of_stamps_is_closed_to_manuscripts() -> None:
    text = "a \U000f0000{ix: b} \U0010ffff"
    result = read(text)
    assert not re.search("[\U000f0000-\U0010ffff]", result.value.source.text)
    assert len(result.value.source.refused) == 2
