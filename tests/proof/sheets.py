"""Every sheet of the real publication in every kind: by the rules, whole sides, and nothing of the teachers'.

The manuscript is a copy in which all that is for teachers has tokens.
"""

import random
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from regesta.classroom.asked import Asked
from regesta.model import Artifact
from regesta.pipeline import Wanted, build, silently
from regesta.render.pdf.crew import Means
from regesta.workspace import cores, read, read_faces
from tests.conftest import MANUSCRIPT, copied
from tests.leaks import runs, words
from tests.paper import sides
from tests.render.pdf.reading import broken_rules
from tests.test_leak import hidden_runs, plant

LESSON = ("src-tass", "src-proclamation", "src-nsc-notes")
KINDS = {
    "plain": Asked(papers=("a4", "letter"), html=True),
    "large and easy": Asked(papers=("a4", "letter"), looks=("large", "easy")),
    "folded, in halves": Asked(papers=("a3",), split=True),
    "booklets": Asked(booklet=True),
    "a lesson": Asked(sources=LESSON, pack="Who came?", zip=True),
}
A_FEW_LINES = 0.25  # of a side
IMPOSED = ("-a3.pdf", "-booklet-a4.pdf")  # sides of these are drawings, of which nothing is said


def figures() -> dict[str, object]:
    """What was shown of them; raises AssertionError where something does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        book, tokens = planted(Path(folder))
        files = dict(made(book))
        pdfs = {path: one for path, one in files.items() if path.endswith(".pdf")}
        given = {path: one for path, one in files.items() if "teacher" not in path}
        return {
            "files for students": len(given),
            "files for teachers": len(files) - len(given),
            "sides": sum(one.pages for one in pdfs.values()),
            "tokens planted in what is for teachers": len(tokens),
            "tokens found in the keys": found(files, given, tokens),
            "tokens found in files for students": leaked(given, tokens),
            "five words of teachers' alone in files for students": told(given),
            "last sides of a few lines": short(pdfs),
            "files that break a rule of PDF/UA-1 or PDF/A-3A": broken(pdfs, Path(folder)),
        }


def planted(folder: Path) -> tuple[Path, list[str]]:
    """A copy with tokens, and these."""
    book = copied(MANUSCRIPT, folder / "book")
    draw, tokens = random.Random(1968), list[str]()
    for file in sorted(book.rglob("*.md")):
        text, put = plant(file.read_text("utf-8"), draw)
        file.write_text(text, "utf-8")
        tokens += put
    return book, tokens


def made(book: Path) -> Iterator[tuple[str, Artifact]]:
    """All files, by kind and path; what several kinds share is laid out once."""
    inputs, means = read(book), Means(read_faces(silently), cores())
    for kind, asked in KINDS.items():
        result = build(inputs.value, Wanted(("handouts",), handouts=asked), means, inputs.diagnostics)
        assert result.value, [f"{one.code} {one.message}" for one in result.diagnostics]
        yield from ((f"{kind}/{one.path}", one) for one in result.value)


def found(files: Mapping[str, Artifact], given: Mapping[str, Artifact], tokens: list[str]) -> int:
    """How many tokens the keys hold: most of them, or the search finds nothing where something is."""
    held = said(one for path, one in files.items() if path not in given)
    count = sum(token in held for token in tokens)
    assert count >= len(tokens) // 2
    return count


def leaked(given: Mapping[str, Artifact], tokens: list[str]) -> int:
    """None."""
    for path, one in given.items():
        held = said([one])
        assert [token for token in tokens if token in held] == [], path
    return 0


def said(files: Iterator[Artifact] | list[Artifact]) -> str:
    """All that files say anywhere."""
    return "\n".join(word for one in files for word in words(one)).lower()


def told(given: Mapping[str, Artifact]) -> int:
    """None."""
    secret = hidden_runs(MANUSCRIPT)
    assert secret
    for path, one in given.items():
        held = set().union(*(runs(each) for each in words(one)))
        assert held & secret == set(), path
    return 0


def short(pdfs: Mapping[str, Artifact]) -> int:
    """None."""
    for path, one in pdfs.items():
        if not path.endswith(IMPOSED):
            last = sides(one.content)[-1]
            assert one.pages == 1 or last.filled > A_FEW_LINES, (path, last.filled)
    return 0


def broken(pdfs: Mapping[str, Artifact], folder: Path) -> int:
    """None; those whose sides are drawings do not say that they keep any."""
    for path, one in pdfs.items():
        if path.endswith(IMPOSED):
            assert b"pdfuaid" not in one.content, path
        else:
            assert broken_rules(one.content, folder) == [], path
    return 0
