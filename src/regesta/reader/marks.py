"""Every mark of the language, as one Markdown inline processor; it finds shapes and judges no words.

It runs after code spans and escapes and before links, sees each `{`, `[` and `@` from left to
right, and takes the outermost construct whole. What is inside is put two elements down: there
Markdown comes to it later, with every pattern from the first, so marks nest without a loop of
ours. Each mark met is kept in `seen`; `freeze` says which of them reached the tree.
"""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from regesta.diagnostics import did_you_mean
from regesta.reader.critic import Critic, critic
from regesta.reader.grammar import CHANGES, POINTS, ROLES, SPANS
from regesta.reader.stamps import ONE, POINTER, STAMP, strip

DEEPEST = 16
QUOTED = 40
LONGEST = 2000  # a bracket longer than this is looked into for no citation

# An exclamation mark before [ has the stamp before it: to Markdown `![` is one sign.
OPENER = re.compile(rf"(?P<stamp>{ONE}?)(?P<bang>!?)(?P<open>\{{|\[|@(?={POINTER}))")
POINT = re.compile(rf"(?P<stamp>{ONE}?)\{{(?P<verb>[^\W\d_]\w*[+!-]?)\s*(?::|(?={ONE}?\}}))")
BRACES = re.compile(rf'(?P<stamp>{ONE}?)\{{(?P<inside>(?:[^{{}}"]|"[^"]*")*)\}}')
CHANGED = re.compile(ONE + r"?\{(?:" + "|".join(map(re.escape, CHANGES)) + ")")
PLAIN = re.compile(r"(?:\s*+[#.][\w:.-]++)++\s*+")
INDEXED = re.compile(r"\s*(?P<verb>[^\W\d_]\w*[!+-]?):")  # [text]{ix: entry}
END = re.compile(f"({ONE})" + r"(?:\+\+|--|~~|==|<<)?\}$")
INNER = re.compile(rf"({ONE}?)(?:\{{|\[\^)|(?<![\w.]|{ONE})({ONE}?)@(?=\w)")
OPENS = re.compile(r"[\[\]{}]")
CITES = re.compile(r".*?(?:^|[\s;-])@\w", re.DOTALL)
WORK = re.compile(rf"(?:^|[\s;-])@(?!{POINTER})\w")
NESTED = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")
NOTE = re.compile(r"\[\^([^\]\n]+)\]")
REFERENCE = re.compile(f"@({POINTER})")
NO_POINTER = re.compile(r"[\w@./:]")  # before the @ of an address
ESCAPED = re.compile("\x02(\\d+)\x03")
PAIRS = {"[": re.compile(r"[\[\]]"), "{": re.compile(r"[{}]")}


@dataclass(slots=True)
class Mark:
    """A mark as met: stamps and words, not yet a fact."""

    kind: str  # span, point, cite, ref, note, change, id, sign, unknown
    verb: str = ""
    words: str = ""  # all that stands between its braces or brackets; of a sign, the fault
    at: int = 0  # where in them its body begins
    start: str = ""  # the stamp before it, or nothing
    brace: str = ""  # the stamp before its braces
    end: str = ""  # the stamp before its closing brace


class Misread(NamedTuple):
    """A fault met inside Markdown, and the stamps where what is wrong begins and ends."""

    code: str
    message: str
    hint: str
    start: str
    end: str = ""


