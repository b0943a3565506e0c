"""The catalogs of all languages: whole, in their own grammar, and as CLDR has the months and the plurals."""

from string import Formatter

import pytest
from babel import Locale
from babel.dates import get_month_names
from hypothesis import given

from regesta.dates import HistoricalDate, Precision, parse
from regesta.words import Words, catalog, entries, plural
from regesta.words.phrases import phrase
from tests.test_phrases import DATES, POINTS

LANGUAGES = ("en", "cs", "sk", "de")
NO_BREAK = "\u00a0"

# date as written; Czech | Slovak | German, where _ is a space that holds
TABLE = """
1968-08
    srpen 1968 | august 1968 | August 1968
1968-08-21
    21._srpna 1968 | 21._augusta 1968 | 21._August 1968
1968-08~
    asi srpen 1968 | asi august 1968 | etwa August 1968
1968-08-17?
    snad 17._srpna 1968 | azda 17._augusta 1968 | vielleicht 17._August 1968
../1968-08-20
    do 20._srpna 1968 | do 20._augusta 1968 | bis 20._August 1968
../1968-08
    do srpna 1968 | do augusta 1968 | bis August 1968
../1968
    do roku 1968 | do roku 1968 | bis 1968
1968-01/..
    od ledna 1968 | od januára 1968 | ab Januar 1968
1968-21/..
    od jara 1968 | od jari 1968 | ab Frühjahr 1968
196X
    60._léta 20._století | 60._roky 20._storočia | 1960er Jahre
../196X
    do 60._let 20._století | do 60._rokov 20._storočia | bis in die 1960er Jahre
190X
    léta 1900–1909 | roky 1900–1909 | 1900er Jahre
../19XX
    do 20._století | do 20._storočia | bis ins 20._Jahrhundert
1968-08-20/1968-08-21
    20.–21._srpna 1968 | 20.–21._augusta 1968 | 20.–21._August 1968
[1968-08-16,1968-08-17]
    16. nebo 17._srpna 1968 | 16. alebo 17._augusta 1968 | am 16. oder 17._August 1968
[1968-05..1968-07]
    někdy od května do července 1968 | niekedy od mája do júla 1968 | zwischen Mai und Juli 1968
{1968-05,1968-07}
    květen a_červenec 1968 | máj a_júl 1968 | Mai und Juli 1968
1968-08-20T22:00~/1968-08-21T04:00~
    noc z_20. na 21._srpna 1968 | noc z_20. na 21._augusta 1968 | Nacht vom 20. auf den 21._August 1968
1968-08-20T23:00+01:00
    20._srpna 1968, 23.00_h (UTC+1) | 20._augusta 1968, 23.00_h (UTC+1) | 20._August 1968, 23_Uhr (UTC+1)
1968-08-20T21:00/1968-08-20T23:40
    20._srpna 1968, 21.00–23.40_h | 20._augusta 1968, 21.00–23.40_h | 20._August 1968, 21–23.40_Uhr
"""
LINES = TABLE.strip().splitlines()
ROWS = [
    [date, *(cell.strip() for cell in said.split("|"))] for date, said in zip(*[iter(LINES)] * 2, strict=True)
]


@pytest.mark.parametrize(("text", "czech", "slovak", "german"), ROWS)
def test_a_date_is_said_in_the_grammar_of_its_language(
    text: str, czech: str, slovak: str, german: str
) -> None:
    said = [phrase(parse(text), catalog(one)).replace(NO_BREAK, "_") for one in LANGUAGES[1:]]
    assert said == [czech, slovak, german]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_catalog_is_whole(language: str) -> None:
    english, own = entries("en"), entries(language)
    mine = {key for key in english if not key.startswith(("date.case.", "date.definite."))}
    assert sorted(mine - set(own)) == []
    more = {key for key in set(own) - set(english) if not key.startswith("date.")}
    assert {key for key in more if key.removesuffix("-few").removesuffix("-2") not in english} == set()


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_translation_asks_for_nothing_that_it_is_not_given(language: str) -> None:
    english, own = entries("en"), entries(language)
    given = {"date.clock.hour": {"hour24"}, "date.clock.minutes": {"hour24"}, "date.night": {"start", "end"}}
    given |= {"date.clock.noon": {"time"}, "date.clock.midnight": {"time"}}
    for key in set(english) & set(own):
        spare = given.get(key, set()) | ({"last", "tens", "century"} if "decade" in key else set())
        assert _names(own[key]) <= _names(english[key]) | spare, key


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_are_those_of_cldr(language: str) -> None:
    words = catalog(language)
    for number in range(1, 13):
        assert words[f"date.month.{number}"] == get_month_names("wide", "stand-alone", language)[number]
        after_a_day = get_month_names("wide", "format", language)[number]
        said = phrase(parse(f"1968-{number:02}-21"), words, year=False)
        assert said.split(NO_BREAK)[1] == after_a_day


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_are_those_of_cldr(language: str) -> None:
    rule = Locale.parse(language).plural_form
    assert [plural(language, number) for number in range(200)] == [rule(number) for number in range(200)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["0 pages", "1 page", "2 pages", "3 pages", "5 pages", "22 pages"]),
        ("cs", ["0 stran", "jedna strana", "dvě strany", "3 strany", "5 stran", "22 stran"]),
        ("sk", ["0 strán", "jedna strana", "dve strany", "3 strany", "5 strán", "22 strán"]),
        ("de", ["0 Seiten", "eine Seite", "2 Seiten", "3 Seiten", "5 Seiten", "22 Seiten"]),
    ],
)
def test_a_number_takes_its_form(language: str, expected: list[str]) -> None:
    words = catalog(language)
    assert [words.count("extent.pages", number) for number in (0, 1, 2, 3, 5, 22)] == expected


@given(DATES)
def test_every_date_has_words_in_every_language(date: HistoricalDate) -> None:
    for words in map(catalog, LANGUAGES):
        said = phrase(date, words)
        assert said == said.strip()
        assert not set(said) & set("{}[]~?%_")


@given(POINTS.map(parse))
def test_a_month_is_never_shown_as_one_of_its_days(date: HistoricalDate) -> None:
    if date.precision in (Precision.MONTH, Precision.SEASON):
        for words in map(catalog, LANGUAGES):
            assert not any(sign.isdigit() for sign in phrase(date, words, year=False))


def test_a_language_that_lacks_a_word_has_the_english(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(catalog("cs"), Words)
    monkeypatch.setattr("regesta.words.entries", lambda name: {"a": "one"} if name == "en" else {"b": "dvě"})
    from regesta.words import _load  # noqa: PLC0415

    _load.cache_clear()
    try:
        assert dict(_load("cs")._entries) == {"a": "one", "b": "dvě"}
    finally:
        _load.cache_clear()
