"""The index of a printed volume → its headings, their locators, and what to see besides.

An item begins with a heading, in `term` or as plain words; locators are `ref`s to places of the text,
`#id` or `#range(id,id)`; *See* and *See also* lead to the xml:id of another heading, or name it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from regesta.exchange.tei.words import words_of
from regesta.exchange.xml import ID, Fault, Raw, content, line, name

Path = tuple[str, ...]
RANGE = re.compile(r"#range\(([^,()]+),([^,()]+)\)")
SEE = re.compile(r"\b(?P<see>[Ss])ee\s+(?P<also>also\b|under\b)?|\b(?P<end>[Ss])ee$")
PARTED = re.compile(r"[,;]\s*(?:and\s+)?|\s+and\s+")
ENDS = " \t\n.,;:()"
SIGNS = re.compile(r"\s*[;|>]\s*")  # they part headings in our marks


@dataclass(frozen=True, slots=True)
class Locator:
    """From one place to another (the same for one alone), and in which line it is written."""

    first: str
    last: str
    line: int


@dataclass(slots=True)
class Heading:
    """A heading or sub-entry, as far as the printed index says."""

    path: Path
    locators: list[Locator] = field(default_factory=list)
    see: list[Path] = field(default_factory=list)
    also: list[Path] = field(default_factory=list)


@dataclass(slots=True)
class _Lead:
    """A see or see also that is not yet resolved: an xml:id, or words after a context."""

    heading: Heading
    also: bool
    id: str
    words: str
    line: int


@dataclass(slots=True)
class Printed:
    """The whole index; `note` is what stands before it."""

    headings: dict[Path, Heading] = field(default_factory=dict)
    met: list[Fault] = field(default_factory=list)
    note: str = ""


def is_index(div: Raw) -> bool:
    """Whether a division is an index that can be made anew: most of its items hold pointers into the text."""
    if "index" not in (div.get("type"), (div.get(ID) or "").lower()):
        return False
    items = [one for one in div.iter("{*}item")]
    pointed = [one for one in items if any(map(_is_inner, one.iter("{*}ref")))]
    return len(pointed) * 2 > len(items)


def _is_inner(ref: Raw) -> bool:
    return bool((ref.get("target") or "").startswith("#"))


def read(div: Raw) -> Printed:
    """The headings in the order in which they are printed."""
    reader = _Reader()
    for child in (one for one in div if isinstance(one.tag, str)):
        if name(child) == "list":
            reader.list(child, ())
        elif name(child) == "div":
            inner = read(child)
            reader.printed.headings |= inner.headings
            reader.printed.met += inner.met
        elif name(child) != "head":
            reader.printed.note = f"{reader.printed.note} {words_of(child)}".strip()
    reader.resolve()
    return reader.printed


class _Reader:
    def __init__(self) -> None:
        self.printed = Printed()
        self.ids: dict[str, Path] = {}
        self.leads: list[_Lead] = []

    def list(self, raw: Raw, above: Path) -> None:
        """The items of a list, under the heading above it."""
        for item in raw.iter("{*}item"):
            if next(item.iterancestors("{*}list")) is raw:
                _Item(self, item, above).read()

    def heading(self, path: Path) -> Heading:
        """The heading of that path, made when it is not there."""
        return self.printed.headings.setdefault(path, Heading(path))

    def resolve(self) -> None:
        """What the leads lead to, now that all headings are known."""
        for lead in self.leads:
            found = [self.ids[lead.id]] if lead.id in self.ids else list(self._named(lead))
            if lead.heading.path in found:
                found.remove(lead.heading.path)
                message = f'"{lead.heading.path[-1]}" sends its reader to itself'
                self.printed.met.append(Fault("TEI103", message, lead.line))
            also = lead.also or bool(lead.heading.locators)  # a see where there are locators is a see also
            (lead.heading.also if also else lead.heading.see).extend(found)

    def _named(self, lead: _Lead) -> Iterator[Path]:
        """Headings by their words, or by how they begin; before a colon stands the heading above them."""
        before, colon, after = lead.words.rpartition(":")
        context = _plain(before.removesuffix(" subheadings").removesuffix(" subheading")) if colon else ""
        for part in PARTED.split(after):
            said = _plain(part)
            known = [path for path in self.printed.headings if _plain(path[-1]).startswith(said) and said]
            below = [path for path in known if context and context in map(_plain, path[:-1])]
            exact = [path for path in known if _plain(path[-1]) == said and len(path) == 1]
            if len(found := below or exact or known) == 1:
                yield found[0]
            elif said:
                self.printed.met.append(
                    Fault("TEI103", f'the index has no one heading that "{said}" names', lead.line)
                )


class _Item:
    """One item: its headings, and what follows each."""

    def __init__(self, reader: _Reader, raw: Raw, above: Path) -> None:
        self.reader, self.raw, self.above = reader, raw, above
        self.terms = [one for one in raw.iter("{*}term") if next(one.iterancestors("{*}item")) is raw]
        self.base: Path = ()
        self.heading: Heading | None = None
        self.mode, self.said, self.leads = "", "", 0

    def read(self) -> None:
        """All that the item says."""
        self._walk(self.raw)
        self._begun()
        self._end()

    def _walk(self, raw: Raw) -> None:
        for one in content(raw):
            if isinstance(one, str):
                self._words(one)
            elif name(one) == "term":
                self._term(words_of(one), one.get(ID))
                if one.find(".//{*}hi") is not None:
                    message = f'of the heading "{words_of(one)}" only the words are carried'
                    self.reader.printed.met.append(Fault("TEI007", message, line(one)))
            elif name(one) == "ref":
                self._ref(one)
            elif name(one) == "list":
                self._begun()
                self.reader.list(one, self.base)
            else:
                self._walk(one)

    def _words(self, words: str) -> None:
        self.said += words
        found = SEE.search(self.said)
        if found and (self.heading or not self.terms):
            self._begun(self.said[: found.start()])
            if (found["see"] or found["end"]) == "S" and self.base:  # what is said of all that stands before
                self.heading = self.reader.heading(self.base)
            self.mode = "also" if found["also"] == "also" else self.mode or "see"
            self.said = self.said[found.end() :]

    def _term(self, words: str, id: str | None) -> None:
        self._end()
        first, colon, rest = words.partition(": ")
        if not self.base:
            split = bool(colon) and len(self.terms) > 1  # "withholding information: criteria"
            self.base = (*self.above, _clean(first if split else words))
            path = (*self.base, _clean(rest)) if split else self.base
            self.reader.ids |= {id: self.base} if id else {}
        else:  # below the first heading; in an item that is below one itself, beside it
            path = (*(self.above or self.base), _clean(words))
            self.reader.ids |= {id: path} if id else {}
        self.heading = self.reader.heading(path)

    def _begun(self, words: str | None = None) -> None:
        """Where there is no `term`, the heading is what stands before anything else."""
        said = _clean(self.said if words is None else words)
        if self.heading is None and not self.terms and said:
            self._term(said, self.raw.get(ID))
            self.said = ""

    def _ref(self, raw: Raw) -> None:
        self._begun()
        heading, target, words = self.heading, raw.get("target") or "", words_of(raw)
        if heading is None or not target.startswith("#"):
            message = f'the pointer to "{target}" leads nowhere'
            self.reader.printed.met.append(Fault("TEI101", message, line(raw)))
        elif self.mode:
            self.reader.leads.append(_Lead(heading, self.mode == "also", target[1:], words, line(raw)))
            self.leads += 1
        else:
            found = RANGE.fullmatch(target)
            first, last = (found[1], found[2]) if found else (target[1:], target[1:])
            heading.locators.append(Locator(first, last, line(raw)))
        self.said = ""

    def _end(self) -> None:
        """A see that holds no pointer names its headings."""
        words = self.said.strip(ENDS)
        if self.mode and not self.leads and words and self.heading:
            self.reader.leads.append(_Lead(self.heading, self.mode == "also", "", words, line(self.raw)))
        self.mode, self.said, self.leads = "", "", 0


def _clean(words: str) -> str:
    """A heading without the sign that follows it, and without signs that our marks part headings with."""
    said = " ".join(words.split()).rstrip(" ,:;")
    return SIGNS.sub(", ", said)


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(ENDS).casefold()
