"""Which block of one state is which of the other: within each text in order, then what moved, in any.

Blocks that are the same word for word are found first, as `difflib` finds them; what is left is paired by
the words that both have, in order, so that a paragraph that was rewritten stands beside what it was.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from regesta.redline.blocks import FENCE, Block
from regesta.redline.tokens import Token

ALIKE = 0.4  # of its words a block must keep to be the same one, rewritten where it stands
MOVED_ALIKE = 0.7  # and elsewhere
MOVED, MOVED_REWRITTEN = 4, 12  # words that a block has at least if it counts as moved
REACH = 60  # blocks; how far rewritten ones are looked for in a chapter that is all new
MOST = 200_000  # pairs; where more blocks came and went, only those moved are found that nobody rewrote

Where = tuple[str, int]  # a text and which of its blocks


@dataclass(frozen=True, slots=True)
class Region:
    """Blocks of both states between two that are the same."""

    before: range
    after: range
    same: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A block of one state and the one of the other that it is; of one that came or went, None."""

    before: int | None
    after: int | None


@dataclass(slots=True)
class Moves:
    """Blocks that stand elsewhere now: where each went, and whence each came."""

    to: dict[Where, Where] = field(default_factory=dict)
    come: dict[Where, Where] = field(default_factory=dict)

    def note(self, old: Where, new: Where) -> None:
        """One block that moved."""
        self.to[old], self.come[new] = new, old


Texts = Mapping[str, Sequence[Block]]
Loose = tuple[Where, Region]


def aligned(before: Texts, after: Texts) -> tuple[dict[str, list[Pair]], Moves]:
    """The pairs of each text, in the order in which they are shown, and the blocks that moved."""
    regions = {id: tuple(_regions(before.get(id, ()), after.get(id, ()))) for id in {**before, **after}}
    moves = Moves()
    gone, come = _loose(regions)
    _same_elsewhere(gone, come, before, after, moves)
    pairs = {
        id: [pair for one in found for pair in _paired(one, id, (before, after), moves)]
        for id, found in regions.items()
    }
    alone = [(id, pair) for id, found in pairs.items() for pair in found if None in (pair.before, pair.after)]
    old = [
        (id, one.before) for id, one in alone if one.before is not None and (id, one.before) not in moves.to
    ]
    new = [
        (id, one.after) for id, one in alone if one.after is not None and (id, one.after) not in moves.come
    ]
    _alike_elsewhere(old, new, before, after, moves)
    return pairs, moves


def _regions(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Region]:
    for what, i, k, j, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield Region(range(i, k), range(j, m), what == "equal")


def _loose(regions: Mapping[str, Sequence[Region]]) -> tuple[list[Loose], list[Loose]]:
    """The blocks of both states that no block at their place is like, each with the region it is in."""
    other = [(id, one) for id, found in regions.items() for one in found if not one.same]
    gone = [((id, at), one) for id, one in other for at in one.before]
    return gone, [((id, at), one) for id, one in other for at in one.after]


# What moved --------------------------------------------------------------------------------------


def _same_elsewhere(
    gone: Sequence[Loose], come: Sequence[Loose], before: Texts, after: Texts, moves: Moves
) -> None:
    """Blocks that went here and came there, word for word; what stays in its region did not move."""
    waiting: dict[tuple[str, tuple[Token, ...]], list[Loose]] = {}
    for one in gone:
        block = before[one[0][0]][one[0][1]]
        waiting.setdefault((block.role, block.tokens), []).append(one)
    for where, region in come:
        block = after[where[0]][where[1]]
        if block.words < MOVED or block.role == FENCE:
            continue
        held = waiting.get((block.role, block.tokens), [])
        if found := next((one for one in held if one[1] is not region), None):
            held.remove(found)
            moves.note(found[0], where)


def _alike_elsewhere(
    gone: Sequence[Where], come: Sequence[Where], before: Texts, after: Texts, moves: Moves
) -> None:
    """Blocks that went here and came there, rewritten; the most alike first."""
    old = [(one, _bag(before[one[0]][one[1]])) for one in gone if _is_long(before[one[0]][one[1]])]
    new = [(one, _bag(after[one[0]][one[1]])) for one in come if _is_long(after[one[0]][one[1]])]
    if len(old) * len(new) > MOST:
        return
    found = ((alike(was, now), one, other) for one, was in old for other, now in new)
    for score, one, other in sorted(found, key=lambda each: -each[0]):
        if score < MOVED_ALIKE:
            break
        if one not in moves.to and other not in moves.come:
            moves.note(one, other)


def _is_long(block: Block) -> bool:
    return block.role != FENCE and block.words >= MOVED_REWRITTEN


# What was rewritten ------------------------------------------------------------------------------


def _paired(region: Region, id: str, states: tuple[Texts, Texts], moves: Moves) -> Iterator[Pair]:
    if region.same:
        yield from map(Pair, region.before, region.after)
        return
    before, after = (state.get(id, ()) for state in states)
    old = [one for one in region.before if (id, one) not in moves.to]
    new = [one for one in region.after if (id, one) not in moves.come]
    last_old, last_new = region.before.start, region.after.start
    ends = (region.before.stop, region.after.stop)
    for one, other in (*_chain(old, new, before, after), ends):
        yield from (Pair(at, None) for at in range(last_old, one))
        yield from (Pair(None, at) for at in range(last_new, other))
        if (one, other) != ends:
            yield Pair(one, other)
        last_old, last_new = one + 1, other + 1


def _chain(
    old: Sequence[int], new: Sequence[int], before: Sequence[Block], after: Sequence[Block]
) -> list[tuple[int, int]]:
    """Pairs in order of those most alike: the best sum of likeness, as for a longest common subsequence."""
    bags = [_bag(before[one]) for one in old], [_bag(after[one]) for one in new]
    slope = len(new) / max(1, len(old))
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    taken: set[tuple[int, int]] = set()
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            near = abs(j - i * slope) <= REACH
            score = alike(bags[0][i], bags[1][j]) if near and _kin(before[old[i]], after[new[j]]) else 0.0
            kept = score + best[i + 1][j + 1] if score >= ALIKE else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], kept)
            if kept == best[i][j]:
                taken.add((i, j))
    return list(_walked(best, taken, old, new))


def _walked(
    best: Sequence[Sequence[float]], taken: set[tuple[int, int]], old: Sequence[int], new: Sequence[int]
) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(old) and j < len(new):
        if (i, j) in taken:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1


def _kin(one: Block, other: Block) -> bool:
    """Whether one could have become the other: fences only what the same fence says."""
    return (one.role == FENCE) == (other.role == FENCE) and (
        one.role != FENCE or one.tokens[0] == other.tokens[0]
    )


Bag = tuple[Counter[object], int]


def _bag(block: Block) -> Bag:
    held: Counter[object] = Counter(one.node for one in block.tokens)
    return held, len(block.tokens)


def alike(one: Bag, other: Bag) -> float:
    """How much of two blocks is in both, from 0 to 1."""
    (few, size), (many, more) = sorted((one, other), key=lambda each: each[1])
    if 2 * size < ALIKE * (size + more):
        return 0.0
    common = sum(min(count, many[key]) for key, count in few.items() if key in many)
    return 2 * common / max(1, size + more)
