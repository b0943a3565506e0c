"""Trees with their changes marked: what came taken out is the old text, what went taken out the new."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.redline.blocks import Comparing, moved
from regesta.redline.inline import Marks, compared
from regesta.tree import Element, Node, text, walk

WORDS = st.sampled_from("the old ferry river bridge town was is high cheap, dear. A B 1901 “yes”".split())
LINE = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)


def marked(mark: str, words: str, **more: str) -> Element:
    return Element("span", (("id", "x"), ("data-mark", mark), *more.items()), (words,) if words else ())


INLINE = st.one_of(
    LINE,
    LINE.map(lambda words: Element("em", (), (words,))),
    LINE.map(lambda words: Element("span", (("class", "s"), ("id", "s")), (words,))),
    WORDS.map(lambda word: marked("who", word)),
    WORDS.map(lambda word: marked("ref", f"Source {word}")),
    st.just(marked("ix", "")),
)
PARAGRAPH = st.lists(INLINE, min_size=1, max_size=5).map(lambda made: Element("p", (), tuple(made)))
BLOCK = st.one_of(
    PARAGRAPH,
    LINE.map(lambda words: Element("h2", (("id", "h"),), (words,))),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda rows: Element("ul", (), tuple(Element("li", (), (row,)) for row in rows))
    ),
    st.lists(PARAGRAPH, min_size=1, max_size=3).map(
        lambda made: Element("div", (("data-block", "retold"),), tuple(made))
    ),
    st.lists(st.tuples(LINE, LINE), min_size=1, max_size=3).map(
        lambda rows: Element(
            "table",
            (),
            tuple(Element("tr", (), tuple(Element("td", (), (cell,)) for cell in row)) for row in rows),
        )
    ),
)
BODY = st.lists(BLOCK, max_size=6).map(lambda made: Element("section", (), tuple(made)))
COME, GONE = ("insert", "redline-in"), ("delete", "redline-out")


def without(node: Node, signs: tuple[str, str]) -> str:
    """The words of a tree, apart from those that are marked by one of the signs."""
    if isinstance(node, str):
        return node
    if node.get("data-mark") == signs[0] or signs[1] in (node.get("class") or ""):
        return ""
    return "".join(without(child, signs) for child in node.children)


def bare(words: str) -> str:
    return "".join(words.split())


def comparing(moves: frozenset[str] = frozenset()) -> Comparing:
    return Comparing(Marks("ch-x"), moves, ("here", "away"), "ch-x")


@given(BODY, BODY)
def test_both_texts_are_in_it(old: Element, new: Element) -> None:
    made = comparing().body(old, new)
    assert bare(without(made, GONE)) == bare(text(new))
    assert bare(without(made, COME)) == bare(text(old))
    ids = [one.get("id") for one in walk(made) if (one.get("id") or "").startswith("ch-x-redline")]
    assert len(ids) == len(set(ids))


@given(BODY)
def test_the_same_text_has_no_change(body: Element) -> None:
    run = comparing()
    assert run.body(body, body) == body
    assert not run.tallies


@given(st.lists(INLINE, max_size=5), st.lists(INLINE, max_size=5))
def test_a_mark_is_changed_whole_or_not_at_all(old: list[Node], new: list[Node]) -> None:
    made = Element("p", (), compared(tuple(old), tuple(new), Marks("x")))
    known = [one for one in new if isinstance(one, Element) and one.get("data-mark")]
    kept = [one for one in walk(made) if one.get("data-mark") in ("who", "ref", "ix")]
    assert kept == known  # none is lost, cut or made up


def flat(nodes: tuple[Node, ...]) -> str:
    signs = {"insert": "+{}+", "delete": "-{}-"}
    return "".join(
        one
        if isinstance(one, str)
        else signs.get(one.get("data-mark") or "", "{}").format(flat(one.children))
        for one in nodes
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The ferry is old.", "The ferry was old.", "The ferry -is-+was+ old."),
        ("Four armies crossed.", "Five great armies crossed.", "-Four-+Five great+ armies crossed."),
        ("one two three", "one 2 3", "one -two three-+2 3+"),
        ("It was high.", "It was high, and cold.", "It was high+, and cold+."),
        ("", "Words.", "+Words.+"),
        ("Words.", "", "-Words.-"),
    ],
)
def test_words(old: str, new: str, expected: str) -> None:
    assert flat(compared((old,), (new,), Marks("x"))) == expected


def test_a_number_that_a_neighbour_gave_is_no_change() -> None:
    old = Element(
        "p", (), ("A", Element("a", (("id", "n-3"), ("data-mark", "ref"), ("href", "#x-3")), ("b",)))
    )
    new = Element(
        "p", (), ("A", Element("a", (("id", "n-4"), ("data-mark", "ref"), ("href", "#x-4")), ("b",)))
    )
    run = comparing()
    assert run.body(Element("div", (), (old,)), Element("div", (), (new,))).children == (new,)
    assert not run.tallies


def test_a_block_that_stands_elsewhere_now_is_moved() -> None:
    first, second, third = (
        Element("p", (), (f"{name} paragraph, long enough to be known again.",))
        for name in ("One", "Two", "Three")
    )
    old, new = Element("div", (), (first, second, third)), Element("div", (), (second, third, first))
    run = comparing()
    run.body(old, new)
    moves = moved(run.went, run.came)
    assert len(moves) == 1
    again = comparing(moves)
    made = again.body(old, new)
    assert again.tallies["ch-x"].moved == 1
    assert again.tallies["ch-x"].gone == again.tallies["ch-x"].come == 0
    assert [one.get("class") for one in made.children if isinstance(one, Element) and one.get("class")] == [
        "redline-label",
        "redline-moved",
    ]
