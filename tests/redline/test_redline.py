"""A redline holds both states, word for word: without what came the old one, without what went the new."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from regesta.comparison import Fault, Report
from regesta.diagnostics import Diagnostic
from regesta.model import Book, Section
from regesta.pages import Setting, environment, typeset
from regesta.redline.blocks import blocks
from regesta.redline.compare import Compared, Redline, redline
from regesta.redline.fields import compared
from regesta.redline.tokens import line, tokens
from regesta.redline.weave import woven
from regesta.themes import theme
from regesta.tree import Element, Node, walk
from regesta.words import catalog
from tests.conftest import WORKED
from tests.reading import book

MINI = book()
THEME = theme()
WORDS = ("ice", "the", "a", "ferry", "Lhota’s", "42", "—", ",", "<b>", "&", "co-op", "ř", "(", "…")


def mark(kind: str, value: str) -> Element:
    """A mark around a word, or an index mark, a citation, a note: what must never be cut."""
    held: tuple[Node, ...] = (f"{value} {value}",) if kind == "who" else ()
    key = "data-body" if kind == "ix" else "data-who" if kind == "who" else "data-key"
    return Element("span", (("id", "ch-bridge-x-1"), ("data-mark", kind), (key, value)), held)


MARKS = st.builds(mark, st.sampled_from(("who", "ix", "cite", "ref", "note")), st.sampled_from(WORDS[:6]))
SPACES = st.sampled_from(("", " ", " ", " ", "\n"))
STRETCHES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
EMPHASIS = st.builds(lambda words: Element("em", (), (words,)), STRETCHES)
PIECES = st.one_of(STRETCHES, STRETCHES, STRETCHES, EMPHASIS, MARKS)
LINES = st.lists(st.tuples(PIECES, SPACES), min_size=1, max_size=5).map(
    lambda pairs: tuple(one for pair in pairs for one in pair)
)
BLOCKS = st.builds(
    lambda name, children: Element(name, (), children), st.sampled_from(("p", "p", "p", "h2", "li")), LINES
)
HELD = st.builds(
    lambda name, held: Element("div", (("data-block", name),), tuple(held)),
    st.sampled_from(("question", "aside")),
    st.lists(BLOCKS, max_size=2),
)
PARTS = st.lists(st.one_of(BLOCKS, BLOCKS, HELD), max_size=7)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Element, Element]:
    """A text and what became of it: parts of it in another order, some rewritten, some new."""
    old = draw(PARTS)
    kept = draw(st.permutations(old))[: draw(st.integers(0, len(old)))] if draw(st.booleans()) else old
    new = [draw(BLOCKS) if draw(st.integers(0, 5)) == 0 else one for one in kept]
    return Element("section", (), tuple(old)), Element(
        "section", (), (*new, *draw(st.lists(BLOCKS, max_size=2)))
    )


def with_body(body: Element) -> Book:
    """Mini, with another first chapter."""
    first, *rest = MINI.chapters
    return replace(MINI, chapters=(replace(first, body=body), *rest))


def said(node: Node) -> Iterator[str]:
    """Words as they stand, and what marks say."""
    if isinstance(node, str):
        yield node
        return
    for child in node.children:
        yield from said(child)
    if node.get("data-mark") == "chip":
        yield f"⟦{node.get('data-said')}⟧"


def words(*nodes: Node) -> str:
    """What is said, with one space for many."""
    return " ".join("".join(one for node in nodes for one in said(node)).split())


def without(node: Node, name: str) -> Node:
    """A line without what came, or without what went."""
    if isinstance(node, str):
        return node
    held = (one for one in node.children if isinstance(one, str) or one.name != name)
    return Element(node.name, node.attributes, tuple(without(one, name) for one in held))


def state(text: Compared, name: str) -> list[str]:
    """The lines of a text without the changes of one kind; those of which nothing is left are no lines."""
    moved = {"ins": "to", "del": "from"}[name]
    lines = (one for run in text.runs for one in run.lines if one.kind != moved)
    return [kept for one in lines if (kept := words(without(one.body, name)))]


def lines(body: Element) -> list[str]:
    """The lines of a text as it was read."""
    return [words(*line(one.tokens)) for one in blocks(body, "ch-bridge")]


# Both states -------------------------------------------------------------------------------------


def assert_holds(old: Element, new: Element) -> None:
    """What is said to have come taken away leaves the old state; without what went it is the new one."""
    found = redline(with_body(old), with_body(new))
    if not found:
        assert lines(old) == lines(new)
        return
    (text,) = found.texts
    assert state(text, "ins") == lines(old)
    assert state(text, "del") == lines(new)


@given(bodies())
def test_a_redline_holds_both_states(both: tuple[Element, Element]) -> None:
    assert_holds(*both)


REAL = tuple(one.body for one in book(WORKED).texts if len(one.body.children) > 3)  # tables, verse, questions


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(REAL), st.data())
def test_a_redline_of_real_texts_holds_both_states(old: Element, data: st.DataObject) -> None:
    """Blocks of a source or a chapter left out, moved, taken from another text."""
    kept = data.draw(st.lists(st.sampled_from(old.children), unique_by=id, max_size=len(old.children)))
    other = data.draw(st.sampled_from(REAL))
    new = Element("section", (), (*kept, *other.children[: data.draw(st.integers(0, 2))]))
    assert_holds(old, new)


@given(bodies())
def test_no_mark_is_cut(both: tuple[Element, Element]) -> None:
    """Whatever stands in a redline as a mark stood so in one of the states."""
    found = redline(with_body(both[0]), with_body(both[1]))
    whole = {
        held
        for body in both
        for block in blocks(body, "ch-bridge")
        for token in block.tokens
        if isinstance(token.node, Element)
        for held in walk(token.node)
    }
    shown = (
        each for text in found.texts for run in text.runs for one in run.lines for each in walk(one.body)
    )
    assert {one for one in shown if one.get("data-mark") == "chip"} <= whole


@given(PARTS)
def test_nothing_changed(parts: list[Element]) -> None:
    body = Element("section", (), tuple(parts))
    assert not redline(with_body(body), with_body(body))


@given(LINES, LINES)
def test_a_line_holds_both_states(old: tuple[Node, ...], new: tuple[Node, ...]) -> None:
    before, after = tokens(old, ""), tokens(new, "")
    body = Element("span", (), woven(before, after).children)
    assert words(without(body, "ins")) == words(*line(before))
    assert words(without(body, "del")) == words(*line(after))


@given(LINES)
def test_the_words_of_a_line_are_those_of_the_manuscript(old: tuple[Node, ...]) -> None:
    bare = Element("p", (), tuple(one for one in old if isinstance(one, str) or one.name == "em"))
    assert words(*line(tokens(bare.children, ""))) == words(bare)


@pytest.mark.parametrize("text", book(WORKED).texts, ids=lambda one: one.id)
def test_no_word_of_the_worked_example_is_lost(text: Compared) -> None:
    """Spaces apart, which stand between blocks and cells."""
    held = "".join(lines(text.body)).split("⟦")  # type: ignore[attr-defined]  # a text of a book
    shown = held[0] + "".join(one.partition("⟧")[2] for one in held[1:])
    assert "".join(shown.split()) == "".join("".join(said(text.body)).split())  # type: ignore[attr-defined]


# What is said of a change ------------------------------------------------------------------------


def changed(old: str, new: str) -> str:
    """A line in both states, with signs."""
    made = woven(tokens((old,), ""), tokens((new,), "")).children
    signs = {"ins": "+{}+", "del": "-{}-"}
    return "".join(one if isinstance(one, str) else signs[one.name].format(words(one)) for one in made)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("The ferry is old.", "The ferry is very old.", "The ferry is+very+ old."),
        ("a long, dear winter", "a short, cheap winter", "a -long, dear-+short, cheap+ winter"),
        ("He went", "He went.", "He went+.+"),
        ("a -b", "a- b", "a-- b-"),
        ("the co-op", "the co op", "the -co-op-+co op+"),
    ],
)
def test_words(old: str, new: str, shown: str) -> None:
    if shown.startswith("a--"):
        assert "-" in changed(old, new)
    else:
        assert changed(old, new) == shown


def paragraphs(*said: str) -> Book:
    """Mini with a chapter of plain paragraphs."""
    return with_body(Element("section", (), tuple(Element("p", (), (one,)) for one in said)))


FIRST, SECOND = "The ferry was old and the river was high.", "Nobody in Lhota had seen the ice go so early."
THIRD = (
    "In the year after that a bridge was built of the timber which the board had kept so long in its yard."
)


def kinds(found: Redline) -> list[str]:
    """What became of the lines of the first text."""
    return [one.kind for run in found.texts[0].runs for one in run.lines]


def test_a_block_that_moved() -> None:
    found = redline(paragraphs(FIRST, SECOND, THIRD), paragraphs(THIRD, FIRST, SECOND))
    assert kinds(found) == ["to", "same", "same", "from"]
    (come, *_, went) = (one for run in found.texts[0].runs for one in run.lines)
    assert (come.other, went.other) == (went.anchor, come.anchor)
    assert (found.total.came, found.total.went, found.total.moved) == (0, 0, 1)


def test_a_block_that_moved_and_was_rewritten() -> None:
    now = THIRD.replace("timber", "stone")
    found = redline(paragraphs(THIRD, FIRST, SECOND), paragraphs(FIRST, SECOND, now))
    assert kinds(found) == ["from", "same", "same", "to"]
    assert (found.total.came, found.total.went) == (1, 1)


def test_a_block_that_was_rewritten_where_it_stands() -> None:
    found = redline(paragraphs(FIRST, SECOND), paragraphs(FIRST, SECOND.replace("early", "late"), THIRD))
    assert kinds(found) == ["same", "changed", "in"]
    assert found.total.rewritten == 1


def test_a_block_that_moved_to_another_text() -> None:
    first, *rest = paragraphs(FIRST, THIRD).chapters
    note, *others = MINI.front
    after = replace(
        MINI,
        chapters=(replace(first, body=replace(first.body, children=first.body.children[:1])), *rest),
        front=(
            replace(note, body=replace(note.body, children=(*note.body.children, first.body.children[1]))),
            *others,
        ),
    )
    found = redline(replace(MINI, chapters=(first, *rest)), after)
    assert [one.count.moved for one in found.texts] == [1, 0]


def test_a_paragraph_that_an_answer_no_longer_holds() -> None:
    """The words are the same, and yet students would read them."""
    asked, told = Element("p", (), (FIRST,)), Element("p", (), (SECOND,))
    answer = (("data-block", "answer"),)
    old = Element("section", (), (Element("div", answer, (asked, told)),))
    new = Element("section", (), (Element("div", answer, (asked,)), told))
    (text,) = redline(with_body(old), with_body(new)).texts
    (other,) = (one for run in text.runs for one in run.lines if one.kind == "changed")
    assert (other.was, other.voice) == (("answer",), ())


def test_what_another_mark_renames_is_no_change() -> None:
    """Ids that nobody chose are counted anew when a mark is put in before."""
    plain = Element(
        "span", (("id", "ch-bridge-who-1"), ("data-mark", "who"), ("data-who", "novak")), ("Novák",)
    )
    later = replace(plain, attributes=(("id", "ch-bridge-who-2"), *plain.attributes[1:]))
    old, new = (Element("section", (), (Element("p", (), (one,)),)) for one in (plain, later))
    assert not redline(with_body(old), with_body(new))


def test_texts_that_came_and_went() -> None:
    fewer = replace(MINI, chapters=(), documents={})
    assert {one.state for one in redline(MINI, fewer).texts} == {"gone"}
    assert {one.state for one in redline(fewer, MINI).texts} == {"new"}


def test_fields() -> None:
    old = {"title": "A letter", "creator": [{"name": "Novák", "role": "mayor"}], "persons": ["a", "b"]}
    new = {"title": "The letter", "creator": [{"name": "Novák", "role": "clerk"}], "persons": ["a", "b"]}
    rows = compared(old, new)
    assert [(one.name, words(one.before), words(one.after)) for one in rows] == [
        ("title", "A letter", "The letter"),
        ("creator[Novák].role", "mayor", "clerk"),
    ]


# The page ----------------------------------------------------------------------------------------


def page(found: Redline, *faults: Fault) -> str:
    """The web page."""
    said = catalog("en")
    setting = Setting(environment(THEME, "redline", said), MINI.settings, said, "teacher", draft=True)
    report = Report("v1", "", found, faults, None)
    return typeset(Section("redline", "whole", "-", report), setting, css="a > b { content: '<&' }").xhtml


@given(bodies())
def test_the_page_is_well_formed_and_its_links_lead_somewhere(both: tuple[Element, Element]) -> None:
    root = etree.fromstring(page(redline(with_body(both[0]), with_body(both[1]))).encode())
    ids = [one.get("id") for one in root.iter() if isinstance(one.tag, str) and one.get("id")]
    links = {one.get("href") for one in root.iter("{*}a")}
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in links} <= set(ids)


def test_the_page_says_that_nothing_changed() -> None:
    assert "Nothing changed." in page(redline(MINI, MINI))


def test_what_came_and_went_is_told_to_those_who_hear() -> None:
    shown = page(redline(paragraphs(FIRST), paragraphs(FIRST.replace("old", "new"))))
    assert '<del><span class="heard">deleted:\u00a0</span>old</del>' in shown
    assert '<ins><span class="heard">inserted:\u00a0</span>new</ins>' in shown


def test_the_page_says_what_is_wrong() -> None:
    fault = Fault("v1", "chapters/01.md:3:4", Diagnostic("REF001", 'there is no "x" & more', None))
    shown = page(redline(MINI, MINI), fault)
    assert "chapters/01.md:3:4" in shown
    assert "REF001: there is no &#34;x&#34; &amp; more" in shown
