"""Passages → locators: each place once, explicit ranges kept, runs joined, principal passages apart.

Rules: ISO 999, 7.4; Chicago, "Indexes", on locators. Knows pages and nothing of entries.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from regesta.model import Locator, PageMap
from regesta.settings import IndexRules, Numbers

JOINER = "\u2060"  # keeps a range from breaking at its dash
RUN = 3  # so many pages in a row make a range
PLAIN = IndexRules()
HUNDRED, TENS = 100, 10


@dataclass(frozen=True, slots=True)
class Passage:
    """From one anchor to another (the same for a point), principal or not, explicit range or not.

    One that is `noted` lies in a note, of this number where it is known: 41n2, and a mark in the text of
    the page is enough. One that is `pictured` is an illustration. One of a `source` may be named by the
    number of the source, and of the sentence or line where the mark has one. Of a range from or into a note
    `ends` has the signs: 62n5–63.
    """

    first: str
    last: str
    main: bool = False
    ranged: bool = False
    noted: bool = False
    note: str = ""
    pictured: bool = False
    source: int = 0
    sentences: tuple[int, int] = (0, 0)
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class _Reach:
    start: int
    end: int
    passage: Passage

    @property
    def plain(self) -> bool:
        """Whether it is a page like any other, which may become part of a run."""
        one = self.passage
        return not (one.ranged or one.main or one.noted or one.pictured)


def locators(
    passages: Iterable[Passage], pages: PageMap, rules: IndexRules = PLAIN, document: str = "{number}"
) -> tuple[Locator, ...]:
    """The locators of one entry: pages in their order, then sources where the rules name them by number.

    Passages that lie on no page are left out; `document` is how a whole source is called.
    """
    known = [one for one in passages if one.first in pages.physical and one.last in pages.physical]
    by_page = rules.sources == "page"
    reaches = [
        _Reach(pages.physical[one.first], pages.physical[one.last], one)
        for one in known
        if by_page or not one.source
    ]
    reaches.sort(key=lambda one: (one.start, not one.passage.main, -one.end, one.passage.noted))
    merged = _covered(reaches)
    merged.sort(key=lambda one: (one.start, one.passage.noted, one.passage.pictured))
    shown = _joined(merged, pages) if rules.runs == "join" else merged
    named = () if by_page else (one for one in known if one.source)
    return (*_paged(shown, pages, rules), *_sourced(named, rules, document))


def _covered(reaches: list[_Reach]) -> list[_Reach]:
    """Each page once: a point inside a range, or a second point on a page, says nothing new.

    A note says nothing new beside the text of its page, but more than another note; a picture is a thing
    of its own.
    """
    kept: list[_Reach] = []
    for one in reaches:
        inside = [old for old in kept if old.start <= one.start and one.end <= old.end and _says(old, one)]
        if any(old.passage.main or not one.passage.main for old in inside):
            continue
        overlap = kept[-1] if kept and one.start <= kept[-1].end < one.end else None
        if overlap and _alike(overlap.passage, one.passage):
            ends = overlap.passage.ends[0], one.passage.ends[1]
            longer = replace(overlap.passage, last=one.passage.last, ends=ends)
            kept[-1] = _Reach(overlap.start, one.end, longer)
            continue
        kept.append(one)
    return kept


def _alike(one: Passage, other: Passage) -> bool:
    return one.ranged and other.ranged and one.main == other.main


def _says(old: _Reach, one: _Reach) -> bool:
    """Whether a locator that is there says all that another one would on the same pages."""
    there, new = old.passage, one.passage
    if there.pictured or new.pictured:
        return there.pictured == new.pictured
    return not there.noted or (new.noted and there.note == new.note)


def _joined(reaches: list[_Reach], pages: PageMap) -> list[_Reach]:
    """Three or more plain pages in a row become one range; roman and arabic never meet."""
    result: list[_Reach] = []
    run: list[_Reach] = []
    for one in [*reaches, None]:
        if run and (one is None or not _follows(run[-1], one, pages)):
            result += _close(run)
            run = []
        if one is not None:
            (run if one.plain else result).append(one)
    return result


def _follows(last: _Reach, one: _Reach, pages: PageMap) -> bool:
    same = pages.label(last.passage.first).isdigit() == pages.label(one.passage.first).isdigit()
    return one.plain and same and one.start == last.end + 1


def _close(run: list[_Reach]) -> list[_Reach]:
    if len(run) < RUN:
        return run
    return [_Reach(run[0].start, run[-1].end, Passage(run[0].passage.first, run[-1].passage.last))]


# As they are printed -----------------------------------------------------------------------------


def _paged(reaches: Iterable[_Reach], pages: PageMap, rules: IndexRules) -> Iterator[Locator]:
    """Pages; notes of one page that follow one another stand together: 41nn2–3."""
    for (_, noted), found in groupby(reaches, key=lambda one: (one.start, one.passage.noted)):
        if noted and rules.notes == "number":
            yield from _notes(list(found), pages, rules)
        elif noted:
            yield _locator(next(iter(found)), pages, rules, "n")
        else:
            yield from (_locator(one, pages, rules) for one in found)


def _notes(reaches: list[_Reach], pages: PageMap, rules: IndexRules) -> Iterator[Locator]:
    numbered = sorted(reaches, key=lambda one: (len(one.passage.note), one.passage.note))
    for run in _runs(numbered):
        first, last = run[0].passage.note, run[-1].passage.note
        sign = f"nn{_range(first, last, rules.numbers)}" if len(run) > 1 else f"n{first}"
        yield _locator(run[0], pages, rules, sign)


def _runs(notes: list[_Reach]) -> list[list[_Reach]]:
    """Notes whose numbers follow one another, and that are set alike, in one list."""
    made = [notes[:1]]
    for before, one in pairwise(notes):
        last, next_ = before.passage, one.passage
        near = last.note.isdigit() and next_.note.isdigit() and int(next_.note) == int(last.note) + 1
        if near and last.main == next_.main:
            made[-1].append(one)
        else:
            made.append([one])
    return made


def _locator(one: _Reach, pages: PageMap, rules: IndexRules, sign: str = "") -> Locator:
    first, last = pages.label(one.passage.first), pages.label(one.passage.last)
    if first == last:
        gap = "\u00a0" if sign and not first[-1].isdigit() else ""  # xi n9, which would read xin9
        label = first + gap + sign
    else:
        ends = [end if rules.notes == "number" else end[:1] for end in one.passage.ends]
        shown = shortened(first, last, rules.numbers)
        label = f"{first}{ends[0]}{JOINER}–{JOINER}{shown}{ends[1]}{sign}"
    kind: Literal["note", "page"] = "note" if sign else "page"
    return Locator(label, one.passage.first, one.passage.main, one.passage.pictured, kind)


def _sourced(named: Iterable[Passage], rules: IndexRules, document: str) -> Iterator[Locator]:
    """Sources by their numbers: all of one (doc. 7), or some of its sentences (23:17)."""
    places: dict[tuple[int, int, int], Passage] = {}
    for one in named:
        first, last = one.sentences if rules.sources == "sentence" else (0, 0)
        at = (one.source, first, last)
        places[at] = replace(one, main=one.main or (at in places and places[at].main))
    for (source, first, last), one in sorted(places.items()):
        if not first:
            yield Locator(document.format(number=source), one.first, one.main, kind="source")
        elif not any(_holds(other, (source, first, last)) for other in places):
            label = f"{source}:{_range(str(first), str(last), rules.numbers)}"
            yield Locator(label, one.first, one.main, kind="sentence")


def _holds(other: tuple[int, int, int], place: tuple[int, int, int]) -> bool:
    """Whether other sentences of the source are more, and hold these."""
    source, first, last = place
    return other != place and other[0] == source and 0 < other[1] <= first and last <= other[2]


def _range(first: str, last: str, numbers: Numbers) -> str:
    """Inclusive numbers, with a dash at which no line may end."""
    return first if first == last else f"{first}{JOINER}–{JOINER}{shortened(first, last, numbers)}"


def shortened(first: str, last: str, numbers: Numbers) -> str:
    """The second of two inclusive numbers: whole; as Chicago has it (107–8, 321–28); or in two figures."""
    if numbers == "full" or not (first.isdigit() and last.isdigit()) or len(first) != len(last):
        return last
    low = int(first)
    if low < HUNDRED or (numbers == "chicago" and low % HUNDRED == 0):
        return last
    changed = next(at for at, (one, two) in enumerate(zip(first, last, strict=True)) if one != two)
    least = 1 if numbers == "chicago" and low % HUNDRED < TENS else 2
    return last[min(changed, len(last) - least) :]
