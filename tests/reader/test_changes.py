"""Changes as facts and in the tree, and the remarks that belong to them."""

from regesta.facts import Change, Citation, Event, IndexMark, Mention
from tests.reader.reading import body, facts, read, said


def _told(text: str) -> list[str]:
    return [
        " | ".join([one.kind, one.old, one.new, *(f"{by.author} {by.date} {by.words}" for by in one.remarks)])
        for one in facts(text, Change)
    ]


def test_old_and_new_words() -> None:
    assert _told("{++a *b*++} {--c\nd--} {~~e~>f~~} {==g==} {>>h<<}") == [
        "insert |  | a b",
        "delete | c d | ",
        "substitute | e | f",
        "highlight | g | ",
        "comment |  |  |   h",
    ]


def test_a_change_right_behind_a_bracket_is_one() -> None:
    text = "[@k]{--, p. 4--} [a](https://b.example){++c++} [d]{~~e~>f~~} [@k]{>>g<<}{ix: h}"
    assert _told(text) == [
        "delete | , p. 4 | ",
        "insert |  | c",
        "substitute | e | f",
        "comment |  |  |   g",
    ]
    assert [one.anchor for one in facts(text, Citation)] == ["ch-x-cite-1", "ch-x-cite-2"]
    assert len(facts(text, IndexMark)) == 1


def test_what_is_listed_of_other_marks() -> None:
    assert _told("{++a @src-b [see @k, p. 3][^c] ![d](e) `f` {ix: g}[h]{ix}++}\n\n[^c]: i") == [
        "insert |  | a @src-b [see @k, p. 3][^c] d f h"
    ]
    assert _told("{++a {--b--} c{>>d<<}++}") == ["insert |  | a b c", "delete | b | ", "comment |  |  |   d"]


def test_a_remark_right_behind_belongs_to_its_change() -> None:
    assert _told("{++a++}{>>JN 2026-11-20: b<<}{>>AB: c<<} {>>d<<}") == [
        "insert |  | a | JN 2026-11-20 b | AB  c",
        "comment |  |  |   d",
    ]
    assert _told("{>>JN: a<<}{>>AB: b<<}") == ["comment |  |  | JN  a | AB  b"]
    assert _told("{==a==}{ix: b}{>>c<<}") == ["highlight | a | ", "comment |  |  |   c"]
    assert _told("{++a++} {>>b<<}\n{>>c<<}") == [
        "insert |  | a",
        "comment |  |  |   b",
        "comment |  |  |   c",
    ]


def test_places() -> None:
    text = "- {~~a~>b~~}{>>JN: c\n  d<<}"
    source, (change,) = read(text).value.source, facts(text, Change)
    assert said(source, change.span) == "{~~a~>b~~}"
    assert [said(source, part) for part in change.parts] == ["a", "b"]
    assert [said(source, remark.span) for remark in change.remarks] == ["{>>JN: c\n  d<<}"]


def test_the_tree_bears_who_and_when() -> None:
    assert body("{>>JN 2026-11-20: *a*<<}") == (
        '<p><span id="ch-x-comment-1" data-mark="comment" data-author="JN" data-date="2026-11-20">'
        "<small><em>a</em></small></span></p>"
    )
    assert body("{>>JN<<}").endswith(' data-author="JN"><small></small></span></p>')


def test_words_that_go_and_remarks_are_in_no_list() -> None:
    text = (
        "{--[a]{ix} {event: 1901 | b}--} {~~[c]{who=d}{ix: e}~>[f]{who=g}{ix: h}~~} "
        "{>>JN: {ix: i}<<} {++{ix: j}++} {=={ix: k}==}"
    )
    assert [one.path for one in facts(text, IndexMark)] == [("h",), ("j",), ("k",)]
    assert [one.key for one in facts(text, Mention)] == ["g"]
    assert facts(text, Event) == []
    assert [one.path for one in facts("> [a {ix: b}]{del}", IndexMark)] == [("b",)]  # struck out long ago


def test_what_has_a_name_stays_while_it_may_be_pointed_at() -> None:
    assert [one.anchor for one in facts("{--[a]{event=1901 #ev-a}--} see @ev-a", Event)] == ["ev-a"]
