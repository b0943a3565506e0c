"""The order of an index: what printers ask for, and PyICU as the oracle for what Unicode asks for."""

from collections.abc import Callable
from itertools import groupby

import icu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta import collation
from regesta.collation import Key, ignoring, letter, sort_key

LANGUAGES = ("cs", "sk", "en")

# language | order | headings as they stand in the index
ORDERS = """
en | letter | Newark · New Deal · new economics · newsprint
en | word   | New Deal · new economics · Newark · newsprint
en | letter | New (verb) · New, Ann · New, Zoe · new-12 · newborn · New Deal · newlyweds · New Zealand
en | word   | New (verb) · New, Ann · New, Zoe · New Deal · New Zealand · new-12 · newborn · newlyweds
en | letter | Bath, Ada · Bath, Zoe · Bathe · Bath house · Bathurst
en | word   | Bath, Ada · Bath, Zoe · Bath house · Bathe · Bathurst
en | letter | 14 days · 68 Publishers · 1968 · 2000 Words · Aachen
en | letter | Cernik · Černík · Charter 77 · China · Czech Radio
en | letter | Salzburg · Strougal · Štrougal · Šumava · Svoboda · Žilina · Zorin
en | letter | O’Neill · one-two · Oniani
en | letter | Gomulka · Gomułka · Gomułka, Władysław · Gomułka, Zofia
en | letter | Ægir · Aesop · Ørsted · Osaka · Straße · Strasser
en | letter | reform · Reform · réform
en | letter | 9 May · 1968–69 · 1968 reforms · 19681 · 1968169
cs | letter | cesta · cukr · čas · Dubček · hrad · Husák · chata · Indra · ruka · Řím · Smrkovský · škola
cs | letter | Vác-Havel · Vacovský · Vachek
cs | word   | 14. sjezd · Čierná · Čierna nad Tisou · čtrnáctý
cs | letter | Cerny · Cerný · Čierny
sk | letter | auto · cesta · čas · hora · chlieb · Ladislav · Ľudovít · luk · maso · mäkký · ok · ôsmy · pero
"""


@pytest.mark.parametrize(
    ("language", "order", "headings"),
    [[cell.strip() for cell in line.split("|")] for line in ORDERS.strip().splitlines()],
)
def test_order(language: str, order: str, headings: str) -> None:
    wanted = headings.split(" · ")
    assert sorted(reversed(wanted), key=lambda one: sort_key(one, language, order == "letter")) == wanted


@pytest.mark.parametrize(
    ("heading", "language", "group"),
    [
        ("Černík, Oldřich", "en", "C"),
        ("Šumava", "en", "S"),
        ("Chňoupek", "en", "C"),
        ("Ægir", "en", "A"),
        ("Łódź", "en-GB", "L"),
        ("Černík, Oldřich", "cs", "Č"),
        ("Šumava", "cs", "Š"),
        ("Chňoupek", "cs", "CH"),
        ("chata", "cs-CZ", "CH"),
        ("cesta", "cs", "C"),
        ("Ďáblice", "cs", "D"),
        ("ôsmy", "sk", "Ô"),
        ("ôsmy", "cs", "O"),
        ("Ľudovít", "sk", "L"),
        ("68 Publishers", "en", "0–9"),
        ("“Two Thousand Words”", "en", "T"),
        ("(untitled)", "en", "U"),
        ("Известия", "en", "И"),
        ("…", "en", "0–9"),
        ("", "en", "0–9"),
    ],
)
def test_letter(heading: str, language: str, group: str) -> None:
    assert letter(heading, language) == group


