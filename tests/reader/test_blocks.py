"""`:::` blocks and code fences, before Markdown sees the text."""

import pytest

from regesta.reader.blocks import outline
from regesta.reader.grammar import BLOCKS
from regesta.source import Source
from tests.reader.reading import RECORD, body, codes

BLOCK = "::: {}{}\n{}\n:::"


def test_outline() -> None:
    question = "::: question lines=2\nA?\n::: answer\nB.\n:::\n:::"
    text = f'::: questions "Q"\n\n{question}\n:::\n\n``` py\n::: aside\n```\n'
    found = outline(Source.of("x", text), 0)
    assert found.diagnostics == ()
    blocks = [(one.name, text[one.span.start : one.span.end]) for one in found.value.blocks]
    assert blocks == [
        ("questions", f'::: questions "Q"\n\n{question}\n:::'),
        ("question", question),
        ("answer", "::: answer\nB.\n:::"),
        ("code", "::: aside\n"),
    ]


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("parent", ["", *BLOCKS])
def test_what_may_stand_in_what(name: str, parent: str) -> None:
    needs = {"source": " @src-x", "figure": " @fig-x"}
    inner = BLOCK.format(name, needs.get(name, ""), "A")
    text = BLOCK.format(parent, needs.get(parent, ""), inner) if parent else inner
    assert ("BLK004" in codes(inner)) is (BLOCKS[name].record or "" not in BLOCKS[name].parents)
    allowed = parent in BLOCKS[name].parents
    while parent and "" not in BLOCKS[parent].parents:
        parent = BLOCKS[parent].parents[0]
        text = BLOCK.format(parent, "", text)
    assert ("BLK004" not in codes(text, RECORD)) is allowed


def test_longer_fences_and_spaces() -> None:
    assert codes(":::: aside\n::: teacher\nA\n:::  \n::::") == []


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("::: aside\n- b\n:::\n\nD", "<ul><li>b</li></ul></div><p>D</p>"),
        ("::: aside\n> c\n:::\n\nD", "<blockquote><p>c</p></blockquote></div><p>D</p>"),
        ("::: aside\nA\n\n```\nb\n```\n:::\n", "<p>A</p><pre><code>b\n</code></pre>"),
        ("- a\n::: aside\nB\n:::\n", "<p>B</p>"),
        ("Term\n: d\n::: aside\nB\n:::\n", "<p>B</p>"),
        ("::: aside\n| a | b |\n|--|--|\n| c | d |\n:::", "<table>"),
        ("::: aside\nA\n\n    code\n\nB\n:::", "<p>A</p><pre><code>code\n</code></pre><p>B</p>"),
    ],
)  # fmt: skip
def test_what_a_block_holds_is_ordinary_markdown(text: str, inside: str) -> None:
    assert f'<div data-block="aside" id="ch-x-aside-1">{inside}' in body(text)


@pytest.mark.parametrize("fence", ["verse", "transcript cs .lines"])
def test_indentation_means_nothing_where_lines_are_lines(fence: str) -> None:
    text = "::: {}\n{}a *b\n{}c* {{ix: d\n{}e}}\n\n{}f\n:::"
    flush, indented = (text.format(fence, *(4 * [indent])) for indent in ("", " " * 7))
    assert body(indented) == body(flush)
    assert codes(indented) == []
    assert "<pre>" in body(text.format("transcript cs", *(4 * [" " * 4])))


def test_an_unclosed_block_ends_with_the_text() -> None:
    assert body("::: aside\nA\n::: teacher\nB") == (
        '<div data-block="aside" id="ch-x-aside-1"><p>A</p>'
        '<div data-block="teacher" id="ch-x-teacher-1"><p>B</p></div></div>'
    )


def test_a_stray_closer_leaves_no_trace() -> None:
    assert body("A\n\n:::\n\nB") == "<p>A</p><p>B</p>"


def test_an_unknown_block_keeps_its_words() -> None:
    assert body("::: answr\nA\n:::") == '<div data-block="answr" id="ch-x-answr-1"><p>A</p></div>'
