"""What must hold for every text: stamps change nothing, spans are true, nothing leaks."""

from lxml import etree

from regesta.facts import AnchoredNote, BlockUse, Note
from regesta.reader.parse import Parsed
from regesta.tree import walk
from tests.reader.reading import RECORD, Meta, at_most, leaks, placeless, read, xml

SECONDS = 20


def hold(text: str) -> None:
    """All properties at once, for one file."""
    with at_most(SECONDS):
        stamped, plain = (read(text, positions=places, front="", path=RECORD) for places in (True, False))
    whole = xml(stamped.value.body)
    assert whole == xml(plain.value.body)
    assert {one.code for one in stamped.diagnostics} == {one.code for one in plain.diagnostics}
    assert sorted(map(placeless, stamped.value.facts)) == sorted(map(placeless, plain.value.facts))
    assert not any(one.code == "PAR001" for one in stamped.diagnostics)
    assert not leaks(stamped.value.body)
    assert ("klzzwxh" in whole) <= ("klzzwxh" in text)
    assert "wzxhzdk" not in whole
    etree.fromstring(whole)
    _places(stamped.value)


def _places(parsed: Parsed[Meta]) -> None:
    """Each span begins and ends where its construct does."""
    text = parsed.source.text
    for one in walk(parsed.body):
        if one.get("data-mark") and one.span and one.get("data-mark") != "anchored":
            words = text[one.span.start : one.span.end]
            assert words[0] in "[{@", words
            assert words[-1] in "]}" or words[0] == "@", words
    for fact in parsed.facts:
        if isinstance(fact, Note):
            assert text[fact.span.start : fact.span.end] == f"[^{fact.label}]:"
        if isinstance(fact, AnchoredNote):
            assert text[: fact.span.start].endswith("\n")
            assert fact.span.end > fact.span.start
        if isinstance(fact, BlockUse):
            assert text[fact.span.start :].startswith(":::")
