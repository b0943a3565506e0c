"""A lesson of several sources as one file: a cover with their question, their sheets, running numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from regesta.classroom.sheets import BUILD, Desk, Sheet, printed, sides
from regesta.diagnostics import Checked
from regesta.editions.handout import Handout
from regesta.kept import digest
from regesta.model import Artifact, Audience, Section
from regesta.pages import typeset
from regesta.render.pdf.fit import SIDES

SKILLS = ("sourcing", "contextualization", "close-reading", "corroboration")


def practised(sheet: Handout) -> tuple[str, ...]:
    """What a sheet practises, in the order of the house."""
    met = {question.skill for question in sheet.questions}
    return tuple(skill for skill in SKILLS if skill in met)


@dataclass(frozen=True, slots=True)
class Step:
    """A source on the way through a lesson: its sheet, the page on which that begins, its sides."""

    sheet: Handout
    page: int
    sides: int

    @property
    def skills(self) -> tuple[str, ...]:
        """What it practises."""
        return practised(self.sheet)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a cover is set from; `own` are the sides of its own paper."""

    question: str
    steps: tuple[Step, ...]
    own: int

    @property
    def minutes(self) -> int:
        """How long the lesson is, as far as its sources say."""
        return sum(step.sheet.record.minutes or 0 for step in self.steps)

    @property
    def paper(self) -> int:
        """What a pupil is given, in sheets of paper: each source begins on a new one."""
        return sum(-(-count // SIDES) for count in (self.own, *(step.sides for step in self.steps)))

    @property
    def skills(self) -> tuple[str, ...]:
        """What is practised, in the order of the house."""
        return tuple(skill for skill in SKILLS if any(skill in step.skills for step in self.steps))


def pack(desk: Desk, sheets: Sequence[Sheet], question: str, paper: str) -> Checked[Artifact]:
    """A lesson for students, with its cover, or the keys of one, without; each on a sheet of its own."""
    audience, look = sheets[0].audience, sheets[0].look
    first = () if audience == "teacher" else (_cover(desk, sheets, question, paper),)
    title = desk.words.say(f"handout.pack-{'keys' if audience == 'teacher' else 'title'}", question=question)
    made = printed(desk, (*first, *sheets), paper, title)
    path = _path(desk, sheets, audience, f"{'' if look == 'plain' else f'-{look}'}-{paper}")
    return Checked(Artifact(path, made.value.pdf, made.value.pages.count), made.diagnostics)


def _path(desk: Desk, sheets: Sequence[Sheet], audience: Audience, rest: str) -> str:
    """A file of keys has a name that no file of students has."""
    numbers = "-".join(str(desk.book.documents[one.key].record.number) for one in sheets)
    return f"handouts/{audience}/pack-{numbers}{'-keys' if audience == 'teacher' else ''}{rest}.pdf"


def _cover(desk: Desk, sheets: Sequence[Sheet], question: str, paper: str) -> Sheet:
    """The cover, which says where each source begins, and so is set again where it takes more paper."""
    own, made = 0, None
    while made is None or sides(desk, made, paper) > own:
        own += SIDES
        steps = tuple(_steps(desk, sheets, paper, own))
        section = Section("cover", "cover", question, Lesson(question, steps, own))
        xhtml = typeset(section, replace(desk.setting, audience="student"), look="plain", packed=True).xhtml
        made = Sheet("", "cover", "plain", section, xhtml.replace(BUILD, digest([xhtml.encode()])[:8]))
    return made


def _steps(desk: Desk, sheets: Sequence[Sheet], paper: str, own: int) -> Iterator[Step]:
    page = 1 + own
    for one in sheets:
        count = sides(desk, one, paper)
        yield Step(desk.content(one.key), page, count)
        page += count + count % SIDES
