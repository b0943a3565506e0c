"""Files that came back from Word × the manuscript → what goes into its texts, and what was not taken.

The story of `regesta import docx`: what each file holds, which paragraph of the manuscript each of its own
is, what it proposes there, one proposal of several, and the signs for it in the Markdown.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from regesta.diagnostics import Checked, Diagnostic
from regesta.model import Book
from regesta.source import Span
from regesta.word import findings
from regesta.word.merge import merged
from regesta.word.package import Fault
from regesta.word.paragraphs import Paragraph, paragraphs
from regesta.word.proposals import Proposal, proposed
from regesta.word.received import Received, Returned, returned
from regesta.word.shown import shower
from regesta.word.weave import Insertion, woven
from regesta.word.wording import Given, initials
from regesta.words import catalog

SPACE = re.compile(r"\s+")
FEW = 8  # characters of a paragraph that can be known by its words alone


class TakenIn(NamedTuple):
    """By path what goes into each text; how many changes and comments, and who is who."""

    insertions: Mapping[str, tuple[Insertion, ...]]
    changes: int
    comments: int
    initials: Mapping[str, str]


@dataclass(slots=True)
class _Desk:
    """What lies on it while files are gone through."""

    known: dict[str, Paragraph]
    by_words: dict[str, list[Paragraph]]
    proposals: dict[str, list[Proposal]] = field(default_factory=lambda: defaultdict(list))
    found: list[Diagnostic] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def take_in(book: Book, files: Mapping[str, bytes]) -> Checked[TakenIn]:
    """What files, by their names, propose for a book."""
    show = shower(book, catalog(book.settings.language))
    all_ = [one for text in book.texts for one in paragraphs(text, show) if one.signs.signs]
    by_words: dict[str, list[Paragraph]] = defaultdict(list)
    for one in all_:
        by_words[_squeezed(one.words)].append(one)
    desk = _Desk({one.name: one for one in all_}, by_words)
    for name, data in files.items():
        held = returned(data)
        if isinstance(held, Fault):
            desk.found.append(Diagnostic(held.code, held.message, Span(name, 0, 0), held.hint))
        else:
            _file(name, held, book, desk)
    return _written(book, desk)


def _squeezed(words: str) -> str:
    return SPACE.sub("", words)


def _file(name: str, held: Returned, book: Book, desk: _Desk) -> None:
    """What one file proposes, paragraph by paragraph."""
    pairs = list(_paired(held, desk))
    if not any(one for one, _ in pairs) or held.book not in ("", book.settings.id):
        desk.found.append(findings.foreign(name, held.book))
        return
    desk.authors += [one.by.author for one in held.remarks.values()] + [held.editor]
    desk.notes |= held.notes
    for one, got in pairs:
        desk.authors += [by.author for item in got.items for by in (item.ins, item.gone) if by]
        if one is None:
            desk.found += findings.stray(name, got)
            continue
        made = proposed(one, got, held.remarks, held.editor)
        desk.found += findings.told(name, one, got, made)
        if one.locked:
            desk.found += findings.locked(name, one, made)
            made.hunks = []
            made.comments = made.comments if one.locked == "words" else []
        desk.proposals[one.name].append(made)


def _paired(held: Returned, desk: _Desk) -> Iterator[tuple[Paragraph | None, Received]]:
    """Each paragraph that came back with the one that it is: by its name, else by its words."""
    taken: set[str] = set()
    for got in held.paragraphs:
        one = next((desk.known[name] for name in got.names if name in desk.known), None)
        if one is None or one.name in taken:
            words = _squeezed("".join(item.shown for item in got.items if not item.ins))
            twins = [twin for twin in desk.by_words.get(words, ()) if twin.name not in taken]
            one = twins[0] if len(twins) == 1 and len(words) >= FEW else None
        if one:
            taken.add(one.name)
        yield one, got


def _written(book: Book, desk: _Desk) -> Checked[TakenIn]:
    """All proposals of a paragraph as one, and all of a text in its order."""
    works = _works(book)
    given = Given(initials([one for one in desk.authors if one.strip()]), desk.notes, works)
    texts = {text.source.path: text.source.text for text in book.texts}
    made: dict[str, list[Insertion]] = defaultdict(list)
    changes = comments = 0
    for name, proposals in desk.proposals.items():
        one, whole = desk.known[name], merged(desk.known[name], proposals)
        desk.found += findings.conflicts(one, whole, given)
        made[one.path] += woven(one, texts[one.path], whole, given)
        changes, comments = changes + len(whole.hunks), comments + len(whole.comments)
    ordered = {path: tuple(sorted(some)) for path, some in made.items() if some}
    return Checked(TakenIn(ordered, changes, comments, given.initials), tuple(desk.found))


def _works(book: Book) -> Mapping[str, str]:
    """The key of each work by what a field of Zotero's may call it."""
    return {name: key for key, work in book.works.items() for name in (key, work.title)}
