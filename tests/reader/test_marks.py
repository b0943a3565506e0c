"""Marks in every place where an editor may put one, and in those where none can stand."""

import pytest

from regesta.tree import find
from tests.reader.reading import at_most, body, codes, faults, marks, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a | b |\n|---|---|\n| {ix: x | see: y} | [t]{who=z} |", ["{ix: x | see: y}", "[t]{who=z}"]),
        ("| a | b |\n|---|---|\n| {ix: x \\| see: y} | `{|}` |", ["{ix: x \\| see: y}"]),
        ("# The [*night*]{date=1968} {#n}", ["[*night*]{date=1968}"]),
        ("The [night]{date=1968}\n===", ["[night]{date=1968}"]),
        ("A[^1]\n\n[^1]: Note [t]{who=z}.\n\n    {ix: b}", ["[^1]", "[t]{who=z}", "{ix: b}"]),
        ("- a [t]{term}\n    - b {ix: c}\n\n1. {ix: d}", ["[t]{term}", "{ix: c}", "{ix: d}"]),
        ("- [^1]\n\n    [^1]: A note in a list.", ["[^1]"]),
        ("> [t]{term}\n> > {ix: b}", ["[t]{term}", "{ix: b}"]),
        ("Term\n:   [t]{term} {ix: d}", ["[t]{term}", "{ix: d}"]),
        ("*[t]{org}* **{ix: a}** _[t]{org}_ ***[t]{who}***", ["[t]{org}", "{ix: a}", "[t]{org}", "[t]{who}"]),
        ("[*a* **b** _c_]{who=x_y_z}", ["[*a* **b** _c_]{who=x_y_z}"]),
        ("\\[t]\\{who\\} \\{ix: a} \\@src-a \\\\[t]{who}", ["[t]{who}"]),
        ("`[t]{who}` ``{ix: ` }`` [`c]{who}`]{who}", ["[`c]{who}`]{who}"]),
        ("```\n[t]{who}\n```\n~~~ py\n::: x\n~~~\n\n    {ix: code}\n", []),
        ("<http://a.b/@src-a> <a@src-b.cz> a@src-b.", []),
        ("[a]{who}[b]{who}{ix: c}[@k]@src-a", ["[a]{who}", "[b]{who}", "{ix: c}", "[@k]", "@src-a"]),
        ("[sic] [Armáda]{org} […] [x]{term}", ["[Armáda]{org}", "[x]{term}"]),
        ('[a\nb *c\nd*]{event=1968\nlabel="L\nM"}', ['[a\nb *c\nd*]{event=1968\nlabel="L\nM"}']),
        ("[l [t]{who}](http://x) [see [l](u)]{who}", ["[t]{who}", "[see [l](u)]{who}"]),
        ("Stop![t]{who} Look![^1]\n\n[^1]: n", ["[t]{who}", "[^1]"]),
        ("e\u0301 [Dubc\u030cek]{who=d} \ue000{ix: x}", ["[Dubc\u030cek]{who=d}", "{ix: x}"]),
        ("[[x]{who} y]{who}", ["[[x]{who} y]{who}", "[x]{who}"]),
        ("[a [see @k] @src-a]{who=x}", ["[a [see @k] @src-a]{who=x}", "[see @k]", "@src-a"]),
        ("[@k, p. 3]{ix: a}", ["[@k, p. 3]", "{ix: a}"]),
        ("[@src-a]{who=x}", ["[@src-a]{who=x}", "@src-a"]),
        ("[@k, p. 3 [sic]] and [@l [a\\] b]]", ["[@k, p. 3 [sic]]", "[@l [a\\] b]]"]),
        ("{ix+: a}\n{ix-: a}", ["{ix+: a}", "{ix-: a}"]),
        ("Five.{s+} six, the XIV.{s-} Congress", ["{s+}", "{s-}"]),
        ("(@src-a) “@ch-b”, @ev-c. @q-d: x", ["@src-a", "@ch-b", "@ev-c", "@q-d"]),
        ("[r][id] [id] [t]{who}\n\n[id]: http://x/{y}", ["[t]{who}"]),
        ("[t]{ix} [t]{ix: a > b} [t]{ix!: c}", ["[t]{ix}", "[t]{ix: a > b}", "[t]{ix!: c}"]),
        ("[t]{who=x ix=y .z}", ["[t]{who=x ix=y .z}"]),
    ],
)  # fmt: skip
def test_marks_in_every_place(text: str, expected: list[str]) -> None:
    assert marks(text) == expected
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{++a [t]{who}++}", ["{++a [t]{who}++}", "[t]{who}"]),
        ("{--b--}{==f==}{>>JN: g<<}", ["{--b--}", "{==f==}", "{>>JN: g<<}"]),
        ("{~~*c*~>d {ix: e}~~}", ["{~~*c*~>d {ix: e}~~}", "{ix: e}"]),
        ("[a {++b++}]{who=x}", ["[a {++b++}]{who=x}", "{++b++}"]),
        ("- {++a\n  b++}\n\n> {--c\n> d--}", ["{++a\n  b++}", "{--c\n> d--}"]),
        ("| a | b |\n|--|--|\n| {++x | y++} | {>>z<<} |", ["{++x | y++}", "{>>z<<}"]),
        ("{++} never closed", []),
    ],
)
def test_changes_in_every_place(text: str, expected: list[str]) -> None:
    assert marks(text) == expected


