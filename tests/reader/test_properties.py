"""What must hold for every text: fixtures, cases that once failed, compositions, and letters at random."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.tree import walk
from tests.reader.properties import hold
from tests.reader.reading import FRAGMENTS, FRONT, document, mutated, read

HERE = Path(__file__).parent
FIXTURES = sorted([*HERE.glob("markdown/*.md"), *HERE.glob("cases/*.md")])
DOCUMENTS, MUTATED = 800, 100


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
def test_fixtures_and_cases_that_once_failed(file: Path) -> None:
    hold(FRONT + file.read_text("utf-8"))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_any_composition_of_fragments(text: str) -> None:
    hold(FRONT + text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    hold(FRONT + text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_file(text: str) -> None:
    hold(text)


@pytest.mark.parametrize("part", range(10))
def test_random_documents(part: int) -> None:
    for seed in range(part * DOCUMENTS // 10, (part + 1) * DOCUMENTS // 10):
        hold(FRONT + document(seed))


@pytest.mark.parametrize("part", range(10))
def test_mutated_texts(part: int) -> None:
    for seed in range(part * MUTATED // 10, (part + 1) * MUTATED // 10):
        hold(mutated(seed))


MARKS = [
    "{ix: a > b}", "{ix: a | see: b}", "{ix+: r}", "{ix!: p}", "[t]{who=x}", "[t]{term}",
    "[a [b]{who=c} d]{lang=cs}", "[@k, p. 3]", "[see @k; -@l, 4]", "@src-a", '[t]{event=1968 label="L"}',
    "{event: 1968 | L}", "[*t*]{date=1968}",
    "{side: a *b* [c]{term}}", "{gap: redacted 2 lines}", "{pb: 2r}", "[a]{unclear}",
    '[a [b]{u}]{sic="c d"}', "[a]{ins=above hand=2 by=J}", "@fig-x",
    "{++i++}", "{--d--}", "{~~a~>b~~}", "{==h==}", "{>>c<<}", "[^1]", "{s+}", "[`c`]{ix: e}",
]  # fmt: skip
BETWEEN = [
    " ",
    " word ",
    ", ",
    "\n",
    "\n\nNext ",
    "\n\n- item ",
    "\n\n> quoted ",
    "\n\n## Head ",
    " *e* ",
    "\n\nTerm\n:   d ",
]


def test_every_mark_is_found_where_it_was_put() -> None:
    draw = random.Random(1968)
    for _ in range(200):
        text, places = FRONT + "Start ", []
        for _ in range(12):
            mark = draw.choice(MARKS)
            places.append((len(text), mark))
            text += mark + draw.choice(BETWEEN)
        body = read(text + "\n\n[^1]: n\n", front="").value.body
        ends = {
            one.span.start: one.span.end
            for one in reversed([*walk(body)])
            if one.get("data-mark") and one.span
        }
        for start, mark in places:
            assert text[start : ends[start]] == mark
