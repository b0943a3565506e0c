"""Blocks whose fence says what is printed: pictures, quotations, parts of sources."""

import pytest

from regesta.facts import BlockUse, Citation, Target
from tests.reader.reading import RECORD, body, codes, facts, read, said

FIGURE = '::: figure @fig-a file="p/a b.jpg" alt="A “b”" credit="C" licence="D"\nWords [@k].\n:::'


def test_figures() -> None:
    assert body(FIGURE) == (
        '<div data-block="figure" id="fig-a" data-file="p/a b.jpg" data-alt="A “b”" data-credit="C" '
        'data-licence="D"><img src="p/a b.jpg" alt="A “b”"/>'
        '<p>Words <a id="ch-x-cite-1" data-mark="cite" data-key="@k"></a>.</p></div>'
    )
    assert body(FIGURE.replace("@fig-a", "#fig-a")) == body(FIGURE)
    use, picture = facts(FIGURE)[:2]
    assert isinstance(use, BlockUse)
    assert (use.anchor, dict(use.attributes)["credit"]) == ("fig-a", "C")
    assert isinstance(picture, Target)
    assert (picture.kind, said(read(FIGURE).value.source, picture.span)) == ("image", "p/a b.jpg")


@pytest.mark.parametrize("caption", ["", "\n\n", "{ix: a}\n"])
def test_a_figure_has_a_caption(caption: str) -> None:
    assert codes(FIGURE.replace("Words [@k].\n", caption)) == ["MRK007"]


def test_facsimiles() -> None:
    assert body('::: facsimile file=a.jpg page=2r credit=B alt="C"\n:::', RECORD) == (
        '<div data-block="facsimile" id="ch-x-facsimile-1" data-file="a.jpg" data-page="2r" data-credit="B" '
        'data-alt="C"><img src="a.jpg" alt="C"/></div>'
    )


def test_other_blocks_show_no_picture() -> None:
    assert "<img" not in body("::: aside file=a.jpg\nA\n:::\n\n::: picture file=a.jpg alt=b\n:::")


CITED = '<p class="attribution"><a id="ch-x-cite-1" data-mark="cite" data-key="@k, p. 3"></a></p>'


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("A. [@k, p. 3]", f"<p>A.</p>{CITED}"),
        ("A.[@k, p. 3]", f"<p>A.</p>{CITED}"),
        ("A.\n\n[@k, p. 3]", f"<p>A.</p>{CITED}"),
        ("A.\n[@k, p. 3]", f"<p>A.</p>{CITED}"),
        ("- A.\n\n[@k, p. 3]", f"<ul><li>A.</li></ul>{CITED}"),
        ("*A.*[@k, p. 3]", f"<p><em>A.</em></p>{CITED}"),
    ],
)
def test_a_quotation_ends_with_its_citation(inside: str, expected: str) -> None:
    text = f"::: quotation\n{inside}\n:::"
    assert body(text) == f'<div data-block="quotation" id="ch-x-quotation-1">{expected}</div>'
    assert codes(text) == []


def test_marks_that_show_nothing_may_follow_the_citation() -> None:
    shown = body("::: quotation\nA. [@k, p. 3]{ix: a}\n\n{ix: b}\n:::")
    assert "<p>A.<span" in shown
    assert shown.endswith(f"{CITED}</div>")


def test_a_quotation_may_say_whose_it_is() -> None:
    cite = '<p class="attribution">Jan Novák'
    assert f"<p>A.</p>{cite}</p></div>" in body('::: quotation cite="Jan Novák"\nA.\n:::')
    both = body('::: quotation cs cite="Jan Novák"\nA. [@k]\n:::')
    assert f"<p>A.</p>{cite} <a " in both
    assert 'data-lang="cs" data-cite="Jan Novák" lang="cs">' in both


@pytest.mark.parametrize(
    "inside", ["A.", "", "[@k] A.", "A [@k].", "> A [@k]", "- A [@k]", "A[^1]\n\n[^1]: [@k]"]
)
def test_a_quotation_without_a_citation_at_its_end(inside: str) -> None:
    text = f"::: quotation\n{inside}\n:::"
    assert codes(text) == ["MRK007"]
    assert len(facts(text, Citation)) == inside.count("@")


def test_a_quotation_is_not_what_markdown_calls_one() -> None:
    assert body("> A [@k]").startswith("<blockquote><p>A <a")
    assert codes("> A") == []


def test_parts_of_sources() -> None:
    text = "::: source @src-x lines=1–6 sentences=3 notes translation=stacked\n:::"
    assert body(text) == (
        '<div data-block="source" id="ch-x-source-1" data-ref="src-x" data-lines="1-6" data-sentences="3" '
        'data-notes="" data-translation="stacked"></div>'
    )
    (use,) = facts(text)
    assert dict(use.attributes)["lines"] == "1-6"


def test_lines_for_an_answer() -> None:
    text = "::: questions\n::: question {}=4\nA?\n:::\n:::"
    assert body(text.format("answer-lines")) == body(text.format("lines"))
    assert 'data-lines="4"' in body(text.format("lines"))


def test_notes_are_the_editors_where_nobody_else_is_named() -> None:
    assert ' data-by="editor">' in body("::: notes\n:::", RECORD)
    (use,) = facts("::: notes\n:::", BlockUse, RECORD)
    assert use.attributes == (("by", "editor"),)
    assert codes("::: notes by=nobody\n:::", RECORD) == ["MRK002"]
