"""What was asked for → files: for each source its sheets and its key, or a lesson of several as one file."""

from collections.abc import Iterator

from regesta.classroom.asked import Asked
from regesta.classroom.sheets import Desk, Kind, Sheet, file, sheet, sides
from regesta.diagnostics import Checked, Diagnostic
from regesta.editions import handout
from regesta.model import Artifact
from regesta.tree import find


def handouts(desk: Desk, asked: Asked) -> Checked[tuple[Artifact, ...]]:
    """All files that were asked for."""
    papers = asked.papers
    found: list[Diagnostic] = []
    students = _students(desk, asked, found)
    desk.crew.lay_out([one.order(paper) for one in students for paper in papers])  # side by side
    wanted = list(students) if "student" in asked.audiences else []
    if "teacher" in asked.audiences:
        keys = [_key(desk, key, papers[0], found) for key in chosen(desk, asked)]
        desk.crew.lay_out([one.order(paper) for one in keys for paper in papers])
        wanted = [*wanted, *keys]
    made = [file(desk, one, paper) for one in wanted for paper in papers]
    found += (one for each in made for one in each.diagnostics)
    return Checked(tuple(one.value for one in made), tuple(dict.fromkeys(found)))


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


def _students(desk: Desk, asked: Asked, found: list[Diagnostic]) -> list[Sheet]:
    made = [
        sheet(desk, key, kind, look)
        for key in chosen(desk, asked)
        for look in asked.looks
        for kind in _kinds(asked, look)
    ]
    found += (one for each in made for one in each.diagnostics)
    return [one.value for one in made]


def _kinds(asked: Asked, look: str) -> Iterator[Kind]:
    if asked.split and look == "plain":
        yield from ("text", "questions")
    else:
        yield "student"


def _key(desk: Desk, key: str, paper: str, found: list[Diagnostic]) -> Sheet:
    """The key of a source, which says what the sheet takes."""
    plain = sheet(desk, key, "student")
    made = sheet(desk, key, "teacher", sides=sides(desk, plain.value, paper))
    found += (*plain.diagnostics, *made.diagnostics)
    return made.value
