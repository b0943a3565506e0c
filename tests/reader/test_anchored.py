"""Notes on words, sentences and lines of a source: where their calls stand, and what goes wrong."""

import re

import pytest

from regesta.facts import AnchoredNote, IndexMark
from regesta.tree import find, text
from tests.reader.reading import RECORD, body, codes, facts, faults, placeless, read

WORDS = "Včera vojska *překročila\nhranice. Stalo se* tak [bez]{who=x} vědomí vlády. Klid!"
SOURCE = f"::: transcript cs\n{WORDS}\n:::\n\n"
NOTES = "::: notes\n{}\n:::"


def noted(*anchors: str) -> str:
    """A block of notes on these anchors."""
    entries = "\n\n".join(f"{anchor}\n:   A note." for anchor in anchors)
    return f"::: notes\n{entries}\n:::"


def called(anchor: str, source: str = SOURCE) -> str:
    """The source as text, `^` where the note on this anchor is called, other marks as their words."""
    shown = body(source + noted(anchor), RECORD).partition('<div data-block="notes"')[0]
    shown = re.sub(r'<a [^>]*data-mark="anchored"[^>]*></a>', "^", shown)
    return re.sub(r"</?(?:time|span|div|p)\b[^>]*>", "", shown)


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ('"Včera"', "Včera^ vojska"),
        ('"vojska překročila"', "vojska <em>překročila^\nhranice"),
        ('"překročila hranice. Stalo se"', "hranice. Stalo se</em>^ tak"),
        ('"překročila\nhranice"', "hranice^. Stalo"),
        ("„hranice“", "hranice^. Stalo"),
        ("«tak bez vědomí»", "bez vědomí^ vlády"),
        ('"bez"', "tak bez^ vědomí"),
        ('"*Klid*!"', "Klid!^"),
        ("s. 1", "hranice.^ Stalo"),
        ("s. 2", "vlády.^ Klid"),
        ("ss. 1–3", "Klid!^"),
        ("s.3", "Klid!^"),
    ],
)
def test_where_a_note_is_called(anchor: str, expected: str) -> None:
    shown = called(anchor)
    assert expected in shown
    assert shown.count("^") == 1
    assert shown.replace("^", "") == called('"nowhere"').replace("^", "")


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("l. 1", "vojska <em>překročila^\nhranice"),
        ("l. 2", "vlády. Klid!^"),
        ("ll. 1-2", "vlády. Klid!^"),
        ('"překročila hranice"', "hranice^. Stalo"),
    ],
)
def test_notes_on_lines(anchor: str, expected: str) -> None:
    assert expected in called(anchor, SOURCE.replace("cs\n", "cs .lines\n"))


def test_a_call_keeps_with_its_sentence_and_before_other_notes() -> None:
    text = "::: transcript en\nOne[^1]. Two.\n:::\n\n" + noted("s. 1", '"One"') + "\n\n[^1]: n"
    shown = body(text, RECORD)
    order = re.findall(r'id="ch-x-(anchored-\d-call|note-1)"|(</span>)', shown)
    assert ["".join(one) for one in order[:4]] == ["anchored-2-call", "note-1", "anchored-1-call", "</span>"]


def test_no_call_stands_in_a_link() -> None:
    source = "::: transcript en\nOne [two three](https://a.b) four [five]{term} six.\n:::\n\n"
    assert "three</a>^ four" in called('"two"', source)
    assert "five^ six" in called('"five"', source)
    shown = body(source + noted('"five"'), RECORD)
    assert '>five</span><a id="ch-x-anchored-1-call"' in shown


@pytest.mark.parametrize(
    "source",
    [
        "::: transcript en\n- One\n- two\n\n> One *or* three\n:::\n\n",
        "::: transcript en\nA.\n:::\n\n::: retold\nOne two\n:::\n\n::: transcript cs\nOne three\n:::\n\n",
        "::: translation en\nOne three\n:::\n\n::: translation de\nOne\n:::\n\n",
        "::: retold\nOne three\n:::\n\n",
        "::: transcript en\nOne {gap: damage} `three`\n:::\n\n",
        "::: transcript en\n| a | b |\n|--|--|\n| One | three |\n:::\n\n",
    ],
)
def test_what_notes_are_about(source: str) -> None:
    shown = called('"three"', source)
    assert re.search(r"three(</code>)?\^", shown)
    assert shown.count("^") == 1


