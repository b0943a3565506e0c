"""The key holds what is used and nothing else, in one order, each sign as a mark that a template sets."""

from regesta.apparatus import signs
from regesta.reader.grammar import SIGNS
from regesta.tree import Element
from tests.reading import WORDS


def body(*names: str) -> Element:
    return Element("section", (), tuple(Element("span", (("data-mark", name),)) for name in names))


def gap(reason: str) -> Element:
    return Element("section", (), (Element("span", (("data-mark", "gap"), ("data-reason", reason))),))


def names(*bodies: Element, stamped: bool = False) -> list[str]:
    return [row.name for row in signs.key(bodies, WORDS, stamped)]


def test_only_what_is_used() -> None:
    assert names(body("del", "add"), body("add", "who")) == ["add", "del"]
    assert names(gap("redacted"), gap("omitted")) == ["gap-omitted", "gap-redacted"]
    assert names(body(), stamped=True) == ["stamp"]


def test_numbers_are_told_apart() -> None:
    line = Element("span", (("class", "l"), ("data-n", "5"), ("data-shown", "5")))
    sentence = Element("span", (("class", "s"), ("data-n", "1"), ("data-shown", "1")))
    assert names(Element("div", (), (sentence,)), Element("div", (), (line,))) == ["sentence", "line"]


def test_every_sign_of_the_grammar_has_a_row_and_a_meaning() -> None:
    rows = names(body(*(name for name in SIGNS if name != "gap")), *map(gap, signs.GAPS))
    assert {row.partition("-")[0] for row in rows} == set(SIGNS)
    assert [row for row in rows if f"signs.{row}" not in WORDS] == []


def test_no_key_where_nothing_needs_one() -> None:
    assert signs.make([body("who")], WORDS, False) is None
    assert signs.make([body("note")], WORDS, False) is None


def test_who_speaks() -> None:
    facing = Element("section", (), (Element("div", (("data-block", "facing"),)),))
    made = signs.make([facing], WORDS, False)
    assert made is not None
    assert isinstance(made.content, signs.Key)
    assert made.content.voices == ("transcript", "translation")
