"""What can be wrong with a manuscript: codes, findings, and a value with its findings.

Severity belongs to the code, never to the call; a book may change that of a code (`judged`), with a
reason. Each code has a page in `docs/chapters/codes/` and a golden folder in `tests/diagnostics/`; a
test holds the three together. Codes are never reused.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Generic, Literal, NamedTuple, TypeVar

from regesta.source import Span

T = TypeVar("T")
Severity = Literal["error", "warning", "hint"]  # a hint says what an editor may want to know; it never fails
Ruling = Literal["error", "warning", "off"]  # what a book may make of a code


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
    "IDS003": Code("error", "A retired id that something bears again."),
    "IDS004": Code("error", "A retired id that leads nowhere, or in a ring."),
    "BLK001": Code("error", "A ::: block is never closed."),
    "BLK002": Code("error", "A ::: closes nothing."),
    "BLK003": Code("error", "No block has this name."),
    "BLK004": Code("error", "A block stands where it may not."),
    "BLK005": Code("error", "A ::: fence is indented, quoted or in a list item."),
    "BLK006": Code("error", "A code fence is never closed."),
    "RNG001": Code("error", "A count that cannot be drawn."),
    "MAP001": Code("error", "A place that a map asks for cannot be drawn."),
    "MRK001": Code("error", "No mark has this verb."),
    "MRK002": Code("error", "A mark or block has no such attribute."),
    "MRK003": Code("error", "Braces that are not a mark."),
    "MRK004": Code("error", "Braces that belong to no [text]."),
    "MRK005": Code(
        "error", "A mark where none can stand: in an address, a title, another's words; a sign in our own."
    ),
    "MRK006": Code("error", "Marks nest too deep."),
    "MRK007": Code("error", "A mark lacks its words or its key."),
    "TAB001": Code("error", "A row of a table with more cells than the table has columns."),
    "CIT001": Code("error", "A citation that cannot be read."),
    "CIT002": Code("error", "A citation of a work that the book does not know."),
    "CIT003": Code("error", "A citation style that cannot be used, or citations that cannot be set by it."),
    "BIB001": Code(
        "error", "A list of works that cannot be read, or a work that lacks what a citation needs."
    ),
    "BIB002": Code("error", "Two works with one id."),
    "BIB003": Code("warning", "A work that nobody cites."),
    "NOT001": Code("error", "A note reference without a note."),
    "NOT002": Code("warning", "A note that nothing refers to."),
    "NOT003": Code("error", "Two notes with one label."),
    "NOT004": Code("error", "A note on words, a sentence or a line that the source lacks or has twice."),
    "NOT005": Code("error", "Something in ::: notes that is no note with an anchor."),
    "TRN001": Code("error", "A translation or adapted text does not face its source sentence by sentence."),
    "TRN002": Code("error", "An adapted text without the transcript that it adapts."),
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
    "REF008": Code("error", "A sentence or line that is not in the source, or not printed."),
    "REF009": Code("warning", "A reference to an id that is retired."),
    "IDX001": Code("error", "An index range is opened and never closed, or closed and never opened."),
    "IDX002": Code("error", "A see or see also that leads nowhere or to another see."),
    "PRF001": Code("error", "A colour profile for the printer that cannot be used."),
    "REC001": Code("error", "A record says that one thing stands for the text, and holds another."),
    "REC002": Code("error", "An abstract that is longer than the edition's rule allows."),
    "IDX003": Code("warning", "More than six passages under one index heading that nothing tells apart."),
    "IDX004": Code("warning", "An index heading with one sub-entry and nothing else."),
    "IDX005": Code("error", "A see or see also that leads in a circle."),
    "IDX006": Code("hint", "A see that leads to fewer than three passages."),
    "IDX007": Code("error", "A decision about an index heading that is not there, or a key of no register."),
    "IDX008": Code("warning", "A language in whose order the index cannot be put."),
    "IDX009": Code("error", "An index heading with a see and passages of its own."),
    "IDX010": Code("error", "An index heading more than three levels deep."),
    "REG001": Code("hint", "A register entry that nothing in the book names."),
    "NAM001": Code("warning", "A name without the diacritics that it has in the registers."),
    "CHR001": Code("warning", "An event or document outside the time that the book spans."),
    "CHR002": Code("error", "A document that was released, digitised or retrieved before it was written."),
    "CHR003": Code("error", "A document that covers a time after its own date."),
    "CHR004": Code("warning", "One event with two dates, and nothing that says why."),
    "CHR005": Code("hint", "Times within hours of each other, one with a zone and one without."),
    "CHR006": Code("warning", "A timeline that shows no event."),
    "CHR007": Code("warning", "More milestones than there is room for at the head of a chapter."),
    "RGT001": Code("warning", "A field on rights or credit that says nothing."),
    "RGT002": Code("warning", "A source_url that is no web address."),
    "RGT003": Code("hint", "A source_url without the day on which it was read."),
    "ALT001": Code("error", "A picture without an alternative text."),
    "EVD001": Code("hint", "A date or a large number in a paragraph without a citation or note."),
    "TCH001": Code("warning", "Words for the teacher where students read them."),
    "REA001": Code("hint", "A text that is hard to read, by the measure LIX."),
    "SPL001": Code("hint", "A word that the dictionary does not know."),
    "SPL002": Code("hint", "A language for which there is no dictionary."),
    "WRD001": Code("error", "A file from Word that cannot be read, or is of another manuscript."),
    "WRD002": Code("warning", "A paragraph from Word that the manuscript does not have, or not any more."),
    "WRD003": Code("warning", "A change from Word where nothing can be proposed."),
    "WRD004": Code("warning", "A change from Word to a mark, which stays."),
    "WRD005": Code("warning", "Two people want a paragraph otherwise."),
    "WRD006": Code("warning", "Something that was done in Word and that no sign can say."),
    "WIT001": Code("error", "A text or a file that is not the one in texts.lock."),
    "WIT002": Code("error", "An address of a text that may not be used."),
    "WIT003": Code("warning", "An address of a text that names no version."),
    "WIT004": Code("error", "A pointer to something that not every copy of the book prints."),
    "TEI001": Code("error", "A file of texts that is no well-formed TEI."),
    "TEI002": Code("error", "A file of texts that declares entities of its own."),
    "TEI003": Code("error", "A file of texts that is not in the encoding it names."),
    "TEI004": Code("error", "A web page in place of a file of texts."),
    "TEI005": Code("error", "A document or paragraph that a file of texts does not have."),
    "TEI006": Code("error", "A file of texts that is too large, or nests too deep."),
    "TEI007": Code("hint", "Something in a document that a transcript does not carry."),
    "TEI100": Code("error", "A TEI file that holds no text to make a book of."),
    "TEI101": Code("warning", "A pointer in a TEI file that leads to nothing that was carried."),
    "TEI102": Code("warning", "A picture that a TEI file names and that does not lie beside it."),
    "TEI103": Code("warning", "Something in a printed index that cannot be carried as it stands."),
    "TEI104": Code("warning", "A TEI header that lacks what a book must say of itself."),
    "FET001": Code("error", "A server that does not answer."),
    "FET002": Code("error", "A server that refuses."),
    "FET003": Code("error", "A server that sends on to a place that the book does not allow."),
    "FET004": Code("error", "A file on the web that is larger than the book allows."),
    "FET005": Code("error", "A file that did not come as it was announced."),
    "FET006": Code("error", "A file of texts that is not where it was looked for."),
    "QST001": Code("warning", "A question without an answer for the teacher."),
    "QST002": Code("error", "A question on the wording of a source whose words are not there."),
    "QST003": Code("error", "A question that names a sentence or line that its source does not have."),
    "CRT001": Code("warning", "An editorial change that nobody has decided."),
    "NUM001": Code("warning", "A sentence or line that has another number than readers have in print."),
    "NUM002": Code("warning", "A text that has other words than those that were locked."),
    "STY001": Code("error", "A template of the styles cannot be read or filled in."),
    "STY002": Code("error", "A theme that is neither of the house nor of the manuscript."),
    "STY003": Code("warning", "A stylesheet of a theme or of the manuscript that nothing reads."),
    "SHT001": Code("warning", "A handout that spills a few lines over onto another side."),
    "SHT002": Code("warning", "A handout that cannot be written for Word."),
    "LAY001": Code("error", "The page asked for something outside the manuscript and the styles."),
    "LAY002": Code("warning", "The layout engine complained."),
    "LAY003": Code("error", "A character that no face of the house has."),
    "LAY004": Code("error", "A page of the edition for screens that is not the page of the book."),
    "LAY501": Code("warning", "A printed line that is longer than its measure."),
    "LAY502": Code("warning", "Something printed outside the type area."),
    "LAY503": Code("warning", "A heading at the foot of a page, parted from its text."),
    "LAY504": Code("warning", "A line of a paragraph alone on a page."),
    "LAY505": Code("warning", "A docket at the foot of a page, parted from its source."),
    "LAY506": Code("warning", "A caption on another page than its figure."),
    "LAY507": Code("warning", "A heading of the index parted from its first sub-entry."),
    "LAY508": Code("warning", "A page that is less than a third full."),
    "LAY509": Code("warning", "More than two lines in a row that end in a hyphen."),
}


# Families of which a book may lower even errors: what is made is still whole and says what was written.
# An error of any other family means that a text, a table or a pointer could not be read as it is meant.
YIELDING = frozenset({"ALT", "CHR", "IDX", "QST"})
# Warnings that are errors in a release: what nobody has decided must not reach readers.
UNDECIDED = frozenset({"CRT001", "NUM001", "NUM002"})


def yields(code: str) -> bool:
    """Whether a book may lower or silence a code; what is undecided would slip into a release."""
    known = code in CODES and code not in UNDECIDED
    return known and (CODES[code].severity != "error" or code[:3] in YIELDING)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault, said in one sentence, with its exact place or none; the remedy is in `hint`."""

    code: str
    message: str
    span: Span | None
    hint: str = ""
    ruled: Severity | None = None  # the severity that the book gives its code, where it gives one


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A value and everything found on the way to it."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


