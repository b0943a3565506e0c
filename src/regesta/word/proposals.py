"""A paragraph as it stands × as it came back → what somebody proposes there, counted in its signs.

What was tracked is taken as it was tracked; what was changed without is found by comparing, and belongs to
whoever saved the file last. Nothing of the manuscript's own changes is proposed again.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from regesta.word.paragraphs import Paragraph
from regesta.word.received import By, Item, Received, Remark
from regesta.word.runs import UNSIGNED, signed, stamp
from regesta.word.signs import INDEX, WRITTEN, Sign, Thread

TOKEN = re.compile(r"\w+|\W")


class Hunk(NamedTuple):
    """Signs from `first` up to `last` go, and these items come; by whom."""

    first: int
    last: int
    items: tuple[Item, ...]
    by: By


class Comment(NamedTuple):
    """A comment on signs, or an answer behind a thread that is there."""

    first: int
    last: int
    remark: Remark
    behind: Thread | None = None


@dataclass(slots=True)
class Proposal:
    """All that one file proposes for a paragraph; `touched` are atoms that it would have changed."""

    hunks: list[Hunk] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    touched: list[Sign] = field(default_factory=list)
    decided: bool = False  # whether a change that was open here was accepted or rejected there
    untracked: bool = False

    def __bool__(self) -> bool:
        """Whether it proposes anything."""
        return bool(self.hunks or self.comments or self.touched)


class _Edit(NamedTuple):
    """One sign that goes, or items that come in front of sign `at`."""

    at: int
    gone: bool
    items: tuple[Item, ...]
    by: By


def proposed(one: Paragraph, got: Received, remarks: Mapping[str, Remark], editor: str) -> Proposal:
    """What a paragraph that came back proposes."""
    made, unsaid = Proposal(), By(editor or UNSIGNED, "")
    signs = one.signs.signs
    own = {By(who["author"], who.get("date", "")) for sign in signs if sign.ins for who in [signed(sign.ins)]}
    stands = [
        n for n, item in enumerate(got.items) if item.kind != "split" and (not item.ins or item.ins in own)
    ]
    twins, edits = _aligned(signs, got.items, stands, (made, unsaid))
    at, places, standing = 0, list[int](), set(stands)
    for n, item in enumerate(got.items):
        places.append(at)
        if n in twins:
            at = twins[n] + 1
            _kept(signs[twins[n]], item, edits, (twins[n], made))
        elif n not in standing and not item.gone and item.ins:
            edits.append(_Edit(at, False, (item,), item.ins))
    places.append(at)
    made.hunks = list(_hunks(_free(signs, edits, made)))
    made.comments = list(_comments(one, got, remarks, places))
    return made


def _aligned(
    signs: list[Sign], items: list[Item], stands: list[int], told: tuple[Proposal, By]
) -> tuple[dict[int, int], list[_Edit]]:
    """For each item that stands its sign; and what was changed without being tracked."""
    made, by = told
    there, here = [items[n].shown for n in stands], [sign.shown for sign in signs]
    if there == here:
        return {n: at for at, n in enumerate(stands)}, []
    twins, edits = dict[int, int](), list[_Edit]()
    for kind, i, j, k, m in _compared(here, there):
        if kind == "equal":
            twins |= {stands[k + n]: i + n for n in range(j - i)}
            continue
        lost = [
            n for n in range(i, j) if signs[n].shown != INDEX
        ]  # programs drop fields that they do not know
        made.decided |= any(signs[n].ins or signs[n].gone for n in lost)
        edits += (_Edit(n, True, (), by) for n in lost if not signs[n].ins and not signs[n].gone)
        new = tuple(items[n]._replace(ins=by) for n in stands[k:m] if not items[n].gone)
        edits += [_Edit(j, False, new, by)] if new else []
        made.untracked |= bool(new or lost)
    return twins, edits


def _compared(here: list[str], there: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What was changed from here to there, word by word, counted in signs."""
    words = [[found[0] for found in TOKEN.finditer("".join(one))] for one in (here, there)]
    starts = [[0, *accumulate(map(len, one))] for one in words]
    for kind, i, j, k, m in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        yield kind, starts[0][i], starts[0][j], starts[1][k], starts[1][m]


def _kept(sign: Sign, item: Item, edits: list[_Edit], at: tuple[int, Proposal]) -> None:
    """A sign that stands there: whether it goes, and whether a change of ours was decided."""
    place, made = at
    if item.gone and not sign.gone:
        edits.append(_Edit(place, True, (), item.gone))
    made.decided |= bool(sign.gone and not item.gone) or bool(sign.ins and not item.ins)


def _free(signs: list[Sign], edits: list[_Edit], made: Proposal) -> Iterator[_Edit]:
    """Edits that leave atoms as they are: to strike one out is only told, what would part one follows it."""
    for one in sorted(edits, key=lambda edit: (edit.at, edit.gone)):
        sign = signs[one.at] if one.at < len(signs) else None
        above = signs[one.at - 1] if one.at else None
        if one.gone and sign and sign.kind not in WRITTEN:
            made.touched += [sign] if sign not in made.touched else []
        elif not one.gone and sign and above and sign.kind not in WRITTEN and _same(sign, above):
            made.touched += [sign] if sign not in made.touched else []
            end = next((n for n in range(one.at, len(signs)) if not _same(signs[n], sign)), len(signs))
            yield one._replace(at=end)
        else:
            yield one


def _same(one: Sign, other: Sign) -> bool:
    return (one.start, one.end, one.kind) == (other.start, other.end, other.kind)


def _hunks(edits: Iterator[_Edit]) -> Iterator[Hunk]:
    """Edits of one person that touch, as one."""
    held: Hunk | None = None
    for one in sorted(edits, key=lambda edit: edit.at):
        end = one.at + one.gone
        if held and held.by.author == one.by.author and held.last == one.at:
            held = held._replace(last=end, items=(*held.items, *one.items))
            continue
        if held:
            yield held
        held = Hunk(one.at, end, one.items, one.by)
    if held:
        yield held


def _comments(
    one: Paragraph, got: Received, remarks: Mapping[str, Remark], places: list[int]
) -> Iterator[Comment]:
    """Comments that the manuscript does not have yet; an answer stands behind what it answers."""
    held = {_known(said.who.author, stamp(said.who.date), said.words): thread
            for thread in one.signs.threads for said in thread.remarks}  # fmt: skip
    for number, start, end in got.comments:
        remark = remarks.get(number)
        if remark is None or _known(*remark.by, remark.words) in held:
            continue
        above = remarks.get(remark.parent)
        behind = held.get(_known(*above.by, above.words)) if above else None
        first, last = places[min(start, len(places) - 1)], places[min(end, len(places) - 1)]
        yield Comment(first, max(first, last), remark, behind)


def _known(author: str, moment: str, words: str) -> tuple[str, str, str]:
    return ("" if author == UNSIGNED else author, moment, "".join(words.split()))
