"""The words of index marks, events and citations."""

import pytest

from regesta.reader.bodies import cited, entries, event


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
