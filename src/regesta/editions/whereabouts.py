"""Where in the manuscript the words of a printed line stand.

A line has more than its text (numbers of sentences, calls of notes) and less (half a word at its ends). So
it is known by any few words in a row, else by the last anchor before it.
"""

from collections.abc import Iterator, Sequence

from regesta.editions.flow import Flow
from regesta.model import Section
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
