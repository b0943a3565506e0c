"""A manuscript as an editor sees it: what is typed and not saved stands in the place of the files."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from regesta.desk.reading import Recent
from regesta.diagnostics import Diagnostic, ordered, severity
from regesta.facts import IndexMark
from regesta.model import Book, Inputs
from regesta.pipeline import read as read_book
from regesta.signposts.cursor import named
from regesta.signposts.signs import Sign, signs
from regesta.source import TAB, Source
from regesta.tidying.edits import Edit
from regesta.workspace import read

TABLES = (".yaml", ".lock")


class Manuscript:
    """One manuscript, read whenever somebody pauses; what is kept of the last time is not read again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kept = folder, Recent()
        self.disk = read(folder)
        self.told: frozenset[str] = frozenset()  # the files of which a fault was said
        self.inputs: Inputs = self.disk.value
        self.read({})

    def read(self, typed: Mapping[str, str], anew: bool = False) -> None:
        """Everything, with what is typed; from the disk again where it may have changed."""
        if anew:
            self.disk = read(self.folder)
        held = self.disk.value
        texts = {path: Source.of(path, words) for path, words in typed.items() if path in held.texts}
        self.inputs = replace(held, texts={**held.texts, **texts})
        self.book, found = self._book(self.inputs)
        self.kept.turn()
        self.found = ordered((*self.disk.diagnostics, *found))
        self.signs = signs(self.book)

    def _book(self, inputs: Inputs) -> tuple[Book, tuple[Diagnostic, ...]]:
        made = read_book(inputs, kept=self.kept)
        return made.value, made.diagnostics

    def sign(self, path: str, number: int, line: str, column: int) -> Sign | None:
        """The thing that is named, or given its name, at a column of a line (both from 0)."""
        source = self.inputs.texts.get(path)
        if source is None:
            return None
        before = sum(len(one) + 1 for one in source.text.split("\n")[:number])
        at = before + len(line[:column].expandtabs(TAB))
        for one in self.signs:
            if one.span and one.span.path == path and one.span.start <= at <= one.span.end:
                given = source.text.find(one.id, one.span.start, one.span.end)
                if 0 <= given <= at <= given + len(one.id):
                    return one
        found = named(line, column, path.endswith(TABLES) or self._in_head(source, number))
        if not found:
            return None
        return next((one for one in self.signs if one.id == found.id and one.kind in found.kinds), None)

    def _in_head(self, source: Source, number: int) -> bool:
        lines = source.text.split("\n")
        return lines[0].rstrip() == "---" and not any(one.rstrip() == "---" for one in lines[1 : number + 1])

    def headings(self) -> tuple[str, ...]:
        """All headings of the index that marks name."""
        facts = (fact for text in self.book.texts for fact in text.facts if isinstance(fact, IndexMark))
        return tuple(sorted({" > ".join(fact.path) for fact in facts}))

    def spoilt(self, edits: Mapping[str, tuple[Edit, ...]], old: str, new: str) -> str:
        """The first error that the book has only once the edits are made, or nothing."""
        texts = dict(self.inputs.texts)
        for path, found in edits.items():
            words = texts[path].text
            for one in reversed(found):
                words = words[: one.start] + one.words + words[one.end :]
            texts[path] = Source.of(path, words)
        _, after = self._book(replace(self.inputs, texts=texts))
        known = {(one.code, one.message.replace(old, new)) for one in self.found}
        worse = (one for one in after if severity(one) == "error")
        return next((one.message for one in worse if (one.code, one.message) not in known), "")
