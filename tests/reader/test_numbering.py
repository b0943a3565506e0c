"""Lines, what faces what, and verses; sentences in the tree are in test_sentences."""

import re

import pytest

from regesta.reader.numbering import Sentence
from regesta.tree import find
from tests.reader.reading import RECORD, body, codes, faults, read


def block(fence: str, text: str) -> str:
    return f"::: {fence}\n{text}\n:::\n\n"


def spans(text: str) -> str:
    """The body of a source, `[l1 words]` for a numbered stretch and `[=l1 words]` for what faces it."""
    shown = body(text, RECORD)
    shown = re.sub(
        r'<span class="\w" id="ch-x\.(\w+)" data-n="\d+">(.*?)</span>', r"[\1 \2]", shown, flags=re.S
    )
    shown = re.sub(
        r'<span class="\w" data-of="ch-x\.(\w+)" data-n="\d+">(.*?)</span>', r"[=\1 \2]", shown, flags=re.S
    )
    shown = re.sub(r'<span class="(\w)" data-n="(\d+)">(.*?)</span>', r"[-\1\2 \3]", shown, flags=re.S)
    return re.sub(r"</?(?:div|p)[^>]*>", "", shown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two\nthree", "[l1 One. Two]\n[l2 three]"),
        ("One\n\n  \nTwo", "[l1 One][l2 Two]"),
        ("One  \ntwo\\\nthree", "[l1 One]<br/>[l2 two]<br/>[l3 three]"),
        ("# Head\nOne", '<h1 id="ch-x-sec-1">[l1 Head]</h1>[l2 One]'),
        ("- One\n- Two\n  three", "<ul><li>[l1 One]</li><li>[l2 Two]\n  [l3 three]</li></ul>"),
        ("One *two\nthree* four", "[l1 ]One <em>two\n[l2 ]three</em> four"),
        ("*One\ntwo*\nthree", "<em>[l1 One]\n[l2 two]</em>\n[l3 three]"),
    ],
)  # fmt: skip
def test_lines(text: str, expected: str) -> None:
    assert spans(block("transcript en .lines", text)) == expected


@pytest.mark.parametrize(
    "text", ["One{s+} two\n{s-}three", "{gap: redacted 2 lines}\nOne", "One. Two.\n- three"]
)
def test_each_newline_parts_lines_and_nothing_else_does(text: str) -> None:
    assert len(read(block("transcript en .lines", text), path=RECORD).value.sentences) == 2


def test_a_row_of_numbers_runs_through_all_transcripts() -> None:
    text = (
        block("transcript cs", "Jedna.")
        + block("transcript sk .lines", "Dva\nTri")
        + block("transcript cs", "Dvě.")
    )
    assert spans(text) == "[s1 Jedna.][l1 Dva]\n[l2 Tri][s2 Dvě.]"


def test_translations_face_their_transcripts() -> None:
    text = (
        block("translation en", "One. Two.")
        + block("transcript cs", "Jedna. Dvě.")
        + block("transcript cs .lines", "Tři\nčtyři")
        + block("translation en .lines", "Three\nfour")
        + block("translation de", "Eins.")
        + block("translation de", "Zwei.")
        + block("adapted cs", "Raz. Dva.")
    )
    assert spans(text) == (
        "[=s1 One.] [=s2 Two.][s1 Jedna.] [s2 Dvě.][l1 Tři]\n[l2 čtyři][=l1 Three]\n[=l2 four]"
        "[=s1 Eins.][=s2 Zwei.][=s1 Raz.] [=s2 Dva.]"
    )
    assert codes(text, RECORD) == []


def test_a_translation_alone_has_the_numbers() -> None:
    text = block("translation en", "One. Two.") + block("translation de", "Eins. Zwei.")
    assert spans(text) == "[s1 One.] [s2 Two.][=s1 Eins.] [=s2 Zwei.]"


def test_prose_does_not_face_lines() -> None:
    text = block("transcript cs .lines", "Jedna\ndvě") + block("translation en", "One. Two. Three.")
    assert spans(text) == "[l1 Jedna]\n[l2 dvě]One. Two. Three."
    assert codes(text, RECORD) == []


def test_an_adapted_sentence_may_be_two() -> None:
    text = block("transcript cs", "Jedna, dvě. Tři.") + block("adapted en", "One.{s-} Two. Three.")
    assert codes(text, RECORD) == []
    assert re.findall(r'data-of="ch-x\.(s\d)"', body(text, RECORD)) == ["s1", "s2"]


