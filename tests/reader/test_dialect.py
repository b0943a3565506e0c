"""Ordinary Markdown as the fixtures show it, and what is different here."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.reader.reading import body, codes, faults, marks, pretty, read

FIXTURES = sorted(Path(__file__).with_name("markdown").glob("*.md"))


class Xhtml(SingleFileSnapshotExtension):
    """A tree that opens in a browser."""

    file_extension = "xhtml"
    _write_mode = WriteMode.TEXT


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
def test_ordinary_markdown(file: Path, snapshot: SnapshotAssertion) -> None:
    result = read(file.read_text("utf-8"))
    assert result.diagnostics == ()
    assert pretty(result.value.body).lstrip() + "\n" == snapshot(extension_class=Xhtml)


def test_raw_html_is_text_and_a_fault() -> None:
    assert body("a <b>c</b> 1 < 2 > 0") == "<p>a &lt;b&gt;c&lt;/b&gt; 1 &lt; 2 &gt; 0</p>"
    assert [place[:3] for place in faults("a <b>c</b>")] == [("HTM001", 1, 3), ("HTM001", 1, 7)]
    assert codes("<div>\n\n*a*\n\n</div>\n\n<!-- c -->") == ["HTM001"] * 3


def test_entities_are_characters_and_never_controls() -> None:
    assert body("&hellip; &#x161; &amp;amp;") == "<p>… š &amp;amp;</p>"
    assert body("&nosuch; &#2; &#983041;") == "<p>&amp;nosuch; &amp;#2; &amp;#983041;</p>"
    assert body("&#55296;") == "<p>\ufffd</p>"


def test_emphasis_that_markdown_would_eat_keeps_its_words() -> None:
    assert "".join(body("First *a**b*c last")) == "<p>First *a**b*c last</p>"
    assert faults("One.\n\n- First *a**b*c last") == [("EMP001", 3, 1, "")]
    assert faults("[*a**b*c]{who=x}") == [("EMP001", 1, 1, "")]


def test_no_magic_words() -> None:
    assert "///Footnotes Go Here///" in body("///Footnotes Go Here///\n\nA[^1]\n\n[^1]: n")


def test_a_citation_is_never_the_address_of_a_link() -> None:
    assert marks("[@k]: the letter says") == ["[@k]"]


def test_a_pipe_in_a_mark_or_in_code_parts_no_cells() -> None:
    table = "| a | b |\n|---|---|\n| {ix: x | see: y} | `{|}` |"
    assert marks(table) == ["{ix: x | see: y}"]
    assert body(table).count("<td>") == 2


def test_bare_attributes_of_a_code_fence_do_no_harm() -> None:
    assert codes("``` { .yaml linenums }\na\n```") == []


def test_of_two_notes_with_one_label_the_first_is_kept() -> None:
    text = "A[^1]\n\n[^1]: first\n\n[^1]: second"
    assert "<p>first</p>" in body(text)
    assert "second" not in body(text)
    assert faults(text) == [("NOT003", 5, 1, "[^1]:")]


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    read("[r]: http://x\n\nA[^1] [@k]{foo *a**b*c {ix: b\n\n[^1]: n")
    result = read("[r] *a*[^1]")
    assert [one.code for one in result.diagnostics] == ["NOT001"]
    assert body("[r] *a*") == "<p>[r] <em>a</em></p>"
