"""Facts and anchors: what a text says apart from its words, and how the tree bears it."""

from regesta.facts import (
    BlockUse,
    Change,
    Citation,
    Cited,
    CrossRef,
    Dating,
    Event,
    Heading,
    IndexMark,
    Mention,
    Note,
    Remark,
    Target,
)
from regesta.tree import find, walk
from tests.reader.reading import body, facts, placeless, read, said

COMMENT = Change("comment", "", "", (None,), (Remark("JN", "", "b", None),), "ch-x-comment-1", None)


def _all(text: str) -> list[str]:
    return [placeless(one) for one in facts(text)]


def _same(text: str, *expected: object) -> None:
    assert _all(text) == [placeless(one) for one in expected]


def test_facts_in_order_of_place() -> None:
    text = (
        "# T {#t}\n\nA [B]{event=1968-08-20 #ev-x} [c]{who=d place=e}[see @k, p. 1; -@l]{ix+: f > g; h} "
        "@src-j, l. 4.[^1] [m]{date=1968}{--n--} [o](p)\n\n[^1]: ![q](r)\n"
    )
    kinds = [
        Heading,
        Event,
        Mention,
        Mention,
        Citation,
        IndexMark,
        IndexMark,
        CrossRef,
        Dating,
        Change,
        Target,
        Note,
        Target,
    ]
    assert [type(one) for one in facts(text)] == kinds
    starts = [one.span.start for one in facts(text)]
    assert starts == sorted(starts)


def test_mentions() -> None:
    _same(
        "[the  *Prague*\nPresidium]{org=ksc}",
        Mention("org", "ksc", "the Prague Presidium", "ch-x-org-1", None),
    )
    _same("[Dubček]{who}", Mention("who", "", "Dubček", "ch-x-who-1", None))
    _same("[a{>>JN: b<<}]{term}", Mention("term", "", "a", "ch-x-term-1", None), COMMENT)


def test_events() -> None:
    _same("[the *tanks*]{event=1968-08-20}", Event("1968-08-20", "the tanks", (), "ch-x-event-1", None))
    _same(
        '[x]{event=1968-08-20T23:00 label="L" tags="a b" #ev-y}',
        Event("1968-08-20T23:00", "L", ("a", "b"), "ev-y", None),
    )
    _same("{event: 1968-08 | The  *end*}", Event("1968-08", "The *end*", (), "ch-x-event-1", None))


def test_index_marks() -> None:
    _same("{ix!: a > b | sort: c}", IndexMark("!", ("a", "b"), (("sort", "c"),), "ch-x-ix-1", None))
    _same("[a > *b*]{ix}", IndexMark("", ("a > b",), (), "ch-x-ix-1", None))
    _same("[a]{ix: b > c}", IndexMark("", ("b", "c"), (), "ch-x-ix-1", None))
    _same("[a]{ix!: b}", IndexMark("!", ("b",), (), "ch-x-ix-1", None))
    _same(
        '[a]{who=x ix="b > c"}',
        Mention("who", "x", "a", "ch-x-who-1", None),
        IndexMark("", ("b", "c"), (), "ch-x-who-1", None),
    )
    entries = facts("{ix: a; b}")
    assert [one.anchor for one in entries] == ["ch-x-ix-1", "ch-x-ix-1"]


def test_citations_and_pointers() -> None:
    _same(
        "[see @k, p. 3]", Citation((Cited("k", "see", "p. 3", False, "page", "3", "3"),), "ch-x-cite-1", None)
    )
    own = Cited("src-x", "", "s. 4–6", False, "sentence", "4", "6")
    _same("[@src-x, s. 4–6]", Citation((own,), "ch-x-cite-1", None))
    _same("@ev-x", CrossRef("ev-x", "ch-x-ref-1", None))


def test_targets() -> None:
    _same("[a *b*](http://x)", Target("link", "http://x", None))
    _same("![a](p.jpg)", Target("image", "p.jpg", None))
    _same("<http://x>", Target("link", "http://x", None))
    _same("[a][b]\n\n[b]: u", Target("link", "u", None))
    text = "x [a](u) ![b](v) <http://w> <e@f.cz> [g][h] [![i](j)](k)\n\n[h]: l"
    source = read(text).value.source
    found = {one.address: source.text[one.span.start :] for one in facts(text, Target)}
    wanted = {
        "u": "[a]",
        "v": "![b]",
        "http://w": "<http",
        "mailto:e@f.cz": "<e@",
        "l": "[g]",
        "j": "![i]",
        "k": "[![",
    }
    assert {address: words[: len(wanted[address])] for address, words in found.items()} == wanted


