"""No line is longer than its measure by more than a millimetre."""

from collections.abc import Iterator, Sequence

from regesta.render.pdf.proof.sheet import MM, Fault, Sheet

RULE = "LAY501"
SAYS = "a line is {about} longer than its measure"
REMEDY = "let a long word or address break, or say it otherwise"


def find(pages: Sequence[Sheet]) -> Iterator[Fault]:
    """Lines whose words go on beyond their block."""
    for number, page in enumerate(pages):
        for line in (*page.lines, *page.notes):
            if line.words and line.right > line.room + MM:
                yield Fault.at(RULE, number, line, f"{(line.right - line.room) / MM:.1f} mm")
