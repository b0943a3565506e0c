"""CriticMarkup: where a change begins and ends in the text that Markdown shows."""

import pytest

from regesta.reader.critic import critic
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
