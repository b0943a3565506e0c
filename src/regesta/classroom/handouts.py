"""What was asked for → files: for each source its sheets and its key, or a lesson of several as one file."""

from collections.abc import Iterator
from dataclasses import replace

from regesta.classroom import packs
from regesta.classroom.asked import Asked, Look
from regesta.classroom.documents import documents
from regesta.classroom.leaves import leaf
from regesta.classroom.paper import imposed, laid_on
from regesta.classroom.sheets import Desk, Kind, Sheet, file, locked, sheet
from regesta.classroom.zips import zipped
from regesta.diagnostics import Checked, Diagnostic
from regesta.editions import handout
from regesta.model import Artifact, Audience
from regesta.tree import find


def handouts(desk: Desk, asked: Asked) -> Checked[tuple[Artifact, ...]]:
    """All files that were asked for; those of students and of teachers are never in one."""
    made: list[Artifact] = []
    found: list[Diagnostic] = []
    for audience in asked.audiences:
        sheets = _sheets(desk, asked, audience, found)
        for paper in laid_on(asked.papers):
            desk.crew.lay_out([one.order(paper) for one in sheets])  # side by side, before each is asked for
            for one in _joined(desk, asked, sheets, paper):
                found += one.diagnostics
                made += imposed(one.value, paper, asked, desk.imprint(one.value.path.rsplit("/", 1)[-1]))
    if asked.html and "student" in asked.audiences:
        made += (leaf(desk, key) for key in chosen(desk, asked))
    for audience in asked.audiences if asked.docx else ():
        plain = replace(asked, looks=("plain",), split=False, pack="")
        written = documents(desk, _sheets(desk, plain, audience, found))
        made, found = [*made, *written.value], [*found, *written.diagnostics]
    files = _zipped(desk, asked, made) if asked.zip else made
    return Checked(tuple(files), tuple(dict.fromkeys(found)))


def chosen(desk: Desk, asked: Asked) -> tuple[str, ...]:
    """The sources that were asked for: by name, by chapter, or all that have something to ask."""
    if asked.sources:
        return asked.sources
    every = handout.sheets(desk.book)
    if not asked.chapter:
        return every
    chapter = next(one for one in desk.book.chapters if one.id == asked.chapter)
    used = {use.get("data-ref") for use in find(chapter.body, "data-block", "source")}
    return tuple(one for one in every if one in used)


def _sheets(desk: Desk, asked: Asked, audience: Audience, found: list[Diagnostic]) -> list[Sheet]:
    """All sheets of these readers, typeset; a key says what the sheet takes, which is laid out first."""
    if audience == "student":
        kinds = [(key, kind, look) for key in chosen(desk, asked) for kind, look in _kinds(asked)]
        made = [sheet(desk, key, kind, look, packed=bool(asked.pack)) for key, kind, look in kinds]
    else:
        paper = laid_on(asked.papers)[0]
        plain = [sheet(desk, key, "student") for key in chosen(desk, asked)]
        desk.crew.lay_out([one.value.order(paper) for one in plain])
        made = [locked(desk, one.value.key, paper, packed=bool(asked.pack)) for one in plain]
    found += (one for each in made for one in each.diagnostics)
    return [one.value for one in made]


def _kinds(asked: Asked) -> Iterator[tuple[Kind, Look]]:
    for look in asked.looks:
        kinds: tuple[Kind, ...] = ("text", "questions") if asked.split and look == "plain" else ("student",)
        yield from ((kind, look) for kind in kinds)


def _joined(desk: Desk, asked: Asked, sheets: list[Sheet], paper: str) -> Iterator[Checked[Artifact]]:
    """Each sheet as a file, or those of one look as one lesson."""
    if not asked.pack:
        yield from (file(desk, one, paper) for one in sheets)
        return
    for look in dict.fromkeys(one.look for one in sheets):
        yield packs.pack(desk, [one for one in sheets if one.look == look], asked.pack, paper)


def _zipped(desk: Desk, asked: Asked, made: list[Artifact]) -> Iterator[Artifact]:
    """What these readers get as one file, by what was asked for."""
    for audience in asked.audiences:
        folder = f"handouts/{audience}/"
        files = [one for one in made if one.path.startswith(folder)]
        yield zipped(f"{folder}{_name(desk, asked)}.zip", files)


def _name(desk: Desk, asked: Asked) -> str:
    numbers = (desk.book.documents[key].record.number for key in asked.sources)
    return (
        asked.chapter or "-".join(("sources", *map(str, numbers)))
        if asked.sources or asked.chapter
        else "all"
    )
