"""The tables: every row can be read as its example says, and the manual can be made from them."""

import pytest

from regesta.reader.grammar import BLOCKS, CHANGES, DATED, IDS, POINTERS, POINTS, QUALIFIERS, SPANS, VALUES
from regesta.tree import find, walk
from tests.reader.reading import codes, faults, read

PARENTS = {"question": "::: questions\n{}\n:::", "answer": "::: questions\n::: question\n{}\n:::\n:::"}
# What later issues bring; until then an editor is told.
LATER = "side gap redacted pb unclear add ins del sic abbr u hand".split()


@pytest.mark.parametrize("verb", POINTS)
def test_examples_of_points(verb: str) -> None:
    result = read(f"Here {POINTS[verb].example} and there.")
    assert result.diagnostics == ()
    assert list(find(result.value.body, "data-mark", verb))


@pytest.mark.parametrize("verb", SPANS)
def test_examples_of_spans(verb: str) -> None:
    result = read(f"Here {SPANS[verb].example} and there.")
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
    result = read(PARENTS.get(name, "{}").format(row.example))
    assert result.diagnostics == ()
    (found,) = find(result.value.body, "data-block", name)
    assert {f"data-{one}" for one in row.attributes} <= {key for key, _ in found.attributes}


@pytest.mark.parametrize("kind", POINTERS)
def test_pointers(kind: str) -> None:
    assert list(find(read(f"See @{kind}-x.").value.body, "data-key", f"{kind}-x"))


@pytest.mark.parametrize("verb", LATER)
def test_verbs_of_later_issues_are_unknown(verb: str) -> None:
    assert faults(f"a {{{verb}: x}}") == [("MRK001", 1, 3, f"{{{verb}: x}}")]
    assert faults(f"a [b]{{{verb}}}") == [("MRK001", 1, 7, verb)]
    assert faults(f"a [b]{{{verb}=c}}") == [("MRK001", 1, 7, f"{verb}=c")]


def test_the_tables_agree() -> None:
    attributes = {one for row in BLOCKS.values() for one in row.attributes} | {*SPANS, *QUALIFIERS}
    assert set(VALUES) <= attributes
    assert set(DATED) <= {*SPANS, *POINTS}
    assert set(IDS) <= {*SPANS, *BLOCKS}
    assert {one for row in BLOCKS.values() for one in row.parents} <= {"", *BLOCKS}
    assert all(
        row.needs in ("", *row.attributes) and row.word in ("", *row.attributes) for row in BLOCKS.values()
    )
    assert all(codes(f"[a]{{{verb}}}") == ["MRK007"] for verb in SPANS if SPANS[verb].needs_value)


def test_every_row_says_what_it_means() -> None:
    rows = [*POINTS.values(), *SPANS.values(), *CHANGES.values(), *BLOCKS.values()]
    assert all(row.meaning and row.example and row.meaning[0].islower() for row in rows)
