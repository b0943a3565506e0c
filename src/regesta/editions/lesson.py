"""What a teacher's key says of the lesson: how its minutes are spent, and what suits a mixed class.

Made of what the record says (minutes, questions, texts) in words of the house; what the editors wrote for
the teacher stands beside it, each paragraph under the name that it begins with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from regesta.docket import Docket
from regesta.tree import Element, text
from regesta.words import Words

SHARES = {"begin": 10, "place": 20, "read": 40, "ask": 70, "claim": 93, "end": 100}  # of the minutes, in %


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the lesson: from which minute to which, its name, and what is done."""

    start: int
    end: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What the editors say to the teacher about one thing."""

    title: str
    paragraphs: tuple[Element, ...]


def plan(minutes: int | None, numbers: Sequence[int], words: Words) -> tuple[Step, ...]:
    """The steps of a lesson of so many minutes with these questions; none where its length is not said."""
    if not minutes or not numbers:
        return ()
    ends = (0, *(round(minutes * share / 100) for share in SHARES.values()))
    asked = words.count("handout.plan-ask-words", len(numbers), first=numbers[0], last=numbers[-1])
    return tuple(
        Step(
            start,
            end,
            words[f"handout.plan-{name}"],
            asked if name == "ask" else words[f"handout.plan-{name}-words"],
        )
        for name, (start, end) in zip(SHARES, pairwise(ends), strict=True)
    )


def remarks(blocks: Sequence[Element], words: Words) -> tuple[Remark, ...]:
    """The paragraphs for the teacher by what they are about: the emphasized words with which they begin."""
    found: list[Remark] = []
    for block in blocks:
        title = block.get("data-title") or words["handout.for_teacher"]
        for child in block.children:
            if isinstance(child, str):
                continue
            named, paragraph = _parted(child)
            title = named or title
            if found and found[-1].title == title:
                found[-1] = replace(found[-1], paragraphs=(*found[-1].paragraphs, paragraph))
            else:
                found.append(Remark(title, (paragraph,)))
    return tuple(found)


def _parted(paragraph: Element) -> tuple[str, Element]:
    """The name with which a paragraph begins, such as *Misconceptions.*, and the rest of it."""
    children = paragraph.children
    first = next((at for at, one in enumerate(children) if isinstance(one, Element) or one.strip()), None)
    opening = None if first is None else children[first]
    if paragraph.name != "p" or not isinstance(opening, Element) or opening.name != "em":
        return "", paragraph
    name = text(opening).strip()
    if not name.endswith("."):
        return "", paragraph
    rest = children[(first or 0) + 1 :]
    if rest and isinstance(rest[0], str):
        rest = (rest[0].lstrip(), *rest[1:])
    return name.removesuffix("."), replace(paragraph, children=rest)


def mixed(numbers: Sequence[int], adapted: bool, second: Docket | None, words: Words) -> Iterator[str]:
    """What can be done where pupils read and write at different speeds."""
    if adapted:
        yield words["handout.mixed-adapted"]
    yield words["handout.mixed-print"]
    if len(numbers) > 2:  # noqa: PLR2004 - fewer is what there is
        yield words.say("handout.mixed-short", first=numbers[0], second=numbers[1])
    if second:
        yield words.say("handout.mixed-further", number=second.number, title=second.short)
