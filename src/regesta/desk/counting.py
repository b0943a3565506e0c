"""The whole book laid out for its page numbers, in a process that gives way to all others."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from pathlib import Path

from regesta.citeproc import Citeproc
from regesta.editions.order import plan
from regesta.formats import pages
from regesta.model import Audience
from regesta.pages import Setting, environment
from regesta.pipeline import read as read_book
from regesta.pipeline import silently
from regesta.render.pdf import worker
from regesta.render.pdf.crew import Means, no_key
from regesta.texts.copy import for_copy
from regesta.workspace import kept, read

GIVES_WAY = 5  # of 19


@dataclass(slots=True)
class Counting:
    """Counts the pages of a manuscript; what it finds lies where layouts are kept."""

    folder: Path
    texts: Path | None
    faces: Mapping[str, bytes]
    tried: set[tuple[Audience, int]] = field(default_factory=set)
    process: SpawnProcess | None = None

    async def counted(self, audience: Audience, version: int) -> bool:
        """Whether all pages are counted now; a state that cannot be laid out is not tried twice."""
        if (audience, version) in self.tried:
            return False
        self.tried.add((audience, version))
        given = (self.folder, self.texts, dict(self.faces), audience)
        self.process = get_context("spawn").Process(target=count, args=given, daemon=True)
        await asyncio.to_thread(_started, self.process)
        await asyncio.to_thread(self.process.join)
        return self.process.exitcode == 0

    def close(self) -> None:
        """End it, at once."""
        if self.process and self.process.is_alive():
            self.process.kill()


def _started(process: SpawnProcess) -> None:
    with no_key():
        process.start()


def count(folder: Path, texts: Path | None, faces: Mapping[str, bytes], audience: Audience) -> None:
    """Lay the whole book out as it lies on the disk; its numbers are kept as those of any layout are."""
    worker.begin()
    os.nice(GIVES_WAY)
    inputs, store = read(folder, texts=texts).value, kept()
    book = for_copy(read_book(inputs, kept=store).value)
    edition = plan(book, audience, Citeproc()).value
    templates = environment(inputs.theme, "print", edition.words)
    setting = Setting(templates, edition.book.settings, edition.words, audience, draft=True)
    pages(edition, setting, inputs, Means(faces, kept=store), silently)