def test_spans_nest_ten_deep() -> None:
    text = "x"
    for _ in range(10):
        text = f"[{text} *e* `c`]{{who=a}}"
    found = marks(text)
    assert len(found) == 10
    assert found[9] == "[x *e* `c`]{who=a}"
    assert codes(text) == []


def test_too_deep_is_a_fault_and_no_crash() -> None:
    assert codes("[" * 40 + "x" + "]{who}" * 40) == ["MRK006"]
    assert set(codes("> " * 400 + "[x]{who}")) == {"MRK005", "MRK006"}
    assert "x" in body("> " * 400 + "[x]{who}")


def test_a_mark_line_is_no_paragraph() -> None:
    assert "<p>" not in body("{ix+: a}\n{ix: b} {event: 1968 | c}")
    assert body("{s-}").startswith('<div class="anchors">')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[l](u{ix: a})", "{ix: a}"),
        ('![i](j "{ix: a}")', "{ix: a}"),
        ("{ix: a {ix: b} c}", "{"),
        ('[t]{event=1968 label="see @src-a"}', "@"),
        ("{event: 1968 | b[^1]}", "[^"),
    ],
)
def test_a_mark_where_none_can_stand_is_reported(text: str, words: str) -> None:
    """At its own place, for it would else be lost or be plain words without a word said."""
    result = read(text)
    (found,) = [one for one in result.diagnostics if one.code == "MRK005"]
    assert found.span
    assert result.value.source.text[found.span.start :].startswith(words)


@pytest.mark.parametrize(
    "text",
    [
        "[see @k]{who=x}",
        "[see @k; @src-a]{lang=cs}",
        "[@k]{who}",
        "[see {ix: a} @k]",
        "[see [t]{who} @k, p. 3]",
    ],
)
def test_a_citation_is_never_lost_in_a_mark(text: str) -> None:
    assert [one[:3] for one in faults(text)] == [("MRK005", 1, 1)]


def test_unknown_marks_stay_as_they_are_written() -> None:
    text = "a {foo: *b* {ix: c}} d"
    (found,) = find(read(text).value.body, "class", "unknown")
    assert found.children == ("{foo: *b* {ix: c}}",)


@pytest.mark.parametrize(
    "text",
    [
        "{" + ".a" * 5000 + "!}",
        " " * 20_000 + "x",
        "- " + " " * 20_000 + "x",
        "```" + " " * 20_000 + "`",
        "::: transcript en\n" + "." * 20_000 + "x\n:::",
        "[a]{" + 'x="y" ' * 3000 + "!}",
        "> " * 900 + "x",
    ],
    ids=["ids", "spaces", "item", "fence", "dots", "attributes", "quotations"],
)
def test_no_text_takes_for_ever(text: str) -> None:
    with at_most(20):
        read(text)
