"""A lesson of several sources as one file: a cover with their question, their sheets, running numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from regesta.classroom.sheets import BUILD, Desk, Sheet, printed, sides
from regesta.diagnostics import Checked
from regesta.editions.handout import Handout
from regesta.kept import digest
from regesta.model import Artifact, Section
from regesta.pages import typeset
from regesta.render.pdf.fit import SIDES

SKILLS = ("sourcing", "contextualization", "close-reading", "corroboration")


@dataclass(frozen=True, slots=True)
class Step:
    """A source on the way through a lesson: its sheet, the page on which that begins, its sides."""

    sheet: Handout
    page: int
    sides: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a cover is set from."""

    question: str
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """How long the lesson is, as far as its sources say."""
        return sum(step.sheet.record.minutes or 0 for step in self.steps)

    @property
    def skills(self) -> tuple[str, ...]:
        """What is practised, in the order of the house."""
        met = {question.skill for step in self.steps for question in step.sheet.questions}
        return tuple(skill for skill in SKILLS if skill in met)


def pack(desk: Desk, sheets: Sequence[Sheet], question: str, paper: str) -> Checked[Artifact]:
    """A lesson for students, with its cover, or the keys of one, without; each on a sheet of its own."""
    audience, look = sheets[0].audience, sheets[0].look
    first = () if audience == "teacher" else (_cover(desk, sheets, question, paper),)
    title = desk.words.say(f"handout.pack-{'keys' if audience == 'teacher' else 'title'}", question=question)
    made = printed(desk, (*first, *sheets), paper, title)
    numbers = "-".join(str(desk.book.documents[one.key].record.number) for one in sheets)
    shape = "" if look == "plain" else f"-{look}"
    path = f"handouts/{audience}/pack-{numbers}{shape}-{paper}.pdf"
    return Checked(Artifact(path, made.value.pdf, made.value.pages.count), made.diagnostics)


def _cover(desk: Desk, sheets: Sequence[Sheet], question: str, paper: str) -> Sheet:
    steps, page = list[Step](), 1 + SIDES  # of which the cover takes one, and leaves its back empty
    for one in sheets:
        count = sides(desk, one, paper)
        steps.append(Step(desk.content(one.key), page, count))
        page += count + count % SIDES
    section = Section("cover", "cover", question, Lesson(question, tuple(steps)))
    xhtml = typeset(section, replace(desk.setting, audience="student"), look="plain", packed=True).xhtml
    named = xhtml.replace(BUILD, digest([xhtml.encode()])[:8])
    return Sheet("", "cover", "plain", section, named)
