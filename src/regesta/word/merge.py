"""Proposals of several files for one paragraph → one, and what two of them want otherwise.

What all want in the same words is wanted once. Where two touch each other the first one named stands; what
the other wants is kept beside it as his comment, and said to be a conflict.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from regesta.word.paragraphs import Paragraph
from regesta.word.proposals import Comment, Hunk, Proposal
from regesta.word.received import Remark
from regesta.word.signs import WRITTEN

REPLACES, INSERTS, DELETES = "“{old}” → “{new}”", "+ “{new}”", "– “{old}”"


LONGEST = 200  # characters of a proposal that is told in a comment


class Merged(NamedTuple):
    """What is proposed, and the conflicts: what stands, and what does not."""

    hunks: tuple[Hunk, ...]
    comments: tuple[Comment, ...]
    conflicts: tuple[tuple[Hunk, Hunk], ...]


def merged(one: Paragraph, proposals: Sequence[Proposal]) -> Merged:
    """The proposals of all files, in the order of the files."""
    stands: list[Hunk] = []
    comments: list[Comment] = []
    conflicts: list[tuple[Hunk, Hunk]] = []
    for proposal in proposals:
        mine = []
        for hunk in proposal.hunks:
            met = next((held for held in stands if _meet(held, hunk)), None)
            if met is None:
                mine.append(hunk)
            elif not _alike(met, hunk):
                conflicts.append((met, hunk))
                comments.append(Comment(met.last, met.last, Remark(hunk.by, said(one, hunk), "")))
        stands += mine
        comments += [comment for comment in proposal.comments if not _told(comment, comments)]
    return Merged(tuple(sorted(stands)), tuple(comments), tuple(conflicts))


def _meet(one: Hunk, other: Hunk) -> bool:
    """Whether two lie over each other, or put words into the same place."""
    if one.first == other.first or one.last == other.last:
        return True
    return one.first < other.last and other.first < one.last


def _alike(one: Hunk, other: Hunk) -> bool:
    words = ["".join(item.shown for item in hunk.items) for hunk in (one, other)]
    return (one.first, one.last) == (other.first, other.last) and words[0] == words[1]


def _told(comment: Comment, others: Sequence[Comment]) -> bool:
    """Whether a comment came in another file already: one that both had before them."""
    return any(
        (one.first, one.last, one.remark) == (comment.first, comment.last, comment.remark) for one in others
    )


def said(one: Paragraph, hunk: Hunk) -> str:
    """A proposal in words."""
    old = _short("".join(_spoken(one, hunk)))
    new = _short("".join(item.shown for item in hunk.items if item.kind == "text"))
    form = REPLACES if old and new else DELETES if old else INSERTS
    return form.format(old=old, new=new)


def _short(words: str) -> str:
    words = words.replace('"', "’")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _spoken(one: Paragraph, hunk: Hunk) -> Iterator[str]:
    yield from (sign.shown for sign in one.signs.signs[hunk.first : hunk.last] if sign.kind in WRITTEN)
