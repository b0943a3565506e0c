"""Trees and tables are written so that our own reader makes the same of them again."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.data import load
from regesta.exchange.manuscript import fields
from regesta.exchange.manuscript.blocks import written
from regesta.reader.parse import Parsed, parse
from regesta.settings import ChapterMeta
from regesta.source import Source
from regesta.tree import Element, Node

ROOT = Path(__file__).parents[2]
TEXTS = sorted(
    file
    for folder in ("tests/mini", "docs/chapters", "manuscript", "tests/reader/markdown", "tests/reader/texts")
    for file in (ROOT / folder).rglob("*.md")
    if file.name != "links.md"  # addresses are written with codes for spaces and parentheses
)
FRONT = "---\nid: ch-x\ntitle: X\n---\n\n"
APART = frozenset(
    "p li td th tr table h1 h2 h3 h4 h5 h6 blockquote ul ol dl dt dd div br section aside".split()
)
MADE = re.compile(r"(?:ch|src)-[a-z0-9-]+-[a-z]+-\d+(?:-call)?")  # an id that the reader gives
SIGNS = "ab1. *_[](){}<>#|@&;:!\\`~=-+^$/“”\"'é\u00a0ß…"


def read(text: str) -> Parsed[ChapterMeta]:
    checked = parse(Source.of("chapters/x.md", FRONT + text), ChapterMeta)
    assert not checked.diagnostics, (text, checked.diagnostics)
    return checked.value


def shape(node: Node) -> Iterator[str]:
    """All that is in a tree but its spans, the ids that the reader gives and how lines were broken."""
    if isinstance(node, str):
        yield " ".join(node.split())
        return
    kept = [(key, value) for key, value in node.attributes if not MADE.fullmatch(value)]
    yield f"<{node.name} {sorted(kept)}"
    for child in node.children:
        yield from filter(None, shape(child))
    yield ">"


def words(node: Node) -> str:
    """The words of a tree, those of blocks and lines apart."""
    return " ".join("".join(_said(node)).split())


def _said(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
        return
    apart = " " if node.name in APART else ""
    yield apart
    for child in node.children:
        yield from _said(child)
    yield apart


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_what_was_read_is_written_so_that_it_is_read_again(file: Path) -> None:
    text = file.read_text("utf-8")
    text = text.split("---\n", 2)[2] if text.startswith("---\n") else text
    before = parse(Source.of("chapters/x.md", FRONT + text), ChapterMeta)
    after = parse(Source.of("chapters/x.md", FRONT + written(before.value.body, "ch-x")), ChapterMeta)
    assert list(shape(after.value.body)) == list(shape(before.value.body))
    assert {one.code for one in after.diagnostics} <= {one.code for one in before.diagnostics}


# Whatever the words are --------------------------------------------------------------------------

plain = st.text(SIGNS, min_size=1, max_size=30)


def held(inner: st.SearchStrategy[list[Node]]) -> st.SearchStrategy[Node]:
    """What may hold words in a line."""
    attributes = {
        "em": (),
        "strong": (),
        "sup": (),
        "a": (("href", "https://example.org/a_(b)"),),
        "span": (("data-mark", "who"), ("data-who", "novak")),
    }
    return st.builds(
        lambda name, children: Element(name, attributes[name], tuple(children)),
        st.sampled_from(sorted(attributes)),
        inner,
    )


SILENT = Element("span", (("data-mark", "ix"), ("data-body", "a {b} > c"), ("data-silent", "")))
single = st.sampled_from([Element("br"), SILENT, Element("code", (), ("a `b",)), "\n", " "])
inline: st.SearchStrategy[list[Node]] = st.recursive(
    st.lists(st.one_of(plain, single), min_size=1, max_size=4),
    lambda inner: st.lists(st.one_of(plain, single, held(inner)), min_size=1, max_size=4),
    max_leaves=6,
)
paragraph = st.builds(lambda nodes: Element("p", (), tuple(nodes)), inline)
heading = st.builds(lambda nodes: Element("h2", (), tuple(nodes)), st.lists(plain, min_size=1, max_size=2))
cell = st.builds(lambda nodes: Element("td", (), tuple(nodes)), st.lists(plain, min_size=1, max_size=2))
row = st.builds(lambda one, other: Element("tr", (), (one, other)), cell, cell)
table = st.builds(lambda rows: Element("table", (), tuple(rows)), st.lists(row, min_size=1, max_size=3))
items = st.builds(lambda nodes: Element("li", (), tuple(nodes)), inline)
loose = st.builds(
    lambda blocks: Element("li", (), tuple(blocks)), st.lists(paragraph, min_size=1, max_size=2)
)
listed = st.builds(
    lambda name, made: Element(name, (), tuple(made)),
    st.sampled_from(["ul", "ol"]),
    st.lists(st.one_of(items, loose), min_size=1, max_size=3),
)
quote = st.builds(
    lambda blocks: Element("blockquote", (), tuple(blocks)), st.lists(paragraph, min_size=1, max_size=2)
)
body = st.builds(
    lambda blocks: Element("section", (), tuple(blocks)),
    st.lists(st.one_of(paragraph, heading, table, listed, quote), min_size=1, max_size=3),
)


@given(body)
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_and_no_sign_misread(tree: Element) -> None:
    text = written(tree, "ch-x")
    assert words(read(text).body) == words(tree), text


# Tables ------------------------------------------------------------------------------------------

scalar = st.one_of(
    st.text(SIGNS, max_size=200), st.text(max_size=20), st.integers(-(10**8), 999), st.booleans(), st.none()
)
values = st.recursive(
    scalar,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text("abc: #", min_size=1, max_size=8), inner, max_size=3),
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abcd-", min_size=1, max_size=8), values, min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_fields_are_read_as_they_were(given_: dict[str, object]) -> None:
    text = fields.written(given_)
    source = Source.of("book.yaml", text)
    read_ = load(source)
    if source.refused:
        return  # a manuscript may not hold such a character at all
    assert read_.diagnostics == (), text
    assert read_.value.value == given_, text