class Marks(InlineProcessor):
    """Leftmost and outermost first; insides are deferred."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(OPENER.pattern, md)
        self.compiled_re = OPENER
        self.seen: list[Mark] = []
        self.faults: list[Misread] = []
        self._takers = {"{": self._brace, "[": self._bracket, "@": self._pointer}
        self._known: dict[str, tuple[str, dict[int, int], int]] = {}
        self.reset()

    def reset(self) -> None:
        """Forget the text before."""
        self.seen, self.faults = [], []
        self._known = {"[": ("", {}, 0), "{": ("", {}, 0)}

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # by Pattern's rule
        """Take what begins here whole, or leave it to Markdown."""
        at, take = m.start("open"), self._takers[m["open"]]
        result = take(m["stamp"], at, data)
        if result is None:
            return None, None, None
        element, end = result
        return element, at if m["bang"] else m.start(), end

    # brackets

    def _bracket(self, start: str, at: int, data: str) -> tuple[Element | str, int] | None:
        if (note := NOTE.match(data, at)) and data[note.end() : note.end() + 1] != "(":
            stamp = start or "".join(STAMP.findall(note[1])[:1])
            return self._put(Mark("note", "note", strip(note[1]), start=stamp)), note.end()
        close = self._closing(data, at)
        if close is None:
            return "\x0291\x03", at + 1  # no link either: spare Markdown the search
        inside = data[at + 1 : close]
        cites = CITES.match(strip(OPENS.split(inside, maxsplit=1)[0]))
        changed = CHANGED.match(data, close + 1)  # `[@k]{--, p. 4--}` is a citation and a change
        braces = None if changed else BRACES.match(data, close + 1)
        point = POINT.match(data, close + 1)
        beside = cites and point and point["verb"] in POINTS  # `[@k]{ix: a}` is a citation and a mark
        if braces and not beside:
            return self._span(start, inside, braces)
        if data[close + 1 : close + 2] == "(":
            return None
        if cites:
            return self._put(Mark("cite", "cite", self._flat(inside), start=start)), close + 1
        self._lost(start, inside, "put the mark after the citation")
        return None

    def _span(self, start: str, inside: str, braces: re.Match[str]) -> tuple[Element, int]:
        words, end = self._flat(braces["inside"]), _end(braces.string, braces.end())
        self._lost(start, inside, "write [text [see @key]]{…}")
        mark = Mark("span", "", words, 0, start, braces["stamp"], end)
        if entry := INDEXED.match(words):
            mark.verb, mark.at = entry["verb"], entry.end()
        if entry and entry["verb"] not in ROLES:
            hint = f"write {{{entry['verb']}: …}} apart from the words" if entry["verb"] in POINTS else ""
            hint = hint or did_you_mean(entry["verb"], SPANS)
            message = f'"{entry["verb"]}:" cannot follow [text]'
            self._fault("MRK001", message, hint, braces["stamp"] or start, end)
            mark.kind = "unknown"
        self._inner(mark, braces["inside"])
        return self._put(mark, inside), braces.end()

    def _lost(self, start: str, inside: str, hint: str) -> None:
        """A citation among marks, or whose words are marked, would be plain text without a word said."""
        if "@" not in inside or len(inside) > LONGEST or inside.count("[") > DEEPEST:
            return
        words = strip(inside)
        while (rest := NESTED.sub("", words)) != words:
            words = rest
        if WORK.search(words):
            message = f'"{short(self._flat(inside))}" is a citation, and no mark can hold it'
            self._fault("MRK005", message, hint, start)

    def _pointer(self, start: str, at: int, data: str) -> tuple[Element, int] | None:
        match = REFERENCE.match(data, at)
        if not match or NO_POINTER.match(data[max(0, at - len(start) - 1) : at - len(start)]):
            return None
        return self._put(Mark("ref", "ref", match[1], start=start)), match.end()

    # braces

    def _brace(self, start: str, at: int, data: str) -> tuple[Element, int] | None:
        if change := critic(data, at):
            return self._change(start, change), change.end
        close = self._closing(data, at)
        if close is None:
            self._fault("MRK003", "this brace is never closed", 'write "\\{" for a brace', start)
            return None
        raw, end = data[at : close + 1], _end(data, close + 1)
        words = self._flat(raw[1:-1])
        if data[:at].endswith(("]", "]" + start)):
            message = f'"{{{short(words)}}}" belongs to no [text]'
            return self._unknown(start, raw, "MRK004", message, ""), close + 1
        if PLAIN.fullmatch(words):
            return self._put(Mark("id", "id", words, 0, start, start, end)), close + 1
        point = POINT.match(raw)
        if not point or point["verb"] not in POINTS:
            return self._misread(start, raw, words, point), close + 1
        mark = Mark("point", point["verb"], words, len(point[0]) - 1, start, start, end)
        return self._point(mark, raw), close + 1

    def _change(self, start: str, change: Critic) -> Element:
        row = CHANGES[change.sign]
        if len(change.parts) < len(row.names):
            self._fault("MRK007", '"{~~" lacks its new words', "write {~~old~>new~~}", start, change.stamp)
        mark = Mark("change", row.kind, start=start, brace=start, end=change.stamp)
        return self._put(mark, *change.parts, names=row.names)

    def _point(self, mark: Mark, raw: str) -> Element:
        if POINTS[mark.verb].words and not mark.words[mark.at :].strip():
            hint = f"write {{{mark.verb}: …}}"
            self._fault("MRK007", f'"{mark.verb}" lacks its words', hint, mark.start, mark.end)
        if POINTS[mark.verb].text:
            opened = POINT.match(raw)
            inside = raw[opened.end() if opened else 0 : -1]
            return self._put(mark, inside.replace(mark.end, "").strip())
        self._inner(mark, raw[1:])
        return self._put(mark)

    def _misread(self, start: str, raw: str, words: str, point: re.Match[str] | None) -> Element:
        if not point:
            return self._unknown(
                start, raw, "MRK003", f'"{{{short(words)}}}" is no mark', 'write "\\{" for a brace'
            )
        verb = point["verb"]
        hint = (
            f"write [text]{{{verb}}}"
            if verb in SPANS
            else did_you_mean(verb, POINTS) or did_you_mean(verb, SPANS)
        )
        return self._unknown(start, raw, "MRK001", f'no mark is called "{verb}"', hint)

    def _inner(self, mark: Mark, raw: str) -> None:
        """A mark among the words of a mark would be plain text without a word said."""
        for found in INNER.finditer(raw):
            at = found[1] or found[2] or mark.brace or mark.start
            self._fault("MRK005", "no mark can stand in the words of another", "put it beside the other", at)

    # making elements

    def sign(self, fault: str, hint: str) -> Element:
        """A sign of emphasis that stays text; its fault waits for the place of its block."""
        return self._put(Mark("sign", hint, fault))

    def _fault(self, code: str, message: str, hint: str, start: str, end: str = "") -> None:
        self.faults.append(Misread(code, message, hint, start, end))

    def _unknown(self, start: str, raw: str, code: str, message: str, hint: str) -> Element:
        end = _end(raw, len(raw))
        self._fault(code, message, hint, start, end)
        element = self._put(Mark("unknown", start=start, end=end))
        element.text = AtomicString(self._flat(raw))
        return element

    def _put(self, mark: Mark, *insides: str, names: tuple[str, ...] = ("",)) -> Element:
        self.seen.append(mark)
        element = Element("m", {"n": str(len(self.seen) - 1)})
        for name, inside in zip(names, insides, strict=False):
            if self._depth() >= DEEPEST:
                self._fault("MRK006", f"marks nest more than {DEEPEST} deep", "", mark.start)
                element.text = AtomicString(self._flat(inside))
                return element
            SubElement(SubElement(element, "m", {"as": name}), "m").text = inside
        return element

    def _depth(self) -> int:
        inline: Any = self.md.treeprocessors["inline"]  # the stubs do not know its ancestors
        return int(inline.ancestors.count("m")) // 3

    def _flat(self, text: str) -> str:
        """The words of a body: stashed code as its text, escapes and stamps gone."""
        return strip(ESCAPED.sub(lambda m: chr(int(m[1])), self.unescape(text)))

    def _closing(self, data: str, at: int) -> int | None:
        """Where the bracket or brace at `at` closes.

        A search may read to the end, so it keeps what it learnt. Markdown replaces only what lies
        before; distances from the end stay true.
        """
        opener, tail = data[at], data[at:]
        known, table, stop = self._known[opener]
        if len(tail) > stop and known.endswith(tail):
            distance = table.get(len(tail))
            return None if distance is None else len(data) - distance
        stack: list[int] = []
        table, stop = {}, 0
        for match in PAIRS[opener].finditer(tail):
            if match[0] == opener:
                stack.append(match.start())
                continue
            table[len(tail) - stack.pop()] = len(tail) - match.start()
            if not stack:
                stop = len(tail) - match.end()
                break
        self._known[opener] = (tail, table, stop)
        distance = table.get(len(tail))
        return None if distance is None else len(data) - distance


def _end(data: str, end: int) -> str:
    """The stamp of the closing brace before `end`."""
    found = END.search(data, max(0, end - 4), end)
    return found[1] if found else ""


def short(words: str) -> str:
    """Words as a message quotes them."""
    words = " ".join(words.split())
    return words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"
