"""The list of works: what is kept of each, and every fault at its field; no text makes it stumble."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.reader.grammar import POINTERS as POINTED
from regesta.source import Source
from regesta.works import FILE, POINTERS, Work, read

WORK = '{"id": "a", "type": "book", "title": "One"}'


def works(text: str) -> dict[str, Work]:
    found = read(Source.of(FILE, text))
    assert found.diagnostics == ()
    assert found.value is not None
    return dict(found.value)


def faults(text: str) -> list[tuple[int, int, str, str]]:
    source = Source.of(FILE, text)
    found = []
    for one in read(source).diagnostics:
        assert one.span
        place = source.place(one.span.start)
        found.append((place.line, place.column, one.code, one.message))
    return sorted(found)


def test_a_work_is_kept_in_one_form_whatever_the_order_of_its_fields() -> None:
    other = '{"title": "One",\n\t"type": "book", "id": "a", "custom": {"x": 1}, "page": null}'
    assert works(f"[{WORK}]")["a"].csl == works(f"[{other}]")["a"].csl
    assert json.loads(works(f"[{WORK}]")["a"].csl) == json.loads(WORK)


def test_numbers_are_words_to_the_engine() -> None:
    kept = json.loads(works('[{"id": 7, "type": "book", "title": 1984, "volume": 1.5}]')["7"].csl)
    assert kept == {"id": "7", "type": "book", "title": "1984", "volume": "1.5"}


def test_a_title_in_brackets_is_supplied() -> None:
    made = works(
        '[{"id": "a", "type": "webpage", "title": "[Timeline]"}, {"id": "b", "type": "book", "title": "[B]"}]'
    )
    assert json.loads(made["a"].csl) == {"id": "a", "type": "webpage", "genre": "[Timeline]"}
    assert json.loads(made["b"].csl)["title"] == "[B]"
    assert made["a"].title == "[Timeline]"


@pytest.mark.parametrize("text", ["", " \n", "[]", "[ ]\n", "\ufeff[]"])
def test_a_list_may_be_empty(text: str) -> None:
    assert works(text) == {}


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("{}", 1, "a list of works is expected, from [ to ]"),
        ("[1]", 2, "a work is expected, from { to }"),
        (f"[{WORK} {WORK}]", 46, "a comma or ] is expected"),
        (f"[{WORK}] {WORK}", 47, "after the list of works nothing more is expected"),
        ('[{"id": "a"', 12, "a comma or } is expected"),
        ('[{"id" "a"}]', 3, "the name of a field is expected, in double quotes and with a colon after it"),
        ('[{1: "a"}]', 3, "the name of a field is expected, in double quotes and with a colon after it"),
        ('[{"id": "a",}]', 13, "the JSON cannot be read: expecting value"),
        ('[{"id": NaN}]', 9, "the JSON cannot be read: no number is called NaN"),
        ('[{"id": ' + "[" * 9999, 9, "the JSON cannot be read: nested too deep"),
        (
            '[{"id": ' + "1" * 5000,
            9,
            "the JSON cannot be read: exceeds the limit (4300 digits) for integer string conversion",
        ),
    ],
)
def test_what_is_no_list_is_read_by_nobody(text: str, column: int, message: str) -> None:
    assert read(Source.of(FILE, text)).value is None
    assert faults(text) == [(1, column, "BIB001", message)]


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ('"type": "bok"', 'CSL has no type "bok"'),
        ('"type": 3', "a work without a type"),
        ('"title": " "', "a work without a title"),
        ('"title": ["One"]', '"title": a text is expected'),
        ('"title": "a\\u0001"', '"title": a character that a manuscript may not hold'),
        ('"title": "a\\ud800"', '"title": a character that a manuscript may not hold'),
        ('"publisher": true', '"publisher": a text is expected'),
        ('"URL": "example.org"', '"URL": no web address'),
        (
            '"author": "Ada Example"',
            '"author": names are a list of {"family": …, "given": …} or {"literal": …}',
        ),
        (
            '"editor": [{"given": ""}]',
            '"editor": names are a list of {"family": …, "given": …} or {"literal": …}',
        ),
        ('"issued": 1999', '"issued": a date is {"date-parts": [[1968, 8, 21]]} or {"literal": …}'),
        (
            '"issued": {"date-parts": [["May"]]}',
            '"issued": a date is {"date-parts": [[1968, 8, 21]]} or {"literal": …}',
        ),
        (
            '"issued": {"date-parts": []}',
            '"issued": a date is {"date-parts": [[1968, 8, 21]]} or {"literal": …}',
        ),
        ('"id": "src-a"', '"src-a" cannot be the id of a work, since it points into the book'),
        ('"id": "a b"', '"a b" cannot be cited by its id'),
        ('"id": true', "a work without an id"),
    ],
)
def test_a_fault_stands_at_its_field(field: str, message: str) -> None:
    name = field.partition(":")[0]
    rest = [f'"{key}": "{value}"' for key, value in (("id", "a"), ("type", "book"), ("title", "One"))]
    text = "[{\n" + ",\n".join([*(one for one in rest if not one.startswith(name)), f"  {field}"]) + "\n}]"
    line = 1 + len(text.splitlines()) - 2
    assert faults(text) == [(line, 3, "BIB001", message)]


@pytest.mark.parametrize(
    "date",
    [
        '{"date-parts": [[1968]]}',
        '{"date-parts": [["1968", "8", 21], [1969]]}',
        '{"date-parts": [[-44]]}',
        '{"literal": "about 1968"}',
        '{"raw": "May 1968"}',
        '"1968-08"',
    ],
)
def test_dates_may_be_written_in_several_ways(date: str) -> None:
    works(f'[{{"id": "a", "type": "book", "title": "One", "issued": {date}}}]')


def test_two_works_with_one_id() -> None:
    text = f"[{WORK},\n{WORK}]"
    assert faults(text) == [(2, 2, "BIB002", '"a" is the id of the work in line 1 too')]


def test_keys_of_the_book_are_those_of_the_grammar() -> None:
    assert {f"{kind}-" for kind in POINTED} == set(POINTERS)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "type", "title", "author", "issued", "URL", "page", "x"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(st.lists(JSON, max_size=4).map(json.dumps) | st.text() | st.text('[]{},:"a1\\u '))
def test_no_text_makes_it_stumble(text: str) -> None:
    source = Source.of(FILE, text)
    found = read(source)
    for one in found.diagnostics:
        assert one.span
        assert 0 <= one.span.start <= one.span.end <= len(source.text)
    for work in (found.value or {}).values():
        json.loads(work.csl)
        assert found.diagnostics or work.csl.encode()
