"""No line of a paragraph stands alone at the foot or at the head of a page."""

from collections import Counter
from collections.abc import Iterator, Sequence

from regesta.render.pdf.proof.sheet import Fault, Line, Sheet, columns

RULE = "LAY504"
SAYS = "a line of a paragraph stands alone"
REMEDY = "add or take a few words before it"
PARAGRAPHS = ("p", "li", "dd", "blockquote")
CELLS = ("td", "th")  # the lines of a row stand side by side


def find(pages: Sequence[Sheet]) -> Iterator[Fault]:
    """First or last lines that a page turn parts from the rest of their paragraph."""
    runs = [(number, run) for number, page in enumerate(pages) for run in columns(page.lines)]
    all_ = Counter(line.block for _, run in runs for line in run if _is_paragraph(line))
    for number, run in runs:
        here = Counter(line.block for line in run if _is_paragraph(line))
        for line in dict.fromkeys((run[0], run[-1])):
            if here[line.block] == 1 and all_[line.block] > 1:
                yield Fault.at(RULE, number, line)


def _is_paragraph(line: Line) -> bool:
    return bool(line.path) and line.path[-1].tag in PARAGRAPHS and not any(map(line.within, CELLS))
