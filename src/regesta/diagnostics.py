"""What can be wrong with a manuscript: codes, findings, and a value with its findings.

Severity belongs to the code, never to the call. Each code has a page in `docs/chapters/codes/` and
a golden folder in `tests/diagnostics/`; a test holds the three together. Codes are never reused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, Literal, NamedTuple, TypeVar

from regesta.source import Span

T = TypeVar("T")
Severity = Literal["error", "warning"]


class Code(NamedTuple):
    """A kind of fault: how grave it is, and what it means in one sentence."""

    severity: Severity
    meaning: str


CODES: dict[str, Code] = {
    "FIL001": Code("error", "A file or folder that the book needs is not there."),
    "FIL002": Code("error", "A file is not written in UTF-8."),
    "FIL003": Code("error", "A file lies, through a link, outside the manuscript."),
    "FIL004": Code("error", "A chapter or record holds no text."),
    "FIL005": Code("warning", "A file in the manuscript belongs to no part of the book."),
    "TXT001": Code("error", "A character that a manuscript may not hold."),
    "TXT002": Code("error", "A file holds more marks than one file can."),
    "YML001": Code("error", "The YAML cannot be read."),
    "YML002": Code("error", "YAML aliases, anchors and tags are not used here."),
    "YML003": Code("error", "A key stands twice in one mapping."),
    "YML004": Code("error", "A field is missing, unknown or of the wrong kind."),
    "DAT001": Code("error", "A date that cannot be read."),
    "DAT002": Code("error", "A date that ends before it begins."),
    "IDS001": Code("error", "Two things bear the same id."),
    "IDS002": Code("error", "An id is not of the form its kind asks for."),
    "BLK001": Code("error", "A ::: block is never closed."),
    "BLK002": Code("error", "A ::: closes nothing."),
    "BLK003": Code("error", "No block has this name."),
    "BLK004": Code("error", "A block stands where it may not."),
    "BLK005": Code("error", "A ::: fence is indented, quoted or in a list item."),
    "BLK006": Code("error", "A code fence is never closed."),
    "MRK001": Code("error", "No mark has this verb."),
    "MRK002": Code("error", "A mark or block has no such attribute."),
    "MRK003": Code("error", "Braces that are not a mark."),
    "MRK004": Code("error", "Braces that belong to no [text]."),
    "MRK005": Code("error", "A mark where none can stand: in an address, a title, another mark's words."),
    "MRK006": Code("error", "Marks nest too deep."),
    "MRK007": Code("error", "A mark lacks its words or its key."),
    "CIT001": Code("error", "A citation that cannot be read."),
    "CIT002": Code("error", "A citation of a work that the book does not know."),
    "NOT001": Code("error", "A note reference without a note."),
    "NOT002": Code("warning", "A note that nothing refers to."),
    "NOT003": Code("error", "Two notes with one label."),
    "EMP001": Code("error", "Emphasis signs that Markdown would misread."),
    "HTM001": Code("error", "Raw HTML is not read."),
    "PAR001": Code("error", "The Markdown library failed on this file."),
    "REF001": Code("error", "A reference to a chapter, source, event or question that is not there."),
    "REF002": Code("error", "A person, place, organization or term that the registers do not hold."),
    "REF003": Code("error", "A name that stands for more than one entry of a register."),
    "REF004": Code("error", "A source is printed twice."),
    "REF005": Code("warning", "A source that no chapter prints."),
    "REF006": Code("error", "A link to something outside the book that is no web address."),
    "REF007": Code("error", "A picture that is not among the manuscript's files."),
    "IDX001": Code("error", "An index range is opened and never closed, or closed and never opened."),
    "IDX002": Code("error", "A see or see also that leads nowhere or to another see."),
    "REC001": Code("error", "A record says that one thing stands for the text, and holds another."),
    "REC002": Code("error", "An abstract that is longer than the edition's rule allows."),
    "QST001": Code("warning", "A question without an answer for the teacher."),
    "CRT001": Code("warning", "An editorial change that nobody has decided."),
    "STY001": Code("error", "A template of the styles cannot be read or filled in."),
    "LAY001": Code("error", "The page asked for something outside the manuscript and the styles."),
    "LAY002": Code("warning", "The layout engine complained."),
    "LAY003": Code("error", "A character that no face of the house has."),
}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault, said in one sentence, with its exact place or none; the remedy is in `hint`."""

    code: str
    message: str
    span: Span | None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A value and everything found on the way to it."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


def severity(diagnostic: Diagnostic, release: bool = False) -> Severity:
    """How grave a finding is; in a release an undecided change is an error."""
    if release and diagnostic.code == "CRT001":
        return "error"
    return CODES[diagnostic.code].severity


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each finding once, by file, place and code; those without a place come first."""

    def key(one: Diagnostic) -> tuple[str, int, str, str]:
        return (
            (one.span.path, one.span.start, one.code, one.message)
            if one.span
            else ("", -1, one.code, one.message)
        )

    return tuple(sorted(dict.fromkeys(diagnostics), key=key))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint for a word that is nearly one of `known`, or nothing; a prefix such as `src-` makes nothing alike."""
    same = _prefix(word)
    among = {one[len(same) :]: one for one in sorted(known) if one.startswith(same)}
    found = [among[one] for one in get_close_matches(word[len(same) :], among, 1, 0.6)]
    return f'did you mean "{found[0]}"?' if found else ""


def _prefix(word: str) -> str:
    return next((one for one in ("src-", "ch-", "ev-", "q-", "fig-") if word.startswith(one)), "")
