"""Citation styles (CSL): which one a book takes, and what is asked of an engine that cites by it.

A style is data of the citation engine. Refused here is what the engine could not use without the
network or would set wrongly: a style that only names another, and one that numbers its works.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from regesta.diagnostics import Checked, did_you_mean
from regesta.facts import Cited
from regesta.source import Source
from regesta.tree import Children

HOUSE = "regesta-notes"
SPACE = "{http://purl.org/net/xbiblio/csl}"
FOLDER, SUFFIX = "styles/csl/", ".csl"


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its CSL, and whether it cites in notes or in the text itself."""

    csl: str = ""
    notes: bool = True


UNSTYLED = Style()


class StyleFault(Exception):
    """A style that is not there, or that cannot be used; `code` says which."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def style(name: str, texts: Mapping[str, Source], styles: Mapping[str, str]) -> Style:
    """The style called `name`, a file of the manuscript or a known style; without a name, the house's own."""
    if name in texts:
        return judge(name, texts[name].text)
    name = name.removeprefix(FOLDER).removesuffix(SUFFIX) if name.startswith(FOLDER) else name
    if name.endswith(SUFFIX):
        hint = did_you_mean(name, (path for path in texts if path.endswith(SUFFIX)))
        raise StyleFault("FIL001", f'the manuscript holds no style "{name}"', hint)
    if (name or HOUSE) in styles:
        return judge(name or HOUSE, styles[name or HOUSE])
    hint = "name a file that ends in .csl, or install the styles by name: pip install regesta[csl]"
    raise StyleFault(
        "FIL001", f'no citation style is called "{name}" here', did_you_mean(name, styles) or hint
    )


def judge(name: str, text: str) -> Style:
    """A style as it can be used; raises where it cannot."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        line = error.position[0]
        raise StyleFault("CIT003", f'the style "{name}" is no XML from line {line} on') from None
    if root.tag != f"{SPACE}style":
        raise StyleFault("CIT003", f'"{name}" is no citation style', "take one written in CSL 1.0")
    info = root.find(f"{SPACE}info")
    for link in info.iter(f"{SPACE}link") if info is not None else ():
        if link.get("rel") == "independent-parent":
            parent = (link.get("href") or "").rpartition("/")[2]
            raise StyleFault(
                "CIT003", f'the style "{name}" only names another one', f'take "{parent}" itself'
            )
    if root.find(f"{SPACE}citation") is None:
        raise StyleFault("CIT003", f'the style "{name}" does not say how to cite')
    if any(one.get("citation-format") == "numeric" for one in root.iter(f"{SPACE}category")):
        message = f'the style "{name}" numbers its works, and every chapter would begin with 1'
        raise StyleFault("CIT003", message, "take a style with notes, or with author and date")
    return Style(text, root.get("class") == "note")


# Asking ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cite:
    """Works cited together, and the number of the note in which they are; 0 in the text itself."""

    items: tuple[Cited, ...]
    note: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """Citations in the order in which they are read, with the works (CSL-JSON) that they name.

    The keys in `listed` stand in the bibliography whether they are cited here or not, and names and
    years are told apart from theirs.
    """

    style: str
    language: str
    works: tuple[str, ...]
    cites: tuple[Cite, ...] = ()
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Formatted:
    """The words of each citation, and the entries of the bibliography by key, in its order."""

    cites: tuple[Children, ...] = ()
    entries: tuple[tuple[str, Children], ...] = ()


Citer = Callable[[Request], Checked[Formatted]]