def severity(diagnostic: Diagnostic, release: bool = False) -> Severity:
    """How grave a finding is; in a release what is undecided is an error."""
    if release and diagnostic.code in UNDECIDED:
        return "error"
    return diagnostic.ruled or CODES[diagnostic.code].severity


def released(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings as a release judges them, for a report."""
    graver = ((one, severity(one, release=True)) for one in found)
    return tuple(one if severity(one) == grave else replace(one, ruled=grave) for one, grave in graver)


def judged(
    found: Iterable[Diagnostic], rulings: Mapping[str, Ruling], hints: bool = False
) -> Iterator[Diagnostic]:
    """The findings as the book wants them: some raised, some lowered, some left out; hints if asked for."""
    for one in found:
        ruling = rulings.get(one.code)
        if ruling != "off" and (ruling or hints or CODES[one.code].severity != "hint"):
            yield replace(one, ruled=ruling) if ruling else one


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
    """The hint for a word that is nearly one of `known`, or nothing; prefixes like `src-` do not count."""
    same = _prefix(word)
    among = {one[len(same) :]: one for one in sorted(known) if one.startswith(same)}
    found = [among[one] for one in get_close_matches(word[len(same) :], among, 1, 0.6)]
    return f'did you mean "{found[0]}"?' if found else ""


def _prefix(word: str) -> str:
    return next((one for one in ("src-", "ch-", "ev-", "q-", "fig-") if word.startswith(one)), "")