@pytest.mark.parametrize(
    ("heading", "filed", "sub_entry"),
    [
        ("The Two Thousand Words", "Two Thousand Words", "Two Thousand Words"),
        ("“The Times”", "Times”", "Times”"),
        ("an appeal", "appeal", "appeal"),
        ("Theatre", "Theatre", "Theatre"),
        ("A. Dubček", "A. Dubček", "A. Dubček"),
        ("A", "A", "A"),
        ("of the army", "of the army", "army"),
        ("and in Prague", "and in Prague", "Prague"),
        ("as leader", "as leader", "leader"),
        ("information", "information", "information"),
        ("in", "in", "in"),
    ],
)
def test_ignoring(heading: str, filed: str, sub_entry: str) -> None:
    assert ignoring(heading, "en-GB") == filed
    assert ignoring(heading, "en", sub_entry=True) == sub_entry
    assert ignoring(heading, "fr", sub_entry=True) == heading


@pytest.mark.parametrize(
    ("heading", "language", "filed", "sub_entry"),
    [
        ("v Praze", "cs", "v Praze", "Praze"),
        ("a v Praze", "cs-CZ", "a v Praze", "Praze"),
        ("A. Dubček", "cs", "A. Dubček", "A. Dubček"),
        ("so Sovietmi", "sk", "so Sovietmi", "Sovietmi"),
        ("Die Zeit", "de", "Zeit", "Zeit"),
        ("von der Partei", "de", "von der Partei", "Partei"),
        ("Derby", "de", "Derby", "Derby"),
        ("of Prague", "cs", "of Prague", "of Prague"),
    ],
)
def test_each_language_ignores_its_own(heading: str, language: str, filed: str, sub_entry: str) -> None:
    assert ignoring(heading, language) == filed
    assert ignoring(heading, language, sub_entry=True) == sub_entry


