"""Running text: which words count, and how a place among them is named and found again."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from regesta.running import Place, Running, letters


def words(text: Running) -> list[str]:
    """The beginning of each word, up to where its piece of text ends."""
    found = []
    for word in map(text.word, range(len(text))):
        piece = ((word.node.tail if word.tail else word.node.text) or "")[word.offset :]
        found.append(piece.split()[0] if piece.strip() else f"<{word.node.tag}>")
    return found


def places(text: Running) -> list[Place]:
    """The place of each word."""
    starts = [text.place(before) for before in range(text.size)]
    return list(dict.fromkeys(starts))[: len(text)]  # the last letters have no word after them


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>One two</p><p>three</p>", ["One", "two", "three"]),
        ("<p>un<em>believ</em>able, he <b>said</b>.</p>", ["un", "he", "said"]),
        ("<p>one<br/>two</p>", ["one", "two"]),
        ("<p>night—then <i>day—</i>again</p>", ["night—then", "then", "day—", "again"]),
        ('<p>Word.<span class="call"><span class="fn">A note.</span></span> Next</p>', ["Word.", "Next"]),
        ('<p><span class="s"><span class="sn">4 </span>Text</span></p>', ["Text"]),
        ("<table><thead><tr><th>Head</th></tr></thead><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ('<header><h1>A long title</h1></header><p>Text <img src="x"/> more</p>', []),
        ('<p>one<span class="l">two</span><span class="l">three</span></p>', ["one", "two", "three"]),
    ],
)
def test_what_counts(body: str, wanted: list[str]) -> None:
    found = words(Running(fromstring(f"<body>{body}</body>")))
    assert found == (wanted or ["<header>", "Text", "<img>", "more"])


def test_a_place_is_told_by_what_stands_before() -> None:
    text = Running(
        fromstring(
            '<body><p id="a">one two <span id="b"/>three</p>'
            '<ul><li data-entry="">four five</li><li data-entry="">six</li></ul></body>'
        )
    )
    assert places(text) == [
        *(Place("a", 0, 0), Place("a", 0, 1), Place("b", 0, 0)),
        *(Place("b", 1, 0), Place("b", 1, 1), Place("b", 2, 0)),
    ]
    assert [text.find(place) for place in places(text)] == list(range(6))


def test_a_tree_with_fewer_words_gives_the_next() -> None:
    text = Running(fromstring('<body><p id="a">one two</p><p id="b">three</p></body>'))
    assert text.find(Place("a", 0, 7)) == 2
    assert text.find(Place("b", 0, 7)) == 2, "behind the last there is none"


def test_anchors_that_the_other_tree_lacks_do_not_count() -> None:
    tree = '<section id="ch"><h2 id="ch-title">A head</h2><p>Text</p></section>'
    assert places(Running(fromstring(tree), {"ch"}))[-1] == Place("ch", 0, 2)


def test_a_broken_word_has_gone_before() -> None:
    paragraph = fromstring("<p>A spe<em>ci</em>al report</p>")
    text = Running(paragraph)
    inner: Element = paragraph[0]
    assert text.place(text.before(paragraph, letters("A spe‐"))) == Place("", 0, 2)
    assert text.place(text.before(inner, 0)) == Place("", 0, 2)
    assert text.place(text.before(paragraph, letters("Aspeal"))) == Place("", 0, 2)
    assert text.place(text.before(paragraph, 0)) == Place("", 0, 0)
