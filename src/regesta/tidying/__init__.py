"""Texts and tables as the manual writes them, and what they are read as never changed; no I/O.

Each change is an edit of its own. Those that would change the tree, the facts or the faults of a file are
left out (`proof`), so that a rule may be simple and the proof strict. What is done is done again until
nothing is left to do: twice is once.
"""

from regesta.source import Source
from regesta.tidying.edits import edited, fitting
from regesta.tidying.proof import reading
from regesta.tidying.tables import table
from regesta.tidying.texts import text

ROUNDS = 6  # in which every text comes to rest; one that does not is left as it was


def tidied(path: str, raw: str) -> str:
    """The characters of a file once it is tidy, line ends and byte order mark its own."""
    rules = table if path.endswith(".yaml") else text
    before = after = raw
    for _ in range(ROUNDS):
        source = Source.of(path, after)
        if source.refused:  # a character that is not read as it stands cannot be written again
            return raw
        found = fitting(after, rules(source), lambda made: reading(Source.of(path, made)))
        before, after = after, edited(after, found)
        if after == before:
            return after
    return raw
