"""What a text says apart from its words: the facts that apparatus and checks are made of.

The reader makes them; nothing here knows how they are written. An anchor is the id of the element
in the tree, `<owner>-<kind>-<n>`, so a mark added in one file renames none in another.
"""

from dataclasses import dataclass

from regesta.source import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the id it can be pointed at by."""

    level: int
    title: str
    anchor: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Cited:
    """One work inside a citation; of its locator the place by kind ("page", "sentence") and numbers.

    `first` and `last` are the same for one number, and empty, as `unit` is, where the locator names no
    place that can be counted; `suffix` is what it says after the place.
    """

    key: str
    prefix: str
    locator: str
    suppress_author: bool
    unit: str = ""
    first: str = ""
    last: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One pair of brackets with the works it names."""

    items: tuple[Cited, ...]
    anchor: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class CrossRef:
    """A pointer to a chapter, source, event, question or figure of this book."""

    key: str
    anchor: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A person (`who`), place, organization (`org`) or term; without a key its words are looked up."""

    kind: str
    key: str
    words: str
    anchor: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated in the text; its title falls back to the words."""

    when: str
    title: str
    tags: tuple[str, ...]
    anchor: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Dating:
    """Words that name a date (`{date=}`), for `<time>` and for checks."""

    when: str
    anchor: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class IndexMark:
    """`role` is "", "+" (range begins), "-" (range ends) or "!" (principal passage)."""

    role: str
    path: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    anchor: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Sign:
    """An editorial sign (`gap`, `unclear`, `sic` …) and what it says besides the words it is about."""

    kind: str
    value: str
    anchor: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class AnchoredNote:
    """A note on a quotation, sentence or line of the file's own source (`kind`), and whose it is (`by`).

    A quotation has `words`, the others the numbers `first` and `last`; its anchor is the id of its text.
    """

    by: str
    kind: str
    words: str
    first: int
    last: int
    anchor: str
    span: Span


@dataclass(frozen=True, slots=True)
class Note:
    """A note, where it is written and where it is used."""

    label: str
    uses: tuple[Span | None, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of an editor; who and when are empty where it does not say so."""

    author: str
    date: str
    words: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Change:
    """An undecided editorial change (CriticMarkup): insert, delete, substitute, highlight, comment.

    `old` are the words that stand there now and `new` those that may; `parts` says where they stand, each
    without its signs. What editors said right behind belongs to it; a comment alone is its own first remark.
    """

    kind: str
    old: str
    new: str
    parts: tuple[Span | None, ...]
    remarks: tuple[Remark, ...]
    anchor: str
    span: Span | None

    @property
    def author(self) -> str:
        """Who proposed it, as the first remark says."""
        return self.remarks[0].author if self.remarks else ""

    @property
    def date(self) -> str:
        """When it was proposed."""
        return self.remarks[0].date if self.remarks else ""


@dataclass(frozen=True, slots=True)
class Target:
    """The address of a link or a picture, as written."""

    kind: str
    address: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class BlockUse:
    """A `:::` block that stands in the text, with what its fence says."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    anchor: str
    span: Span


Fact = (
    Heading
    | Citation
    | CrossRef
    | Mention
    | Event
    | Dating
    | IndexMark
    | Sign
    | AnchoredNote
    | Note
    | Change
    | Target
    | BlockUse
)
