"""Two states of one line → one line with insertions and deletions, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from regesta.redline.tokens import Token, first_space, line
from regesta.tree import Children, Element, Node

TINY = 2  # signs without a word that stand between two changes belong to them


def came(children: Children) -> Element:
    """Words that are new."""
    return Element("ins", (("data-mark", "came"),), children)


def went(children: Children) -> Element:
    """Words that are no longer there."""
    return Element("del", (("data-mark", "went"),), children)


@dataclass(frozen=True, slots=True)
class Woven:
    """A line with its changes, and how many words came and went."""

    children: Children
    came: int
    went: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Tokens of both states that are the same, or of which those before gave way to those after."""

    same: bool
    before: Sequence[Token]
    after: Sequence[Token]


def woven(before: Sequence[Token], after: Sequence[Token]) -> Woven:
    """Both states in one line; marks stay whole."""
    children: list[Node] = []
    more = less = 0
    for one in _gathered(_stretches(before, after)):
        if one.same:
            children += line(one.after)
            continue
        children += _change(one.before, one.after)
        more += sum(token.words for token in one.after)
        less += sum(token.words for token in one.before)
    return Woven(tuple(children), more, less)


def _change(before: Sequence[Token], after: Sequence[Token]) -> Iterator[Node]:
    shared = first_space(before) and first_space(after)
    if shared:
        yield " "
    if before:
        yield went(line(before, bare=shared))
    if after:
        yield came(line(after, bare=shared))


def _stretches(before: Sequence[Token], after: Sequence[Token]) -> Iterator[_Stretch]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, i, k, j, m in matcher.get_opcodes():
        yield _Stretch(what == "equal", before[i:k], after[j:m])


def _gathered(stretches: Iterator[_Stretch]) -> Iterator[_Stretch]:
    """Changes that only a sign or two part are one: whoever reads them should not have to hop."""
    held: _Stretch | None = None
    between: _Stretch | None = None
    for one in stretches:
        if one.same and held and _is_tiny(one):
            between = one
        elif one.same:
            yield from (each for each in (held, between, one) if each)
            held = between = None
        elif held:
            link: Sequence[Token] = between.after if between else ()
            held = _Stretch(False, (*held.before, *link, *one.before), (*held.after, *link, *one.after))
            between = None
        else:
            held = one
    yield from (each for each in (held, between) if each)


def _is_tiny(one: _Stretch) -> bool:
    return len(one.after) <= TINY and not any(token.words for token in one.after)