# The words that the order was first measured with, and letters of all three languages and some guests.
WORDS = """
cukr chata Chmel hrad Havel cesta čas čaj Dubček Brežněv břeh Řím ruka Smrkovský škola Zátopek Žilina Ústí
uhlí Husák Hájek ch h i Indra Černík Cerník Biľak Ľudovít lúka Ladislav 68 Varšava varšavský ďas dáma ťuhýk
tabule ňadra Nový mäso maso kôň kon Wałęsa Gomułka Kádár Ceaușescu Ørsted Đilas 14 007 2000
""".split()
LETTERS = "aábcčdďeéěfghiíjklĺľmnňoóôpqrŕřsštťuúůvwxyýzžäöüëőűąęćńśżźłøđ"
WORD = st.text(st.sampled_from(LETTERS + LETTERS.upper() + "0123456789"), min_size=1, max_size=6)
CH = st.text(st.sampled_from("cChHčČi"), min_size=1, max_size=5)
HEADING = st.lists(WORD | CH | st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


def _oracle(language: str, letter_by_letter: bool) -> Callable[[str], bytes]:
    """Letter by letter is ICU's "shifted", which passes over spaces; numbers go by value, as in an index."""
    collator = icu.Collator.createInstance(icu.Locale(language))
    collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
    if letter_by_letter:
        collator.setAttribute(icu.UCollAttribute.ALTERNATE_HANDLING, icu.UCollAttributeValue.SHIFTED)
    key: Callable[[str], bytes] = collator.getSortKey
    return key


ORACLES = {(language, order): _oracle(language, order) for language in LANGUAGES for order in (True, False)}


def _agree(one: str, other: str, language: str, letter_by_letter: bool) -> bool:
    """Whether both put the two the same way round; where ICU calls them equal, only our last word differs."""
    theirs = [ORACLES[language, letter_by_letter](text) for text in (one, other)]
    ours = [_without_text(sort_key(text, language, letter_by_letter)) for text in (one, other)]
    return (theirs[0] < theirs[1], theirs[0] == theirs[1]) == (ours[0] < ours[1], ours[0] == ours[1])


def _without_text(key: Key) -> Key:
    return key[:-1]


# Signs other than the space are not compared: there an index follows the printers and ICU does not
# (a comma or bracket ends a name in both orders, hyphens and apostrophes count in neither).
@pytest.mark.parametrize("letter_by_letter", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_stand_as_in_the_oracle(language: str, letter_by_letter: bool) -> None:
    wrong = [(one, two) for one in WORDS for two in WORDS if not _agree(one, two, language, letter_by_letter)]
    assert not wrong


@settings(max_examples=1500)
@given(HEADING, HEADING, st.sampled_from(LANGUAGES), st.booleans())
def test_headings_stand_as_in_the_oracle(one: str, two: str, language: str, letter_by_letter: bool) -> None:
    assert _agree(one, two, language, letter_by_letter)


@settings(max_examples=500)
@given(HEADING, st.data(), st.sampled_from(LANGUAGES), st.booleans())
def test_near_headings_stand_as_in_the_oracle(
    one: str, data: st.DataObject, language: str, letter_by_letter: bool
) -> None:
    place = data.draw(st.integers(0, len(one) - 1))
    changed = one[:place] + data.draw(st.sampled_from(LETTERS + LETTERS.upper())) + one[place + 1 :]
    assert _agree(one, changed, language, letter_by_letter)


ANY = st.lists(
    st.text(max_size=6) | HEADING | st.sampled_from(["Smith, Adam", "(x) y", "a-b", "§ 1"]), max_size=8
)


@given(ANY, st.sampled_from(("cs", "sk", "en")), st.booleans())
def test_the_order_is_total_and_letters_stay_together(
    headings: list[str], language: str, letter_by_letter: bool
) -> None:
    def key(heading: str) -> Key:
        return sort_key(heading, language, letter_by_letter)

    row = sorted(set(headings), key=key)
    assert row == sorted(reversed(row), key=key)
    assert len(set(map(key, row))) == len(row)
    groups = [group for group, _ in groupby(row, key=lambda heading: letter(heading, language))]
    assert len(groups) == len(set(groups))


@given(st.text())
def test_nothing_is_ignored_whole(text: str) -> None:
    for sub_entry in (False, True):
        left = ignoring(text, "en", sub_entry)
        assert text.endswith(left)
        assert any(map(str.isalnum, left)) == any(map(str.isalnum, text))


def test_composed_or_not_is_one_letter() -> None:
    composed, apart = "\u010cern\u00edk", "C\u030cerni\u0301k"
    assert _without_text(sort_key(composed, "cs")) == _without_text(sort_key(apart, "cs"))
    assert letter(apart, "cs") == "Č"


NUMBERS, SMITHS, CYRILLIC = "9 Tage · 14 Tage", "Smith, Adam · Smithson", "Ёлка · Ель · Жуков · Москва"
OTHERS = [
    ("de", f"{NUMBERS} · Oslo · Österreich · {SMITHS} · Zürich · {CYRILLIC}"),
    ("sv", f"{NUMBERS} · Oslo · {SMITHS} · Zürich · Österreich · {CYRILLIC}"),
    ("ru", f"{NUMBERS} · {CYRILLIC} · Oslo · Österreich · {SMITHS} · Zürich"),
]


@pytest.mark.parametrize(("language", "order"), OTHERS)
def test_other_languages_are_pyicu_s(language: str, order: str) -> None:
    wanted = order.split(" · ")
    assert sorted(reversed(wanted), key=lambda heading: sort_key(heading, language)) == wanted


@pytest.mark.parametrize(
    ("heading", "language", "group"),
    [
        ("Österreich", "de", "O"),
        ("Österreich", "sv", "Ö"),
        ("Dzsida", "hu", "DZS"),
        ("Москва", "de", "М"),
        ("Москва", "ru", "М"),
        ("Moskau", "ru", "M"),
        ("14 Tage", "de", "0–9"),
        ("§", "de", "0–9"),
    ],
)
def test_letters_of_other_languages(heading: str, language: str, group: str) -> None:
    assert letter(heading, language) == group


@pytest.fixture
def _no_icu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collation, "find_spec", lambda _: None)
    monkeypatch.setattr(collation, "_foreign", collation._foreign.__wrapped__)


@pytest.mark.usefixtures("_no_icu")
def test_without_pyicu_other_languages_have_the_english_order() -> None:
    for heading in OTHERS[0][1].split(" · "):
        assert sort_key(heading, "de") == sort_key(heading, "en")
        assert letter(heading, "de") == letter(heading, "en")
