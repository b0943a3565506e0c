"""CriticMarkup: where a change begins and ends in the text that Markdown shows."""

import pytest

from regesta.reader.critic import Signed, critic, signed, stretches
from regesta.reader.stamps import FIRST

STAMP = chr(FIRST)


@pytest.mark.parametrize(
    ("data", "sign", "parts", "rest"),
    [
        ("{++a++} b", "++", ("a",), " b"),
        ("{--a--}", "--", ("a",), ""),
        ("{~~a~>b~~}c", "~~", ("a", "b"), "c"),
        ("{~~a~>b~>c~~}", "~~", ("a", "b~>c"), ""),
        ("{~~a~~}", "~~", ("a",), ""),
        ("{==a==}{>>b<<}", "==", ("a",), "{>>b<<}"),
        ("{>>a ++} b<<}", ">>", ("a ++} b",), ""),
        (f"{{++a {STAMP}++}}", "++", ("a ",), ""),
        ("{++a {++} b++}", "++", ("a {++} b",), ""),
        ("{>>a {<<}", ">>", ("a {",), ""),
        ("{++++}", "++", ("",), ""),
    ],
)
def test_changes(data: str, sign: str, parts: tuple[str, ...], rest: str) -> None:
    found = critic(data, 0)
    assert found
    assert (found.sign, found.parts, data[found.end :]) == (sign, parts, rest)


@pytest.mark.parametrize("data", ["{++a", "{++}", "{++a--}", "{+a+}", "{ix: a}", "{<<a>>}"])
def test_no_changes(data: str) -> None:
    assert critic(data, 0) is None


@pytest.mark.parametrize(
    ("words", "author", "date", "rest"),
    [
        ("JN 2026-11-20: why", "JN", "2026-11-20", "why"),
        ("JN: why", "JN", "", "why"),
        ("JN:why", "JN", "", "why"),
        (" \nŠČ  2026-11~:\n why", "ŠČ", "2026-11~", "why"),
        ("J.N. 2026-11-20T14:30: why: so", "J.N.", "2026-11-20T14:30", "why: so"),
        ("K-N2 2026", "K-N2", "2026", ""),
        ("JN", "JN", "", ""),
        ("JN 2026-13-40: why", "JN", "", "2026-13-40: why"),
        ("JN 2026-13", "JN", "", "2026-13"),
        ("JN says: why", "", "", "JN says: why"),
        ("JN 2026 why", "", "", "JN 2026 why"),
        ("Note: why", "", "", "Note: why"),
        ("jn: why", "", "", "jn: why"),
        ("A: why", "", "", "A: why"),
        ("KSČSSR: why", "", "", "KSČSSR: why"),
        ("why", "", "", "why"),
        ("", "", "", ""),
    ],
)
def test_who_says_so_and_when(words: str, author: str, date: str, rest: str) -> None:
    found = signed(words)
    assert (found.author, found.date, words[found.at :]) == (author, date, rest)


def test_initials_without_a_colon_stand_alone() -> None:
    assert signed("JN ", alone=False) == Signed("", "", 0)  # `{>>JN *why*<<}`
    assert signed("JN: ", alone=False) == Signed("JN", "", 4)


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("{++a++}", ["a"]),
        ("{++++}", [""]),
        ("{~~a~>b~>c~~}", ["a", "b~>c"]),
        ("{~~a~~}", ["a"]),
        ("{~~\\~>a\n`~>`~>b~~}", ["\\~>a\n`~>`", "b"]),
        ("{~~a `b~>c~~}", ["a `b", "c"]),  # one can only be what parts them
        ("{~~a `b~>c~>d~~}", []),  # code may begin here
        ("{~~a \\`b~>c~>d~~}", ["a \\`b", "c~>d"]),
        ("{++a", []),
        ("{++}", []),
        ("[a", []),
        ("", []),
    ],
)
def test_where_the_words_stand(raw: str, parts: list[str]) -> None:
    assert [raw[start:end] for start, end in stretches(raw)] == parts
