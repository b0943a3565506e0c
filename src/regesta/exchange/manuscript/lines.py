"""Tokens of one stretch of words → a line of Markdown: spaces, emphasis, escapes and breaks settled.

Whoever has words and marks puts them in here in their order; nothing here knows what a mark means.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from regesta.exchange.manuscript import escapes

WIDTH = 100
SPACES = re.compile(r"[ \t\r\n]+")
KEPT = "\x00"  # a space at which no line may be broken
BREAK = "  \n"
BREAKS = re.compile(r" (?=[^\W\d_]|[“‘(])")  # where the next line begins with no sign of Markdown's
CLASSES = {"em": "italic", "strong": "bold"}
SIGNS = {"em": "*", "strong": "**", "_": "_"}
SHOWN = ("atom", "code")
STARS = ("em", "strong")

Kind = Literal["words", "atom", "code", "silent", "open", "close", "break", "space"]


class Token(NamedTuple):
    """Words as they are; a mark as it is to be written; the begin or end of what holds others."""

    kind: Kind
    text: str = ""
    tail: str = ""  # of what holds others: what is written behind it


@dataclass(slots=True)
class Line:
    """One stretch of words, to which tokens are added from left to right; where it is `lined`, as verse is,
    the lines of its words are kept and none is broken.
    """

    tokens: list[Token]
    lined: bool = False

    def words(self, text: str) -> None:
        """Words as a reader sees them."""
        for n, line in enumerate(text.split("\n") if self.lined else [text]):
            self.tokens += [Token("break", "\n")] if n else []
            self.tokens += [Token("words", line)] if line else []

    def atom(self, written: str) -> None:
        """A mark that shows something in its place."""
        self.tokens.append(Token("atom", written.replace(" ", KEPT)))

    def code(self, words: str) -> None:
        """Words that are typed; two that touch are one."""
        self.tokens.append(Token("code", words))

    def silent(self, written: str) -> None:
        """A mark that shows nothing, and hangs on the words before it."""
        self.tokens.append(Token("silent", written.replace(" ", KEPT)))

    def rest(self) -> None:
        """A line of the text ends here."""
        self.tokens.append(Token("break", BREAK))

    def open(self, head: str, tail: str = "") -> None:
        """What follows is `em` or `strong`, or stands between a head and a tail."""
        self.tokens.append(Token("open", head.replace(" ", KEPT), tail.replace(" ", KEPT)))

    def close(self) -> None:
        """The end of what was opened last."""
        self.tokens.append(Token("close"))

    @property
    def said(self) -> bool:
        """Whether the line shows anything."""
        return any(one.kind in SHOWN or (one.kind == "words" and one.text.strip()) for one in self.tokens)

    def markdown(self, breaks: bool = True) -> str:
        """The line as it is written; without `breaks` it stays one line, as in a heading or a cell."""
        tokens = _parted(_joined(_spaced(self.tokens)))
        if not breaks:
            return _rendered(tokens).replace(BREAK, " ").replace(KEPT, " ")
        first = next((n for n, one in enumerate(tokens) if one.kind != "silent"), len(tokens))
        lead, rest = _rendered(tokens[:first]), _rendered(tokens[first:])
        parted = len(lead) > WIDTH // 2 and rest and not self.lined  # many marks have a line of their own
        text = rest if parted else lead + rest
        if self.lined:
            return "\n".join(map(escapes.begun, text.split("\n"))).replace(KEPT, " ")
        lines = BREAK.join(map(_wrapped, text.split(BREAK)))
        return (f"{lead}\n{lines}" if parted else lines).replace(KEPT, " ")


class _Spacing:
    """Single spaces, and none at the edges of a line or of what holds others; nothing empty."""

    def __init__(self) -> None:
        self.made: list[Token] = []
        self.held: list[Token] = []  # opened, and no words yet
        self.space = self.begun = False

    def add(self, one: Token) -> None:
        if one.kind == "words":
            self._words(SPACES.sub(" ", one.text))
        elif one.kind == "open":
            self.held.append(one)
        elif one.kind == "close" and self.held:
            self.held.pop()
        elif one.kind == "break":
            self.made += [one] if self.begun else []
            self.space = self.begun = False
        elif one.kind in SHOWN:
            self._put(one)
        elif one.kind == "silent":
            self.made += [Token("space"), one] if self.space and self.begun else [one]
            self.space = False
        else:
            self.made.append(one)

    def _words(self, text: str) -> None:
        self.space = self.space or text.startswith(" ")
        if core := text.strip(" "):
            self._put(Token("words", core))
            self.space = text.endswith(" ")

    def _put(self, one: Token) -> None:
        if self.space and self.begun:
            self.made.append(Token("space"))
        self.made += (*self.held, one)
        self.held.clear()
        self.space, self.begun = False, True


def _spaced(tokens: list[Token]) -> list[Token]:
    spacing = _Spacing()
    for one in tokens:
        spacing.add(one)
    made = spacing.made
    while made and made[-1].kind == "break":
        made.pop()
    return made


def _joined(tokens: list[Token]) -> list[Token]:
    """Emphasis that ends where the same begins goes on, and so does code; none stands in its like."""
    made: list[Token] = []
    stack: list[str] = []
    for one in tokens:
        if one.kind == "open":
            inner = one.text in SIGNS and one.text in stack
            stack.append("" if inner else one.text)
            if one.text in SIGNS and made and made[-1] == Token("close", one.text):
                made.pop()
            elif not inner:
                made.append(one)
        elif one.kind == "close":
            made += [Token("close", ended)] if (ended := stack.pop()) else []
        elif one.kind == "code" and made and made[-1].kind == "code":
            made[-1] = Token("code", made[-1].text + one.text)
        else:
            made.append(one)
    return made


def _parted(tokens: list[Token]) -> list[Token]:
    """Emphasis whose signs touch others is written with another sign, else as brackets."""
    made, opened = list(tokens), list[int]()
    pairs: list[tuple[int, int]] = []
    for at, one in enumerate(tokens):
        if one.kind == "open":
            opened.append(at)
        elif one.kind == "close":
            pairs.append((opened.pop(), at))
    for begin, end in sorted(pairs):
        if made[begin].text == "em" and _touch(made, begin, end, STARS) and _stands_free(made, begin, end):
            made[begin], made[end] = Token("open", "_"), Token("close", "_")
    for begin, end in sorted(pairs):
        text = made[begin].text
        touched = text in STARS and _touch(made, begin, end, STARS)
        if text in SIGNS and (touched or _airy(made, begin, end)):
            kind = CLASSES.get(text, CLASSES["em"])
            made[begin], made[end] = Token("open", "[", f"]{{.{kind}}}"), Token("close", "[")
    return made


def _touch(tokens: list[Token], begin: int, end: int, signs: Iterable[str]) -> bool:
    beside = [tokens[n] for at in (begin, end) for n in (at - 1, at + 1) if 0 <= n < len(tokens)]
    return any(one.kind == "break" or (one.kind in ("open", "close") and one.text in signs) for one in beside)


def _airy(tokens: list[Token], begin: int, end: int) -> bool:
    """Whether an emphasis begins or ends with a space of some kind, where its sign would be none."""
    first, last = tokens[begin + 1], tokens[end - 1]
    return (first.kind == "words" and first.text[0].isspace()) or (
        last.kind == "words" and last.text[-1].isspace()
    )


def _stands_free(tokens: list[Token], begin: int, end: int) -> bool:
    """Whether no letter and no other `_` touches an emphasis from outside, and no break from inside."""
    before = tokens[begin - 1] if begin else Token("space")
    after = tokens[end + 1] if end + 1 < len(tokens) else Token("space")
    letters = (before.kind == "words" and before.text[-1].isalnum()) or (
        after.kind == "words" and after.text[0].isalnum()
    )
    breaks = "break" in (tokens[begin + 1].kind, tokens[end - 1].kind)
    return not letters and not breaks and not _touch(tokens, begin, end, ("_",))


def _rendered(tokens: list[Token]) -> str:
    made, tails = "", list[str]()
    for one in tokens:
        if one.kind == "words":
            text = escapes.words(one.text)
            clear = (made.endswith("]") and text[0] == "(") or (made.endswith("[") and text[0] == "^")
            made += "\\" + text if clear else text
        elif one.kind == "space":
            made += " "
        elif one.kind == "break":
            made += one.text
        elif one.kind == "open":
            made = _banged(made, one.text) + SIGNS.get(one.text, one.text)
            tails.append(SIGNS.get(one.text, one.tail))
        elif one.kind == "code":
            made += escapes.code(one.text).replace(" ", KEPT)
        elif one.kind == "close":
            made += tails.pop()
        else:
            made = _banged(made, one.text) + one.text
    return made


def _banged(made: str, follows: str) -> str:
    """An exclamation mark before a bracket would make a picture of it."""
    return f"{made[:-1]}\\!" if made.endswith("!") and follows.startswith("[") else made


def _wrapped(text: str) -> str:
    """Lines of at most `WIDTH` signs where that can be, none of which begins with a sign of Markdown's."""
    lines: list[str] = []
    while len(text) > WIDTH:
        places = [found.start() for found in BREAKS.finditer(text, 0, WIDTH + 2)]
        if not places:
            later = BREAKS.search(text, WIDTH)
            if not later:
                break
            places = [later.start()]
        lines.append(text[: places[-1]])
        text = text[places[-1] + 1 :]
    return "\n".join([escapes.begun(lines[0] if lines else text), *lines[1:], *([text] if lines else [])])
