"""Our index against a professional one: the same headings and places, made anew from marks in any order.

The printed index is that of the history of FRUS, a book of others (`tests.corpora`): 473 headings over
1,179 points and 424 ranges. Each anchor lies on the first page of its printed locator, a range's end on the
last. What the printed index asks of ours is said once, in `RULES`; every difference counts, and stands with
its cause in `ground_truth.yaml`. Points that are printed as ranges say more than their mark does; they are
a class of their own, counted and left out of the figure.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
import yaml
from lxml import etree

from regesta.apparatus.index import Entry, Index, make
from regesta.facts import IndexMark
from regesta.locators import JOINER
from regesta.model import Book, Chapter, PageMap
from regesta.registers import IndexFile
from regesta.settings import IndexRules
from regesta.tree import Element
from tests.apparatus import printed
from tests.corpora import corpus
from tests.reading import WORDS, book

RULES = IndexRules.model_validate(
    {
        "order": "letter",
        "runs": "keep",
        "notes": "plain",
        "double_post": 0,
        "file_as": {"St.": "Saint", "Mc": "Mac"},
    }
)
CAUSES = Path(__file__).with_name("ground_truth.yaml")


class Units(NamedTuple):
    """What is compared of an index, sequence by sequence: headings in order, locators, leads."""

    order: dict[printed.Path, list[str]]  # the headings below a heading
    locators: dict[printed.Path, list[str]]
    leads: dict[printed.Path, list[str]]


@pytest.fixture(scope="module")
def truth() -> printed.Printed:
    return printed.read(etree.parse(corpus(printed.FILE)).getroot())


# The printed index -------------------------------------------------------------------------------


def is_outside(one: printed.Locator) -> bool:
    """Whether a point is printed as a range."""
    return not one.is_range and ("–" in one.label or "-" in one.label)


def wanted(truth: printed.Printed) -> Units:
    """The printed index; a point that is printed as a range stands with its first page, marked `?`."""
    made = Units({}, {}, {})
    for entry in truth.entries:
        made.order.setdefault(entry.path[:-1], []).append(entry.path[-1])
        made.locators[entry.path] = [
            f"{one.pages[0]}?" if is_outside(one) else one.label for one in entry.locators
        ]
        made.leads[entry.path] = [*map(lead("see"), entry.see), *map(lead("also"), entry.also)]
    return made


def lead(kind: str) -> Callable[[printed.Path], str]:
    return lambda path: f"{kind} {': '.join(path)}"


# Ours --------------------------------------------------------------------------------------------


def marks(truth: printed.Printed) -> list[tuple[IndexMark, ...]]:
    """A mark for each point, two for each range."""
    found: list[tuple[IndexMark, ...]] = []
    for entry in truth.entries:
        for one in entry.locators:
            ends = (("+", one.first), ("-", one.last)) if one.is_range else (("", one.first),)
            found.append(tuple(IndexMark(role, entry.path, (), anchor, None) for role, anchor in ends))
    return found


def pages(truth: printed.Printed) -> PageMap:
    where: dict[str, int] = {}
    for entry in truth.entries:
        for one in entry.locators:
            first, last = one.pages
            where |= {one.first: first, one.last: last} if one.is_range else {one.first: first}
    return PageMap({anchor: str(page) for anchor, page in where.items()}, where, max(where.values()))


def ours(truth: printed.Printed, ordered: Iterable[tuple[IndexMark, ...]]) -> Index:
    facts = tuple(mark for unit in ordered for mark in unit)
    spans = (Element("span", (("id", mark.anchor),), ()) for mark in facts)
    body = [
        Element("aside", (("data-note", "n"),), (span,)) if span.get("id") in truth.noted else span
        for span in spans
    ]
    held = book()
    chapter = held.chapters[0]
    text = Chapter(chapter.source, chapter.meta, chapter.data, Element("section", (), tuple(body)), facts, 1)
    table = IndexFile.model_validate(
        {
            "see": {name(one.path): "; ".join(map(name, one.see)) for one in truth.entries if one.see},
            "also": {name(one.path): tuple(others(one)) for one in truth.entries if one.also},
        }
    )
    changed = held.settings.model_copy(update={"index": RULES})
    made = make(Book(changed, (), (text,), {}, {}, (), table), pages(truth), WORDS).content
    assert isinstance(made, Index)
    return made


def others(entry: printed.Entry) -> Iterator[str]:
    """Where a see also leads, but for one that leads to itself, which a check refuses."""
    yield from (name(path) for path in entry.also if path != entry.path)


def name(path: printed.Path) -> str:
    return " > ".join(path)


def found(index: Index) -> Units:
    made = Units({}, {}, {})
    _read([entry for group in index.groups for entry in group.entries], (), made)
    return made


def _read(entries: Iterable[Entry], above: printed.Path, made: Units) -> None:
    for entry in entries:
        path = (*above, entry.heading)
        made.order.setdefault(above, []).append(entry.heading)
        made.locators[path] = [one.label.replace(JOINER, "") for one in entry.locators]
        made.leads[path] = [f"see {one}" for one in entry.see.split("; ") if one]
        made.leads[path] += [f"also {one}" for one in entry.also]
        _read(entry.children, path, made)


# The comparison ----------------------------------------------------------------------------------


def differences(theirs: Units, mine: Units) -> Iterator[str]:
    """Each difference as a line: where, what is printed, what we have. What stands elsewhere is one."""
    for kind, one, other in zip(Units._fields, theirs, mine, strict=True):
        for path in dict.fromkeys([*one, *other]):
            for lost, new in _changes(one.get(path, []), other.get(path, [])):
                yield f"{kind} | {name(path)} | {lost} | {new}"


def _changes(theirs: Sequence[str], mine: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The fewest that turn one row into the other: moved, replaced, lost, new."""
    plain = [one.rstrip("?") for one in theirs]
    kept = common(plain, mine)
    there = {at for at, _ in kept}
    here = {at for _, at in kept}
    lost = [one for at, one in enumerate(theirs) if at not in there and not one.endswith("?")]
    new = [one for at, one in enumerate(mine) if at not in here]
    for one in [one for one in lost if one in new]:
        lost.remove(one)
        new.remove(one)
        yield one, "elsewhere"
    yield from zip_longest(lost, new, fillvalue="nothing")


