"""The words of an element of TEI in one line, without what stands beside them."""

from collections.abc import Collection, Iterator

from regesta.exchange.xml import Raw, content, name

BESIDE = ("note",)
APART = ("p", "head", "item", "label", "lb", "l", "row", "cell", "div", "list", "quote", "titlePart", "bibl")


def words_of(raw: Raw, without: Collection[str] = BESIDE) -> str:
    """The words, parted by single spaces; paragraphs and lines are parted too."""
    return " ".join("".join(_said(raw, without)).split())


def _said(raw: Raw, without: Collection[str]) -> Iterator[str]:
    for one in content(raw):
        if isinstance(one, str):
            yield one
        elif name(one) not in without:
            apart = " " if name(one) in APART else ""
            yield apart
            yield from _said(one, without)
            yield apart