def test_notes() -> None:
    text = "A[^1] b[^1].\n\n[^1]: Words."
    (note,) = facts(text, Note)
    source = read(text).value.source
    assert [said(source, one) for one in (note.span, *note.uses)] == ["[^1]:", "[^1]", "[^1]"]
    (aside,) = find(read(text).value.body, "data-note", "1")
    assert aside.span == note.span


def test_headings() -> None:
    _same(
        "## The *night*[^1] {#n .c}\n\n[^1]: x", Heading(2, "The night", "n", None), *facts("[^1]\n\n[^1]: x")
    )
    assert body("## A {#n .c}") == '<h2 id="n" class="c">A</h2>'
    assert [one.anchor for one in facts("# A\n\n## B {#b}\n\n## C")] == ["ch-x-sec-1", "b", "ch-x-sec-2"]


def test_blocks() -> None:
    text = '::: questions "Q" .pair\n\n::: question lines=2 skill=sourcing at="l. 4" #q-a\nA?\n:::\n:::'
    _same(
        text,
        BlockUse("questions", (("title", "Q"),), "ch-x-questions-1", None),
        BlockUse("question", (("lines", "2"), ("skill", "sourcing"), ("at", "l. 4")), "q-a", None),
    )
    assert body(text) == (
        '<div data-block="questions" id="ch-x-questions-1" class="pair" data-title="Q">'
        '<div data-block="question" id="q-a" data-lines="2" data-skill="sourcing" data-at="l. 4">'
        "<p>A?</p></div></div>"
    )
    assert body("::: transcript cs\nA\n:::").startswith(
        '<div data-block="transcript" id="ch-x-transcript-1" data-lang="cs" lang="cs">'
    )
    assert (
        body("::: source @src-x\n:::")
        == '<div data-block="source" id="ch-x-source-1" data-ref="src-x"></div>'
    )


def test_an_anchor_is_the_id_of_its_element() -> None:
    text = "[a]{who=b} {ix: c} [d]{who=e} [f]{term #own} @src-g [@h] {event: 1968 | i}"
    text += "\n\n# J\n\n::: aside\nK\n:::"
    result = read(text).value
    ids = [one.get("id") for one in walk(result.body) if one.get("id")]
    assert ids == [
        "ch-x-who-1", "ch-x-ix-1", "ch-x-who-2", "own", "ch-x-ref-1", "ch-x-cite-1", "ch-x-event-1",
        "ch-x-sec-1", "ch-x-aside-1",
    ]  # fmt: skip
    assert {getattr(one, "anchor", None) for one in result.facts} == set(ids)


def test_how_marks_stand_in_the_tree() -> None:
    assert (
        body("[a]{who=b #i .c .d}") == '<p><span id="i" data-mark="who" class="c d" data-who="b">a</span></p>'
    )
    assert body("[a]{date=1968 lang=cs}") == (
        '<p><time id="ch-x-date-1" data-mark="date lang" data-date="1968" data-lang="cs" lang="cs">'
        "a</time></p>"
    )
    assert body("a {ix: b > c}") == (
        '<p>a <span id="ch-x-ix-1" data-mark="ix" data-body="b &gt; c" data-silent=""></span></p>'
    )
    assert body("a {event: 1968 | b}") == (
        '<p>a <span id="ch-x-event-1" data-mark="event" data-event="1968" data-label="b" '
        'data-silent=""></span></p>'
    )
    assert body("[see @k]") == '<p><a id="ch-x-cite-1" data-mark="cite" data-key="see @k"></a></p>'
    assert body("[a]{#i}") == '<p><span id="i" data-mark="span">a</span></p>'
    assert body("{++a *b*++}") == '<p><ins id="ch-x-insert-1" data-mark="insert">a <em>b</em></ins></p>'
    assert body("{~~a~>b~~}") == (
        '<p><span id="ch-x-substitute-1" data-mark="substitute"><del>a</del><ins>b</ins></span></p>'
    )
    assert body("{>>a<<}") == '<p><span id="ch-x-comment-1" data-mark="comment"><small>a</small></span></p>'
