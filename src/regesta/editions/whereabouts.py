"""Where in the manuscript the words of a printed line stand.

A line has more than its text (numbers of sentences, calls of notes) and less (half a word at its ends). So
it is known by any few words in a row, else by the last anchor before it.
"""

from collections.abc import Iterator, Sequence

from regesta.docket import Docket
from regesta.editions.flow import Flow
from regesta.model import Book, Document, Section
from regesta.source import Span
from regesta.tree import text, walk

RUN = 4  # words in a row that are taken to be of one place


def place(sections: Sequence[Section], id: str, words: str, anchor: str) -> Span | None:
    """The smallest element of a section that holds the words of a line, else the anchor, else the section.

    None for what no file holds.
    """
    flow = next((one.content for one in sections if one.id == id), None)
    if not isinstance(flow, Flow):
        return None
    trees = (flow.body, *(note.body for note in flow.notes.values()))
    held = [(one, one.span) for tree in trees for one in walk(tree) if one.span]
    said = [(f" {' '.join(text(one).split())} ", span) for one, span in held]
    for run in _runs(words.split()):
        if found := [(len(all_), span) for all_, span in said if run in all_]:
            return min(found, key=lambda one: one[0])[1]
    return next(
        (span for one, span in held if anchor and anchor == one.get("id")), held[0][1] if held else None
    )


def _runs(words: list[str]) -> Iterator[str]:
    """Words in a row, first those in the middle of the line's words, which no hyphen has cut."""
    whole = words[1:-1] if len(words) > RUN + 1 else words
    for start in range(max(1, len(whole) - RUN + 1)):
        yield f" {' '.join(whole[start : start + RUN])} "


def _recorded(shown: Docket, document: Document) -> Iterator[tuple[str, Span]]:
    """What a docket and a source note say, and where the record says it."""
    record, data = document.source.span(0), document.data
    named = (("title", shown.title), ("regest", shown.regest), ("headnote", shown.headnote))
    yield from ((words, data.span(name) or record) for name, words in named)
    for row in shown.rows:
        yield f"{row.label} {row.strong} {row.stamp} {row.text}", record
    yield from ((words, record) for words in (" ".join(shown.note), " ".join(shown.rights)))


class Finder:
    """Where all lines of a text stand: it holds every few words in a row.

    What stands before a source is made of its record; `book` says where that is.
    """

    def __init__(self, made: Flow, book: Book) -> None:
        self.held: dict[tuple[str, ...], tuple[int, Span]] = {}
        for tree in (made.body, *(note.body for note in made.notes.values())):
            for one in walk(tree):
                if one.span:
                    self._hold(text(one).split(), one.span)
        for id, shown in made.dockets.items():
            for words, span in _recorded(shown, book.documents[id]):
                self._hold(words.split(), span)
        for chapter in (*book.front, *book.chapters):
            if chapter.id == made.id:
                self._hold(made.title.split(), chapter.data.span("title") or chapter.source.span(0))

    def _hold(self, words: list[str], span: Span) -> None:
        for start in range(max(1, len(words) - RUN + 1)):
            run = tuple(words[start : start + RUN])
            held = self.held.get(run)
            if run and (held is None or len(words) < held[0]):
                self.held[run] = (len(words), span)

    def find(self, words: str) -> Span | None:
        """The smallest element that holds these words."""
        whole = words.split()  # a number or a sign may stand before what is short
        found = (self.held.get(tuple(run.split())) for said in (whole, whole[1:]) for run in _runs(said))
        return next((held[1] for held in found if held), None)
