"""A paragraph of a manuscript as signs: what of it Word shows, and where each character stands in the file.

Marks and markup are never shown; they are the gaps between signs. What cannot be edited as text (a citation,
a pointer, an index mark, a note) is an atom, whose signs all stand for one stretch of the file. Nothing is
judged here: `paragraphs` asks the reader whether both saw the same words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from regesta.reader.critic import critic, signed, stretches
from regesta.reader.grammar import CHANGES
from regesta.reader.marks import BRACES, CHANGED, CITES, NO_POINTER, NOTE, POINT, REFERENCE

OBJECT, INDEX = "\ufffc", "\ufff9"  # what stands for the call of a note, and for an index mark
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!@<~\"^=|])")
CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
STARS = re.compile(r"(?P<signs>\*{1,3})(?=\S)(?P<words>.+?)(?<=\S)(?<!\\)(?P=signs)(?!\*)", re.DOTALL)
LOWS = re.compile(r"(?<!\w)(?P<signs>_{1,2})(?=\S)(?P<words>.+?)(?<=\S)(?<!\\)(?P=signs)(?!\w)", re.DOTALL)
LINK = re.compile(r"\((?:[^()\n]|\([^()\n]*\))*\)")
AUTO = re.compile(r"<([A-Za-z][\w+.-]*://[^<>\s]+|[^<>\s!]+@[^@<>\s]+)>")
NEWLINE = re.compile(r"(?P<hard>\\|[ ]{2,})?\n[ >]*")
WRITTEN = ("text", "field", "fence")  # kinds of signs that are words; all others are atoms
LOOKS = {1: "i", 2: "b", 3: "ib"}


class Who(NamedTuple):
    """Who proposes something, and when, as the manuscript says it."""

    author: str
    date: str


class Sign(NamedTuple):
    """A character that Word shows, and the stretch of the file that it stands for."""

    shown: str
    start: int
    end: int
    kind: str = "text"  # or cite, ref, index, note, code, side, gap, picture: atoms
    says: str = ""  # of an atom: its key, label or words
    look: str = ""
    ins: Who | None = None
    gone: Who | None = None


class Pair(NamedTuple):
    """Markup round words: all of it, and the words."""

    start: int
    end: int
    inner: tuple[int, int]
    kind: str  # mark, link, look, change


class Said(NamedTuple):
    """One remark."""

    who: Who
    words: str


class Thread(NamedTuple):
    """Remarks on the signs from `first` up to `last`, and where the answer to them goes."""

    first: int
    last: int
    remarks: tuple[Said, ...]
    end: int


@dataclass(slots=True)
class Signs:
    """What a stretch of a file shows; `joints` are the places where words can go, and how deep each is."""

    signs: list[Sign] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    joints: dict[int, int] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """All that is shown."""
        return "".join(sign.shown for sign in self.signs)


class _State(NamedTuple):
    look: str = ""
    depth: int = 0
    ins: Who | None = None
    gone: Who | None = None


Show = Callable[[str, str], str]  # what an atom of this kind that says this is shown as


def read(text: str, start: int, end: int, show: Show, lines: bool = False) -> Signs:
    """The signs of a stretch; where its lines stay `lines`, their ends are shown."""
    reader = _Reader(text, show, lines)
    reader.take(start, end, _State())
    return reader.made


def said(words: str) -> str:
    """The words of a remark, without their markup."""
    return " ".join(read(words, 0, len(words), lambda _kind, says: says).shown.split())


class _Reader:
    def __init__(self, text: str, show: Show, lines: bool) -> None:
        self.text, self.show, self.lines, self.made = text, show, lines, Signs()
        self.takers = {
            "\\": self._escape, "`": self._code, "*": self._stars, "_": self._lows, "{": self._brace,
            "[": self._bracket, "!": self._picture, "@": self._pointer, "<": self._auto, "&": self._entity,
            "\n": self._newline, " ": self._newline,
        }  # fmt: skip

    def take(self, at: int, end: int, state: _State) -> None:
        """Read from `at` to `end`, marks and all."""
        self._joint(at, state)
        while at < end:
            taker = self.takers.get(self.text[at])
            after = taker(at, end, state) if taker else None
            if after is None:
                self._put(Sign(self.text[at], at, at + 1), state)
                after = at + 1
            at = after
            self._joint(at, state)

    def _joint(self, at: int, state: _State) -> None:
        self.made.joints[at] = min(state.depth, self.made.joints.get(at, state.depth))

    def _put(self, sign: Sign, state: _State) -> None:
        self.made.signs.append(
            sign._replace(look=sign.look + state.look, ins=sign.ins or state.ins, gone=state.gone)
        )

    def _atom(self, found: tuple[str, str], start: int, end: int, state: _State) -> int:
        """Signs that all stand for one stretch."""
        kind, says = found
        for character in self.show(kind, says):
            self._put(Sign(character, start, end, kind, says), state)
        return end

    def _pair(self, pair: Pair, state: _State) -> int:
        self.made.pairs.append(pair)
        self.take(*pair.inner, state._replace(depth=state.depth + 1))
        return pair.end

    # what Markdown knows

    def _escape(self, at: int, end: int, state: _State) -> int | None:
        if found := ESCAPED.match(self.text, at, end):
            self._put(Sign(found[1], at, found.end()), state)
            return found.end()
        return self._newline(at, end, state)

    def _newline(self, at: int, end: int, state: _State) -> int | None:
        found = NEWLINE.match(self.text, at, end)
        if not found:
            return None
        hard = self.lines or found["hard"]
        self._put(Sign("\n" if hard else " ", at, found.end()), state)
        return found.end()

    def _entity(self, at: int, end: int, state: _State) -> int | None:
        found = ENTITY.match(self.text, at, end)
        character = unescape(found[0]) if found else ""
        if not found or len(character) != 1:
            return None
        self._put(Sign(character, at, found.end()), state)
        return found.end()

    def _code(self, at: int, end: int, state: _State) -> int | None:
        found = CODE.match(self.text, at, end)
        return self._atom(("code", found[2].strip()), at, found.end(), state) if found else None

    def _stars(self, at: int, end: int, state: _State) -> int | None:
        return self._looked(STARS.match(self.text, at, end), state)

    def _lows(self, at: int, end: int, state: _State) -> int | None:
        return self._looked(LOWS.match(self.text, at, end), state)

    def _looked(self, found: re.Match[str] | None, state: _State) -> int | None:
        if not found:
            return None
        look = state.look + LOOKS[len(found["signs"])]
        return self._pair(Pair(*found.span(), found.span("words"), "look"), state._replace(look=look))

    def _auto(self, at: int, end: int, state: _State) -> int | None:
        found = AUTO.match(self.text, at, end)
        return self._atom(("code", found[1]), at, found.end(), state) if found else None

    def _picture(self, at: int, end: int, state: _State) -> int | None:
        close = self._closing(at + 1, end) if self.text.startswith("![", at) else None
        link = LINK.match(self.text, close + 1, end) if close else None
        if not close or not link:
            return None
        return self._atom(("picture", self.text[at + 2 : close]), at, link.end(), state)

    # brackets

    def _closing(self, at: int, end: int) -> int | None:
        """Where the bracket or brace at `at` closes."""
        opener, depth = self.text[at], 0
        closer = {"[": "]", "{": "}"}[opener]
        for place in range(at, end):
            character = self.text[place]
            if character in (opener, closer) and self.text[place - 1 : place] != "\\":
                depth += 1 if character == opener else -1
                if not depth:
                    return place
        return None

    def _bracket(self, at: int, end: int, state: _State) -> int | None:
        if note := NOTE.match(self.text, at, end):
            return self._atom(("note", note[1]), at, note.end(), state)
        close = self._closing(at, end)
        if close is None:
            return None
        inside = self.text[at + 1 : close]
        cites = CITES.match(re.split(r"[\[\]{}]", inside, maxsplit=1)[0])
        point = POINT.match(self.text, close + 1, end)
        changed = CHANGED.match(self.text, close + 1, end)
        braces = None if changed else BRACES.match(self.text, close + 1, end)
        if braces and not (cites and point):
            return self._pair(Pair(at, braces.end(), (at + 1, close), "mark"), state)
        if link := LINK.match(self.text, close + 1, end):
            return self._pair(Pair(at, link.end(), (at + 1, close), "link"), state)
        return self._atom(("cite", inside), at, close + 1, state) if cites else None

    def _pointer(self, at: int, end: int, state: _State) -> int | None:
        found = REFERENCE.match(self.text, at, end)
        if not found or (at and NO_POINTER.match(self.text[at - 1])):
            return None
        return self._atom(("ref", found[1]), at, found.end(), state)

    # braces

    def _brace(self, at: int, end: int, state: _State) -> int | None:
        change = critic(self.text, at)
        if change and change.end <= end:
            return self._change(at, change.end, CHANGES[change.sign].kind, state)
        close = self._closing(at, end)
        if close is None:
            return None
        point = POINT.match(self.text, at, end)
        verb = point["verb"] if point else ""
        words = " ".join(self.text[point.end() if point else at : close].split())
        kind = "index" if verb.startswith("ix") else verb
        if kind in ("index", "gap", "pb", "side"):
            self._atom((kind, words), at, close + 1, state)
        return close + 1

    def _change(self, at: int, end: int, kind: str, state: _State) -> int:
        """A change and the remarks right behind it."""
        parts = [(at + start, at + stop) for start, stop in stretches(self.text[at:end])]
        remarks, after = self._remarks(at if kind == "comment" else end)
        who = remarks[0].who if remarks else Who("", "")
        first = len(self.made.signs)
        if kind != "comment" and len(parts) == (2 if kind == "substitute" else 1):
            inside = [state, state._replace(ins=who)]
            if kind in ("delete", "substitute"):
                inside[0] = state._replace(gone=who)
            elif kind == "insert":
                inside[0] = state._replace(ins=who)
            self.made.pairs.append(Pair(at, end, (parts[0][0], parts[-1][1]), "change"))
            for part, within in zip(parts, inside, strict=False):
                self.take(*part, within._replace(depth=state.depth + 1))
        if any(remark.words for remark in remarks) or kind in ("comment", "highlight"):
            self.made.threads.append(Thread(first, len(self.made.signs), remarks, after))
        return max(after, end)

    def _remarks(self, at: int) -> tuple[tuple[Said, ...], int]:
        remarks = []
        while (found := critic(self.text, at)) and found.sign == ">>":
            by = signed(found.parts[0])
            remarks.append(Said(Who(by.author, by.date), said(found.parts[0][by.at :])))
            at = found.end
        return tuple(remarks), at
