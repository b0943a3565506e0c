"""Editorial signs in the tree, side notes, and that nothing which a gap hides gets anywhere."""

import pytest

from regesta.facts import Mention, Sign
from tests.reader.reading import body, codes, facts, placeless, read


def quoted(text: str) -> str:
    """What stands in a quotation."""
    shown = body(f"> {text}").removeprefix("<blockquote><p>").removesuffix("</p></blockquote>")
    return shown.replace("ch-x-", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{gap: redacted 2 lines}",
            '<span id="gap-1" data-mark="gap" data-reason="redacted" data-quantity="2" data-unit="lines">'
            "</span>",
        ),
        ("{gap: omitted}", '<span id="gap-1" data-mark="gap" data-reason="omitted"></span>'),
        ("{pb: 2}", '<span id="pb-1" data-mark="pb" data-n="2"></span>'),
        ("[a]{unclear}", '<span id="unclear-1" data-mark="unclear" data-unclear="">a</span>'),
        ("[a]{add by=JN}", '<span id="add-1" data-mark="add" data-add="" data-by="JN">a</span>'),
        (
            "[a]{ins=above hand=2}",
            '<span id="ins-1" data-mark="ins hand" data-ins="above" data-hand="2">a</span>',
        ),
        ("[a]{ins}", '<span id="ins-1" data-mark="ins" data-ins="">a</span>'),
        ("[*a*]{del}", '<span id="del-1" data-mark="del" data-del=""><em>a</em></span>'),
        ('[a]{sic="b  c"}', '<span id="sic-1" data-mark="sic" data-sic="b c">a</span>'),
        ('[a.]{abbr="b"}', '<span id="abbr-1" data-mark="abbr" data-abbr="b">a.</span>'),
        (
            "[a [b]{u}]{who=c}",
            '<span id="who-1" data-mark="who" data-who="c">a '
            '<span id="u-1" data-mark="u" data-u="">b</span></span>',
        ),
    ],
)
def test_signs_in_the_tree(text: str, expected: str) -> None:
    assert quoted(text) == expected


def test_facts_of_signs() -> None:
    text = "> {gap: redacted 1 line} [a]{ins=above hand=2} [b]{unclear} {pb: 3v}"
    assert [placeless(one) for one in facts(text)] == [
        placeless(one)
        for one in (
            Sign("gap", "redacted 1 lines", "ch-x-gap-1", None),
            Sign("ins", "above", "ch-x-ins-1", None),
            Sign("hand", "2", "ch-x-ins-1", None),
            Sign("unclear", "", "ch-x-unclear-1", None),
            Sign("pb", "3v", "ch-x-pb-1", None),
        )
    ]


@pytest.mark.parametrize(
    "gap",
    [
        "{gap: Hush}",
        "{gap: redacted Hush}",
        "{gap: redacted *Hush*}",
        "{gap: redacted 2 Hush}",
        "{gap:Hush|Hush}",
    ],
)
def test_what_a_gap_hides_reaches_no_tree_and_no_message(gap: str) -> None:
    result = read(f"> a {gap} b")
    assert "MRK002" in [one.code for one in result.diagnostics]
    assert "Hush" not in body(f"> a {gap} b")
    assert "Hush" not in repr([(one.message, one.hint) for one in result.diagnostics])
    assert "Hush" not in repr(result.value.facts)


def test_side_notes() -> None:
    text = "a {side: b *c* [d]{term} @src-x {side: e}} f"
    shown = body(text).partition("<section")[0]
    assert shown.startswith('<p>a <span id="ch-x-side-2" data-mark="side">b <em>c</em> <span ')
    assert shown.endswith('<span id="ch-x-side-1" data-mark="side">e</span></span> f</p>')
    assert codes(text) == ["MRK005"]  # read, and said to have no place
    assert body("{side:a}") == '<p><span id="ch-x-side-1" data-mark="side">a</span></p>'


def test_a_side_note_is_no_part_of_the_words_that_it_stands_beside() -> None:
    (fact,) = facts("[Jan{side: the mayor} Novák]{who}", Mention)
    assert fact.words == "Jan Novák"
    assert facts("# Bridges{side: two}")[0].title == "Bridges"


def test_a_side_note_with_signs_that_close_a_change() -> None:
    assert codes("{side: a ++} b {side: c--}") == []
    assert ">a ++</span>" in body("{side: a ++} b")