def common(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The longest row of things that both have in the same order, by their places."""
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for a in reversed(range(len(one))):
        for b in reversed(range(len(other))):
            longer = max(best[a + 1][b], best[a][b + 1])
            best[a][b] = best[a + 1][b + 1] + 1 if one[a] == other[b] else longer
    a = b = 0
    kept: list[tuple[int, int]] = []
    while a < len(one) and b < len(other):
        if one[a] == other[b]:
            kept.append((a, b))
            a, b = a + 1, b + 1
        elif best[a + 1][b] >= best[a][b + 1]:
            a += 1
        else:
            b += 1
    return kept


def counted(units: Units) -> int:
    """How many things are compared: those outside the figure are not."""
    return sum(not one.endswith("?") for table in units for row in table.values() for one in row)


def test_the_index_is_the_one_that_is_meant(truth: printed.Printed) -> None:
    locators = [one for entry in truth.entries for one in entry.locators]
    assert len(truth.entries) == 473
    assert Counter(one.is_range for one in locators) == {False: 1179, True: 424}
    assert sum(map(is_outside, locators)) == 164


def test_our_index_is_the_printed_one_but_for_what_is_listed(truth: printed.Printed) -> None:
    theirs = wanted(truth)
    met = list(differences(theirs, found(ours(truth, marks(truth)))))
    listed = yaml.safe_load(CAUSES.read_text("utf-8"))
    assert sorted(met) == sorted(line for cause in listed for line in cause["differences"])
    assert (len(met), counted(theirs)) == (26, 1993)  # 98.7 % are the same


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_marks_does_not_matter(truth: printed.Printed, seed: int) -> None:
    ordered, shuffled = marks(truth), marks(truth)
    Random(seed).shuffle(shuffled)
    assert shuffled != ordered
    assert found(ours(truth, shuffled)) == found(ours(truth, ordered))
