"""Pages → locators: each page once, explicit ranges kept, runs joined, principal passages apart.

Rules: ISO 999, 7.4; Chicago, "Indexes", on locators. Knows pages and nothing of entries.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from regesta.model import Locator, PageMap

JOINER = "\u2060"  # keeps a range from breaking at its dash
NOTED = "n"
RUN = 3  # so many pages in a row make a range


@dataclass(frozen=True, slots=True)
class Passage:
    """From one anchor to another (the same for a point), principal or not, explicit range or not.

    A point that is `noted` lies in a note: its page bears an n, and one in the text of the page is enough.
    """

    first: str
    last: str
    main: bool = False
    ranged: bool = False
    noted: bool = False


@dataclass(frozen=True, slots=True)
class _Reach:
    start: int
    end: int
    passage: Passage


def locators(passages: Iterable[Passage], pages: PageMap, join: bool = True) -> tuple[Locator, ...]:
    """The locators of one entry in the order of pages; passages that lie on no page are left out."""
    known = [one for one in passages if one.first in pages.physical and one.last in pages.physical]
    reaches = [_Reach(pages.physical[one.first], pages.physical[one.last], one) for one in known]
    reaches.sort(key=lambda one: (one.start, not one.passage.main, -one.end, one.passage.noted))
    merged = _covered(reaches)
    return tuple(_locator(one, pages) for one in (_joined(merged, pages) if join else merged))


def _covered(reaches: list[_Reach]) -> list[_Reach]:
    """Each page once: a point inside a range, or a second point on a page, says nothing new."""
    kept: list[_Reach] = []
    for one in reaches:
        inside = [old for old in kept if old.start <= one.start and one.end <= old.end]
        if any(old.passage.main or not one.passage.main for old in inside):
            continue
        overlap = kept[-1] if kept and one.start <= kept[-1].end < one.end else None
        if (
            overlap
            and overlap.passage.main == one.passage.main
            and overlap.passage.ranged
            and one.passage.ranged
        ):
            kept[-1] = _Reach(
                overlap.start,
                one.end,
                Passage(overlap.passage.first, one.passage.last, one.passage.main, True),
            )
            continue
        kept.append(one)
    return kept


def _joined(reaches: list[_Reach], pages: PageMap) -> list[_Reach]:
    """Three or more plain pages in a row become one range; roman and arabic never meet."""
    result: list[_Reach] = []
    run: list[_Reach] = []
    for one in [*reaches, None]:
        if run and (one is None or not _follows(run[-1], one, pages)):
            result += _close(run)
            run = []
        if one is not None:
            if one.passage.ranged or one.passage.main or one.passage.noted:
                result.append(one)
            else:
                run.append(one)
    return result


def _follows(last: _Reach, one: _Reach, pages: PageMap) -> bool:
    plain = not (one.passage.ranged or one.passage.main or one.passage.noted)
    same = pages.label(last.passage.first).isdigit() == pages.label(one.passage.first).isdigit()
    return plain and same and one.start == last.end + 1


def _close(run: list[_Reach]) -> list[_Reach]:
    if len(run) < RUN:
        return run
    return [_Reach(run[0].start, run[-1].end, Passage(run[0].passage.first, run[-1].passage.last))]


def _locator(one: _Reach, pages: PageMap) -> Locator:
    first, last = pages.label(one.passage.first), pages.label(one.passage.last)
    label = first if first == last else f"{first}{JOINER}–{JOINER}{last}"
    label += NOTED if one.passage.noted else ""
    return Locator(label, one.passage.first, one.passage.main)