@pytest.mark.parametrize(
    ("transcript", "translation", "message", "hint"),
    [
        ("One. Two.\n\nSix.", "One. Two. Ten.\n\nSix.", "4 and 3", "1: 3 and 2"),
        ("One. Two.\n\nSix.", "One. Two.", "2 and 3", "2: 0 and 1"),
        ("One.", "One.\n\nTwo.", "2 and 1", "2: 1 and 0"),
    ],
)
def test_what_does_not_face(transcript: str, translation: str, message: str, hint: str) -> None:
    text = block("transcript en", transcript) + block("translation de", translation)
    (found,) = read(text, path=RECORD).diagnostics
    assert (found.code, found.message) == (
        "TRN001",
        f'"translation" and the source differ in the number of sentences: {message}',
    )
    assert found.hint == f"they begin to differ in paragraph {hint}; {{s+}} parts and {{s-}} joins"
    ((_, line, column, words),) = faults(text, RECORD)
    assert (line, column, words) == (transcript.count("\n") + 5, 1, "::: translation de")
    assert 'data-of="ch-x.s4"' not in body(text, RECORD)


def test_lines_that_do_not_face() -> None:
    text = block("transcript en .lines", "A\nB") + block("translation de .lines", "A")
    (found,) = read(text, path=RECORD).diagnostics
    assert (found.message, found.hint) == (
        '"translation" and the source differ in the number of lines: 1 and 2',
        "they begin to differ in paragraph 1: 1 and 2",
    )


def test_lines_that_face_none() -> None:
    text = block("transcript en", "One.") + block("translation de .lines", "Eins.")
    (found,) = read(text, path=RECORD).diagnostics
    assert found.code == "TRN001"
    assert found.message == '"translation" is numbered by lines and the source is not'


def test_a_shorter_text_follows_the_whole_and_has_no_numbers() -> None:
    text = block("transcript en", "One. Two. Three.") + block("adapted en .shorter", "All in one.")
    assert codes(text, RECORD) == []
    assert codes(text.replace(" .shorter", ""), RECORD) == ["TRN001"]


def test_an_adapted_text_needs_its_transcript() -> None:
    assert codes(block("translation en", "A.") + block("adapted en", "B."), RECORD) == ["TRN002"]
    assert codes(block("adapted en", "B."), RECORD) == ["TRN002"]


def test_gaps_are_words_that_are_not_there() -> None:
    text = "One {gap: damage}. {gap: illegible 2 lines} Two.\n\n{gap: omitted}\n\nThree {gap: omitted}"
    assert len(read(block("transcript en", text), path=RECORD).value.sentences) == 3


def test_what_stands_beside_a_sentence_is_none() -> None:
    text = "One {side: Here. There.}two.[^1] {pb: 2}Three{anchor}.\n\n[^1]: n. m."
    shown = read(block("transcript en", text.replace("{anchor}", "")), path=RECORD).value.sentences
    assert shown == (Sentence("ch-x.s1", "One two."), Sentence("ch-x.s2", "Three."))


def test_verses_count_their_own_lines() -> None:
    text = (
        block("verse", "One\ntwo")
        + block("verse .lines #v", "One\n\ntwo")
        + block("quotation cite=x", "\n" + block("verse", "A\nB"))
    )
    shown = body(text, RECORD)
    assert re.findall(r'<span class="l"([^>]*)>', shown) == [
        ' data-n="1"', ' data-n="2"', ' id="v.l1" data-n="1"', ' id="v.l2" data-n="2"',
        ' data-n="1"', ' data-n="2"',
    ]  # fmt: skip
    assert read(text, path=RECORD).value.sentences == ()


def test_sentences_are_told_with_their_words() -> None:
    text = block("transcript en", "*One\n  two.* Three [four]{u}\n{gap: damage}.") + block(
        "transcript en .lines", "A\nB"
    )
    assert read(text, path=RECORD).value.sentences == (
        Sentence("ch-x.s1", "One two."),
        Sentence("ch-x.s2", "Three four ."),
        Sentence("ch-x.l1", "A"),
        Sentence("ch-x.l2", "B"),
    )


def test_lines_of_a_verse_stand_as_far_in_as_they_are_written() -> None:
    def depths(text: str) -> list[str]:
        verse = next(find(read(f"::: verse\n{text}\n:::").value.body, "data-block", "verse"))
        return [one.get("data-indent") or "0" for one in find(verse, "class", "l")]

    assert depths("a\n    b\n  c\n\n\td\n" + " " * 99 + "e") == ["0", "1", "1", "1", "4"]
    assert depths("  a\n      *b\n  c*") == ["0", "1", "0"]
    assert depths("a\n    b {ix: c\n    d}\ne") == ["0", "0", "0"]  # a mark of two lines: nobody guesses
