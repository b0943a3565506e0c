"""The tables: every row can be read as its example says, and the manual can be made from them."""

import pytest

from regesta.reader.grammar import BLOCKS, CHANGES, POINTERS, POINTS, QUALIFIERS, SIGNS, SPANS
from regesta.reader.values import DATED, IDS, LOCATORS, VALUES
from regesta.tree import find, walk
from tests.reader.reading import RECORD, codes, read

TRANSCRIPT = "::: transcript cs\nVšemu lidu.\n:::\n\n{}"
AROUND = {
    "question": "::: questions\n{}\n:::",
    "answer": "::: questions\n::: question\n{}\n:::\n:::",
    "adapted": TRANSCRIPT,
    "notes": TRANSCRIPT,
}


@pytest.mark.parametrize("verb", POINTS)
def test_examples_of_points(verb: str) -> None:
    result = read(f"> Here {POINTS[verb].example} and there.")
    assert result.diagnostics == ()
    assert list(find(result.value.body, "data-mark", verb))


@pytest.mark.parametrize("verb", SPANS)
def test_examples_of_spans(verb: str) -> None:
    result = read(f"> Here {SPANS[verb].example} and there.")
    assert result.diagnostics == ()
    assert list(find(result.value.body, "data-mark", verb))
    for qualifier in SPANS[verb].qualifiers:
        assert list(find(result.value.body, f"data-{qualifier}"))


@pytest.mark.parametrize("sign", CHANGES)
def test_examples_of_changes(sign: str) -> None:
    result = read(f"Here {CHANGES[sign].example} and there.")
    assert result.diagnostics == ()
    (found,) = find(result.value.body, "data-mark", CHANGES[sign].kind)
    assert set(CHANGES[sign].names) <= {one.name for one in walk(found)}


@pytest.mark.parametrize("name", BLOCKS)
def test_examples_of_blocks(name: str) -> None:
    row = BLOCKS[name]
    result = read(AROUND.get(name, "{}").format(row.example), path=RECORD)
    assert result.diagnostics == ()
    (found,) = find(result.value.body, "data-block", name)
    assert {f"data-{one}" for one in row.attributes} <= {key for key, _ in found.attributes}


@pytest.mark.parametrize("kind", POINTERS)
def test_pointers(kind: str) -> None:
    assert list(find(read(f"See @{kind}-x.").value.body, "data-key", f"{kind}-x"))


@pytest.mark.parametrize("verb", SIGNS)
def test_editorial_signs_stand_in_words_of_others(verb: str) -> None:
    row = POINTS[verb] if verb in POINTS else SPANS[verb]
    for name, block in BLOCKS.items():
        if block.signs:
            text = AROUND.get(name, "{}").format(f"::: {name} cs\n{row.example}\n:::")
            assert "MRK005" not in [one.code for one in read(text, path=RECORD).diagnostics]
    outside = [] if verb == "abbr" else ["MRK005"] * (3 if verb == "hand" else 1)
    assert codes(f"Here {row.example} and there.") == outside
    assert codes(f"::: aside\n{row.example}\n:::") == outside


def test_the_tables_agree() -> None:
    attributes = {one for row in BLOCKS.values() for one in row.attributes} | {*SPANS, *QUALIFIERS}
    assert {one.split()[-1] for one in VALUES} <= attributes
    assert {one.split()[0] for one in VALUES if " " in one} <= {*BLOCKS}
    assert {one for one in DATED if " " not in one} <= {*SPANS, *POINTS}
    assert {tuple(one.split()) for one in DATED if " " in one} <= {
        (name, attribute) for name, row in BLOCKS.items() for attribute in row.attributes
    }
    assert set(IDS) <= {*SPANS, *BLOCKS}
    assert {one for row in BLOCKS.values() for one in row.parents} <= {"", *BLOCKS}
    for row in BLOCKS.values():
        assert {*row.needs} <= {*row.attributes, "id"}
        assert {row.word} <= {*row.attributes, ""}
        assert {*row.flags} <= {*row.attributes}
        assert {name for _, name in row.aliases} <= {*row.attributes}
    assert all(codes(f"> [a]{{{verb}}}") == ["MRK007"] for verb in SPANS if SPANS[verb].value == "must")
    assert all(codes(f"> [a]{{{verb}=b}}") == ["MRK002"] for verb in SPANS if SPANS[verb].value == "never")


def test_every_row_says_what_it_means() -> None:
    rows = [*POINTS.values(), *SPANS.values(), *CHANGES.values(), *BLOCKS.values()]
    assert all(unit.isalpha() for unit in LOCATORS.values())
    assert all(row.meaning and row.example and row.meaning[0].islower() for row in rows)
