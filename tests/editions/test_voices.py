"""A text is cut at its numbers and nowhere else; what faces what is told by the numbers alone."""

from regesta.editions.voices import in_one_language, paired, with_numbers
from regesta.numbers import Range, chosen, numbers, part, pieces
from regesta.reader.parse import parse
from regesta.records import Record
from regesta.source import Source
from regesta.tree import Element, find, text

PROSE = """::: transcript cs
### Nadpis

První věta. Druhá *věta. Třetí* věta.

- Čtvrtá věta.
- Pátá věta.[^a]
:::

::: translation en
### A heading

First sentence. Second sentence. Third sentence.

- Fourth sentence.
- Fifth sentence.
:::

[^a]: A note.
"""
LINES = """::: transcript en .lines
one
two *three*
three
four
five
six
:::
"""


def body(words: str) -> Element:
    return parse(Source.of("sources/src-x.md", f"---\nid: src-x\n---\n{words}"), Record).value.body


def said(element: Element) -> str:
    return " ".join(text(element).split())


def transcript(whole: Element) -> Element:
    return next(find(whole, "data-block", "transcript"))


def test_pieces_lose_no_word_and_begin_at_the_numbers() -> None:
    block = transcript(body(PROSE))
    made = pieces(block)
    assert [(one.number, one.opens, one.numbered) for one in made] == [
        *((1, True, False), (1, True, True), (2, False, True), (3, False, True)),
        *((4, True, True), (5, True, True)),
    ]
    told = "".join(text(node) for one in made for node in one.children)
    assert "".join(told.split()) == "".join(text(block).split())


def test_a_translation_faces_its_text_sentence_by_sentence() -> None:
    pairs = list(find(paired(body(PROSE), "en-GB", "facing"), "data-block", "pair"))
    told = [tuple(said(voice) for voice in one.children if isinstance(voice, Element)) for one in pairs]
    assert told == [
        ("Nadpis", "A heading"),
        ("První věta.", "First sentence."),
        ("Druhá věta.", "Second sentence."),
        ("Třetí věta.", "Third sentence."),
        ("Čtvrtá věta.", "Fourth sentence."),
        ("Pátá věta.", "Fifth sentence."),
    ]
    assert [one.get("data-shown") for one in pairs] == ["", "1", "2", "3", "4", "5"]
    assert [one.get("class") for one in pairs] == ["h3 opens", "p opens", "p", "p", "li opens", "li opens"]


def test_a_text_without_a_translation_stays_what_it_is() -> None:
    whole = body(LINES)
    assert paired(whole, "en", "facing") is whole
    assert in_one_language(whole, "en") is whole


def test_notes_go_with_the_language_that_is_printed() -> None:
    made = in_one_language(body(PROSE), "en")
    assert list(find(made, "data-block", "transcript")) == []
    fifth = next(one for one in find(made, "data-n", "5") if one.get("class") == "s")
    assert [one.get("data-mark") for one in find(fifth, "data-mark")] == ["note"]


def test_of_lines_every_fifth_shows_its_number() -> None:
    shown = [one.get("data-shown") for one in find(with_numbers(body(LINES)), "data-n")]
    assert shown == [None, None, None, None, "5", None]


def test_all_sentences_show_their_numbers() -> None:
    shown = [one.get("data-shown") for one in find(with_numbers(body(PROSE)), "class", "s")]
    assert [one for one in shown if one] == ["1", "2", "3", "4", "5"] * 2


def test_a_part_keeps_numbers_and_says_what_is_left_out() -> None:
    made = transcript(part(body(LINES), Range("l", 2, 3)))
    assert numbers(made) == [2, 3]
    assert [one.get("data-reason") for one in find(made, "data-mark", "gap")] == ["omitted", "omitted"]
    assert said(made) == "two three three"


def test_a_heading_goes_with_what_follows_it() -> None:
    assert "Nadpis" in text(transcript(part(body(PROSE), Range("s", 1, 1))))
    made = transcript(part(body(PROSE), Range("s", 2, 4)))
    assert said(made).replace(".", ". ").split() == "Druhá věta. Třetí věta. Čtvrtá věta.".split()


def test_the_whole_needs_no_sign() -> None:
    whole = body(LINES)
    assert part(whole, None) is whole
    assert part(whole, Range("l", 1, 6)) is whole
    assert part(whole, Range("s", 1, 2)) is whole  # it has no sentences


def test_what_a_block_prints() -> None:
    assert chosen("", "") is None
    assert chosen("4", "") == Range("l", 4, 4)
    assert chosen("", "3–9") == Range("s", 3, 9)
