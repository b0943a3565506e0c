"""The stylesheets of the printed pages: which belong together, with the values of their custom properties.

The engine looks custom properties up for each element anew, which takes a tenth of the layout; so one that
has the same value wherever a set of sheets gives it one, or in the end gives it one, is written out before
they are read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from regesta.model import Inputs
from regesta.render.pdf.fragment import Materials

SHEET = ("base", "icons", "student", "teacher", "cover", "fit")
PAPERS = ("a4", "letter")
LOOKS: Mapping[str, tuple[str, ...]] = {  # of a handout: what comes after the sheets that all have
    "plain": (),
    "large": ("easy-faces", "large"),
    "easy": ("easy-faces", "easy"),
}
SETS = {
    "print": tuple(f"css/{name}.css" for name in ("faces", "tokens", "page", "text", "source", "apparatus")),
    "cover": tuple(f"css/{name}.css" for name in ("faces", "tokens", "cover")),
    "wrapper": tuple(f"css/{name}.css" for name in ("faces", "tokens", "cover", "wrapper")),
}
SETS |= {
    f"sheet-{look}-{paper}": (
        "css/faces.css",
        *(f"css/handout/{name}.css" for name in (*SHEET, f"page-{paper}", *more)),
    )
    for look, more in LOOKS.items()
    for paper in PAPERS
}
REPRINTS = ("large-print", "a4", "a5", "letter", "6x9")
SETS["screen"] = (*SETS["print"], "css/screen.css")
SETS["redline"] = tuple(f"css/{name}.css" for name in ("faces", "tokens", "page", "redline/print"))
SETS |= {one: (*SETS["print"], "css/reprint.css", f"css/reprint/{one}.css") for one in REPRINTS}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
GIVEN = re.compile(r"[{}]|(--[\w-]+)\s*:\s*([^;{}]+)")
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
    given: dict[tuple[str, ...], str] = {}
    for *where, name, value in _given(COMMENT.sub("", "\n".join(sheets))):
        given[(*where, name)] = value.strip()  # the last one in blocks of one selector counts
    values: dict[str, set[str]] = {}
    for (*_, name), value in given.items():
        values.setdefault(name, set()).add(value)
    known = {name: one.pop() for name, one in values.items() if len(one) == 1}

    def known_value(found: re.Match[str]) -> str:
        return known.get(found[1], found[0])

    made = tuple(sheets)
    for _ in range(DEEP):
        made = tuple(USED.sub(known_value, one) for one in made)
    return made


def _given(text: str) -> Iterator[tuple[str, ...]]:
    """Each custom property that is given a value: the selectors of its block, its name, the value."""
    open_: list[str] = []
    last = 0
    for found in GIVEN.finditer(text):
        if found[0] == "{":
            open_.append(" ".join(text[last : found.start()].rsplit(";", 1)[-1].split()))
        elif found[0] == "}":
            open_.pop()
        else:
            yield (*open_, found[1], found[2])
        last = found.end()
