"""The stylesheets of the printed pages: which belong together, with the values of their custom properties.

The engine looks custom properties up for each element anew, which takes a tenth of the layout; so one that
has the same value wherever a set of sheets gives it one is written out before they are read.
"""

import re
from collections.abc import Mapping, Sequence

from regesta.model import Inputs
from regesta.render.pdf.fragment import Materials

SHEET = ("base", "page-a4", "student", "teacher")
SETS = {
    "print": tuple(f"css/{name}.css" for name in ("faces", "tokens", "page", "text", "source", "apparatus")),
    "cover": tuple(f"css/{name}.css" for name in ("faces", "tokens", "cover")),
    "sheet": tuple(f"css/{name}.css" for name in ("faces", *(f"handout/{one}" for one in SHEET))),
}
REPRINTS = ("large-print", "a4", "a5", "letter", "6x9")
SETS |= {one: (*SETS["print"], "css/reprint.css", f"css/reprint/{one}.css") for one in REPRINTS}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
GIVEN = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
DEEP = 5  # so many times a value may name another


def materials(inputs: Inputs, faces: Mapping[str, bytes]) -> Materials:
    """What the printed pages of a manuscript are laid out with."""
    styles = {
        name: written_out([inputs.theme.styles[one] for one in wanted]) for name, wanted in SETS.items()
    }
    return Materials(styles, dict(faces), dict(inputs.pictures))


def written_out(sheets: Sequence[str]) -> tuple[str, ...]:
    """The sheets, line for line, with the values of those properties that have one value."""
    values: dict[str, set[str]] = {}
    for name, value in GIVEN.findall(COMMENT.sub("", "\n".join(sheets))):
        values.setdefault(name, set()).add(value.strip())
    known = {name: one.pop() for name, one in values.items() if len(one) == 1}

    def known_value(found: re.Match[str]) -> str:
        return known.get(found[1], found[0])

    made = tuple(sheets)
    for _ in range(DEEP):
        made = tuple(USED.sub(known_value, one) for one in made)
    return made