def test_notes_in_the_tree() -> None:
    entries = '"bez vědomí"\n:   One.\n\n    Two.\n\ns. 1–2\n:   - a\n    - b\n'
    shown = body(SOURCE + f"::: notes by=translator #n .c\n{entries}:::", RECORD)
    source, _, notes = shown.partition('<div data-block="notes"')
    by = 'data-by="translator">'
    assert notes == (
        f' id="n" class="c" {by}'
        f'<aside id="ch-x-anchored-1" data-anchored="quotation" data-words="bez vědomí" {by}'
        "<p>One.</p><p>Two.</p></aside>"
        f'<aside id="ch-x-anchored-2" data-anchored="sentence" data-first="1" data-last="2" {by}'
        "<ul><li>a</li><li>b</li></ul></aside></div>"
    )
    call = f'<a id="ch-x-anchored-2-call" data-mark="anchored" data-key="ch-x-anchored-2" {by}</a>'
    assert call in source


def test_facts_stand_in_order_and_all_blocks_share_one_row_of_numbers() -> None:
    text = SOURCE + NOTES.format('"Klid"\n:   A {ix: b}.')
    text += "\n\n::: notes by=document\ns. 2\n:   C.\n:::"
    found = [one for one in facts(text, path=RECORD) if isinstance(one, AnchoredNote | IndexMark)]
    assert [placeless(one) for one in found] == [
        placeless(one)
        for one in (
            AnchoredNote("editor", "quotation", "Klid", 0, 0, "ch-x-anchored-1", found[0].span),
            IndexMark("", ("b",), (), "ch-x-ix-1", None),
            AnchoredNote("document", "sentence", "", 2, 2, "ch-x-anchored-2", found[0].span),
        )
    ]


LONG = SOURCE.count("\n") + 2  # the line of the first anchor


@pytest.mark.parametrize(
    ("entry", "code", "words", "hint"),
    [
        ('"nikdy"', "NOT004", '"nikdy"', "quote them as they stand there"),
        ('"včera"', "NOT004", '"včera"', "it has them with other capitals, quotation marks or dashes"),
        ('"vlád"', "NOT004", '"vlád"', None),
        ("s. 4", "NOT004", "s. 4", "the last is s. 3"),
        ("s. 2–9", "NOT004", "s. 2–9", "the last is s. 3"),
        ("l. 1", "NOT004", "l. 1", "its lines are not numbered"),
        ("s. 3–2", "NOT005", "s. 3–2", None),
        ("Klid", "NOT005", "Klid", None),
        ('""', "NOT005", '""', None),
        ("p. 4", "NOT005", "p. 4", None),
        ('"Včera"\n"Klid!"', "NOT004", '"Včera"\n"Klid!"', None),
    ],
)
def test_faults(entry: str, code: str, words: str, hint: str | None) -> None:
    text = SOURCE + noted(entry)
    result = read(text, path=RECORD)
    assert (code, LONG, 1, words) in faults(text, RECORD)
    assert hint is None or hint in [one.hint for one in result.diagnostics]
    assert [one.get("data-by") for one in find(result.value.body, "id", "ch-x-anchored-1")] == ["editor"]


def test_words_that_are_there_twice() -> None:
    text = "::: transcript en\nOne two. One and oneness.\n:::\n\n" + noted('"One"', '"one"')
    assert [(one.code, one.message) for one in read(text, path=RECORD).diagnostics] == [
        ("NOT004", "the source has these words more than once"),
        ("NOT004", "the source does not have these words"),
    ]


def test_marks_in_an_anchor() -> None:
    assert faults(SOURCE + noted('"[Klid]{who=x}!"', "s. 1[^1]") + "\n\n[^1]: n", RECORD) == [
        ("MRK005", LONG, 2, "[Klid]{who=x}"),
        ("MRK005", LONG + 3, 5, "[^1]"),
    ]


@pytest.mark.parametrize(
    ("inside", "words"),
    [("Klid.", ""), ("- Klid", ""), (':   "Klid"', ""), ('"Klid"\n:   A.\n\nB.', ""), ("{ix: a}", None)],
)
def test_words_that_are_no_entry(inside: str, words: str | None) -> None:
    text = SOURCE + NOTES.format(inside)
    assert codes(text, RECORD) == ([] if words is None else ["NOT005"])
    for word in re.findall(r"\b[A-Z]\w*", inside):
        assert word in text_of(body(text, RECORD))


def text_of(shown: str) -> str:
    return re.sub(r"<[^>]*>", "", shown)


def test_without_a_source_there_is_nothing_to_be_found() -> None:
    assert codes(noted('"a"', "s. 1"), RECORD) == ["NOT004", "NOT004"]


def test_words_of_a_source_stay_as_they_are() -> None:
    plain = read(SOURCE, path=RECORD).value.body
    other = read(SOURCE + noted('"Klid"', '"bez vědomí"', "s. 1"), path=RECORD).value.body
    (one,), (two,) = (list(find(tree, "data-block", "transcript")) for tree in (plain, other))
    assert text(one) == text(two)
