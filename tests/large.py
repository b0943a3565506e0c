"""Writes a manuscript of any size with the density of a real edition, the same for the same seed.

About a note a page, five index marks a page, a pointer in one paragraph of twelve, sources, tables,
questions with answers. The words are made of syllables; no text of anybody is in it.
"""

import random
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import MINI, copied

SYLLABLES = "ba be bo bri da de do dra fa fe gri ha he ka ke kla la le lo ma me mo na ne po pra ra re"
PARAGRAPHS = 34  # of one chapter; eleven pages or so
HEADINGS = 20  # for each chapter: three or four marks lead to one


class Writer:
    """Everything that is drawn, from one seed."""

    def __init__(self, seed: int, chapters: int) -> None:
        self.draw = random.Random(seed)
        self.chapters = chapters
        self.words = [
            "".join(self.draw.choices(SYLLABLES.split(), k=self.draw.randint(1, 4))) for _ in range(3000)
        ]
        self.headings = sorted(
            {" ".join(self.draw.choices(self.words, k=3)) for _ in range(HEADINGS * chapters)}
        )

    def sentence(self) -> str:
        return " ".join(self.draw.choices(self.words, k=self.draw.randint(6, 22))).capitalize() + "."

    def paragraph(self, number: int) -> str:
        sentences = [self.sentence() for _ in range(self.draw.randint(4, 7))]
        for _ in range(2):
            at = self.draw.randrange(len(sentences))
            sentences[at] += f"{{ix: {self.draw.choice(self.headings)}}}"
        if number % 3 == 0:
            sentences[0] += f"[^n{number}]"
        if number % 12 == 5:
            sentences.append(
                f"See [@src-{self.draw.randint(1, self.chapters)}, s. {self.draw.randint(1, 20)}]."
            )
        if number % 12 == 0:
            day = f"19{self.draw.randint(10, 68)}-0{self.draw.randint(1, 9)}-1{self.draw.randint(0, 9)}"
            label = " ".join(self.draw.choices(self.words, k=4))
            sentences[1] = f"[{label}]{{event={day}}} {sentences[1]}"
        return " ".join(sentences)

    def chapter(self, number: int) -> str:
        lines = [f"---\nid: ch-{number}\ntitle: {self.sentence()[:40].rstrip('. ')}\ndates: 1910/1968\n---"]
        for at in range(PARAGRAPHS):
            if at % 9 == 4:
                lines.append(f"## {self.sentence()[:30].rstrip('. ')}")
            lines.append(self.paragraph(at))
        lines.append(
            "| one | two |\n|-----|-----|\n" + "\n".join(f"| {n} | {self.sentence()} |" for n in range(3))
        )
        lines.append(f"::: source @src-{number}\n:::")
        lines += (f"[^n{at}]: {self.sentence()}" for at in range(0, PARAGRAPHS, 3))
        return "\n\n".join(lines) + "\n"

    def source(self, number: int) -> str:
        record = (MINI / "sources" / "src-request.md").read_text("utf-8").partition("\n---\n")[0]
        for old, new in (
            ("src-request", f"src-{number}"),
            ("number: 1", f"number: {number}"),
            ("contradicts: [src-answer]", ""),
        ):
            record = record.replace(old, new)
        text = " ".join(self.sentence() for _ in range(20))
        question = (
            "::: question lines=3 marks=2 skill=sourcing\nWho writes?\n\n::: answer\nSomebody.\n:::\n:::"
        )
        return f"{record}\n---\n\n::: transcript en\n{text}\n:::\n\n::: questions\n\n{question}\n:::\n"


def write(folder: Path, chapters: int, seed: int = 1968) -> Path:
    """A manuscript of so many chapters (about eleven pages each) in a new folder."""
    copied(MINI, folder)
    for file in (*folder.glob("chapters/*"), *folder.glob("sources/*"), *folder.glob("references.json")):
        file.unlink()
    for name, text in files(Writer(seed, chapters), chapters):
        (folder / name).write_text(text, "utf-8")
    listed = ", ".join(f"ch-{number}" for number in range(1, chapters + 1))
    book = (folder / "book.yaml").read_text("utf-8")
    book = (
        book.replace("front: [ch-note]\n", "")
        .replace("[ch-bridge]", f"[{listed}]")
        .replace("id: mini", "id: large")
    )
    (folder / "book.yaml").write_text(book, "utf-8")
    (folder / "events.yaml").write_text(
        "events:\n  - {id: ev-flood, date: 1900-02~, label: A flood}\n", "utf-8"
    )
    (folder / "index.yaml").write_text("{}\n", "utf-8")
    return folder


def files(writer: Writer, chapters: int) -> Iterator[tuple[str, str]]:
    """Path and text of each chapter and source."""
    for number in range(1, chapters + 1):
        yield f"chapters/{number:03}.md", writer.chapter(number)
        yield f"sources/src-{number}.md", writer.source(number)
