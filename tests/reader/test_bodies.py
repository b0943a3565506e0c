"""The words of index marks, events and citations."""

import pytest

from regesta.reader.bodies import cited, entries, event, gap, page


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a", [(("a",), ())]),
        (" Dubček,  Alexander >\n resignation ", [(("Dubček, Alexander", "resignation"), ())]),
        ("a > b > c", [(("a", "b", "c"), ())]),
        ("StB | see: State Security", [(("StB",), (("see", "State Security"),))]),
        ("a | sort: b: c | also: d ; e", [(("a",), (("sort", "b: c"), ("also", "d"))), (("e",), ())]),
    ],
)
def test_index_entries(words: str, expected: object) -> None:
    assert entries("ix", words) == (tuple(expected), ())


@pytest.mark.parametrize(
    ("verb", "words", "fault"),
    [
        ("ix", "a;", ("MRK007", "")),
        ("ix", "; a", ("MRK007", "")),
        ("ix", "a; > b", ("MRK007", "> b")),
        ("ix", "a | srot: b", ("MRK002", "srot: b")),
        ("ix", "a |", ("MRK002", "")),
        ("ix", "a | sort:", ("MRK007", "sort:")),
        ("ix-", "a | sort: b", ("MRK002", "sort: b")),
    ],
)
def test_faults_of_index_entries(verb: str, words: str, fault: tuple[str, str]) -> None:
    ((code, _, start, end, _),) = entries(verb, words)[1]
    assert (code, words[start:end]) == fault


def test_plain_words_are_one_entry() -> None:
    assert entries("ix", "a > b; c", plain=True) == (((("a > b; c",), ()),), ())


def test_event() -> None:
    assert event(" 1968-08-20/1968-08-21 |  The\ninvasion ") == ("1968-08-20/1968-08-21", "The invasion", ())


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ("1968", [("MRK007", "1968")]),
        (" | a", [("MRK007", " | a")]),
        ("1968 |", [("MRK007", "1968 |")]),
        ("1968 | a | b", [("MRK007", "1968 | a | b")]),
        (" 1968-13 | a", [("DAT001", "1968-13")]),
        ("1968-08-22/1968-08-20 | a", [("DAT002", "1968-08-22/1968-08-20")]),
    ],
)
def test_faults_of_events(words: str, faults: list[tuple[str, str]]) -> None:
    assert [(code, words[start:end]) for code, _, start, end, _ in event(words)[2]] == faults


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("@k", [("k", "", "", False)]),
        ("see @k, pp. 12–14; -@l", [("k", "see", "pp. 12–14", False), ("l", "", "", True)]),
        ("see also\n@smith:1968 chapter 2", [("smith:1968", "see also", "chapter 2", False)]),
        ("@src-x, l. 4; @ch-y", [("src-x", "", "l. 4", False), ("ch-y", "", "", False)]),
        ("@k, p. 3 [sic]", [("k", "", "p. 3 [sic]", False)]),
        ("e.g. -@k", [("k", "e.g.", "", True)]),
    ],
)
def test_citations(words: str, expected: list[tuple[str, str, str, bool]]) -> None:
    items, faults = cited(words)
    assert [(one.key, one.prefix, one.locator, one.suppress_author) for one in items] == expected
    assert faults == ()


@pytest.mark.parametrize(
    ("key", "locator", "expected"),
    [
        ("k", "p. 12", ("page", "12", "12", "")),
        ("k", "pp. 12–14", ("page", "12", "14", "")),
        ("k", "pp. 126-7", ("page", "126", "127", "")),
        ("k", "12", ("page", "12", "12", "")),
        ("k", "xii", ("page", "xii", "xii", "")),
        ("k", "p. xii–xv, with a map", ("page", "xii", "xv", "with a map")),
        ("k", "p. 3 [sic]", ("page", "3", "3", "[sic]")),
        ("k", "fol. 12v", ("folio", "12v", "12v", "")),
        ("k", "fol. 12r–13v", ("folio", "12r", "13v", "")),
        ("k", "doc. 92", ("document", "92", "92", "")),
        ("k", "chapter 2", ("chapter", "2", "2", "")),
        ("k", "§ 4", ("section", "4", "4", "")),
        ("k", "§§ 4–5", ("section", "4", "5", "")),
        ("k", "pp. 12, 15", ("", "", "", "")),
        ("k", "p. 12–9x", ("page", "12", "9x", "")),
        ("k", "p. 14–12", ("", "", "", "")),
        ("k", "s. 4", ("", "", "", "")),  # of another's work it may be a page
        ("k", "box 3", ("", "", "", "")),
        ("k", "passim", ("", "", "", "")),
        ("k", "I think so", ("", "", "", "")),
        ("k", "12, my emphasis", ("page", "12", "12", "my emphasis")),
        ("k", "l 4", ("line", "4", "4", "")),
        ("src-x", "s. 4", ("sentence", "4", "4", "")),
        ("src-x", "ss. 4–6, my emphasis", ("sentence", "4", "6", "my emphasis")),
        ("src-x", "line 12", ("line", "12", "12", "")),
        ("src-x", "p. 2", ("page", "2", "2", "")),
    ],
)
def test_locators(key: str, locator: str, expected: tuple[str, ...]) -> None:
    ((item,), faults) = cited(f"see @{key}, {locator}")
    assert (item.unit, item.first, item.last, item.suffix) == expected
    assert (item.locator, faults) == (locator, ())


@pytest.mark.parametrize("locator", ["s. x", "s.", "l. 4, 6", "l. 6–4", "s. iv", "lines"])
def test_numbers_of_our_own_sources_are_numbers(locator: str) -> None:
    ((item,), (fault,)) = cited(f"@src-x, {locator}")
    assert (item.locator, item.unit, item.first) == (locator, "", "")
    assert fault.code == "CIT001"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (" illegible 3 words", "illegible 3 words"),
        ("redacted 1 line ", "redacted 1 lines"),
        ("damage\n 12  letters", "damage 12 letters"),
        ("omitted", "omitted"),
    ],
)
def test_gaps(words: str, expected: str) -> None:
    given, faults = gap(words)
    assert (" ".join(value for _, value in given), faults) == (expected, ())


@pytest.mark.parametrize(
    ("words", "wrong", "kept"),
    [
        ("Novák", "Novák", "omitted"),
        ("redacted Novák", "Novák", "redacted"),
        ("redacted 3 Nováks", "3 Nováks", "redacted"),
        ("redacted 3 words about Novák", "3 words about Novák", "redacted"),
        ("redacted three words", "three words", "redacted"),
        ("redacted words", "words", "redacted"),
        ("redacted 3", "3", "redacted"),
        ("", "", "omitted"),
    ],
)
def test_nothing_that_a_gap_hides_is_kept(words: str, wrong: str, kept: str) -> None:
    given, ((code, message, start, end, hint),) = gap(words)
    assert (code, words[start:end]) == ("MRK002", wrong)
    assert given == (("reason", kept),)
    assert "Nov" not in message + hint


def test_pages() -> None:
    assert page(" 2r ") == ((("n", "2r"),), ())
    assert page("2 and 3")[0] == (("n", ""),)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("see @k; also l", "also l"),
        ("@k;", ""),
        ("@k, see @l", "see @l"),
        ("@k, p. 3{ix: a}", "p. 3{ix: a}"),
        ("@k, p. 3[^1]", "p. 3[^1]"),
        ("@k.", "@k."),
    ],
)
def test_faults_of_citations(words: str, wrong: str) -> None:
    ((code, _, start, end, _),) = cited(words)[1]
    assert (code, words[start:end]) == ("CIT001", wrong)
