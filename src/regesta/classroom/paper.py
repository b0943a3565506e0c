"""Which paper a sheet is laid out on, and how its sides are set on a larger one."""

from collections.abc import Iterable
from dataclasses import replace

from regesta.classroom.asked import Asked, Paper
from regesta.model import Artifact
from regesta.render.pdf.metadata import Imprint

LAID_ON = {"a3": "a4"}  # a sheet of A3 is folded: two sides of A4 on each of its own


def laid_on(papers: Iterable[Paper]) -> tuple[str, ...]:
    """The papers on which sheets are laid out."""
    return tuple(dict.fromkeys(LAID_ON.get(one, one) for one in papers))


def imposed(one: Artifact, paper: str, asked: Asked, imprint: Imprint) -> list[Artifact]:
    """The files that were asked for of a sheet laid out on this paper."""
    from regesta.render.pdf.impose import A3, booklet  # noqa: PLC0415 - few ask for it

    made: list[Artifact] = []
    if paper in asked.papers and not asked.booklet:
        made.append(one)
    if asked.booklet:
        path = one.path.replace(f"-{paper}.pdf", f"-booklet-{paper}.pdf")
        made.append(replace(one, path=path, content=booklet(one.content, imprint)))
    if "a3" in asked.papers and paper == "a4":
        path = one.path.replace("-a4.pdf", "-a3.pdf")
        made.append(replace(one, path=path, content=booklet(one.content, imprint, A3)))
    return made
