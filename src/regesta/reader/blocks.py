"""`:::` blocks and code fences, read before Markdown sees the text.

Every fence line must begin its line. Fences of one length nest by a stack. Whatever is wrong,
the outline is balanced: stray closers are dropped, unclosed blocks end where the text ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from regesta.diagnostics import Checked, Diagnostic, did_you_mean
from regesta.reader.attributes import Attribute, Fault, attributes, judge, judge_id
from regesta.reader.grammar import BLOCKS
from regesta.reader.grammar import Block as BlockRow
from regesta.source import Source, Span

CODE = re.compile(r"(?P<fence>`{3,}|~{3,}) *+(?P<info>[^`\n]*)$")
FENCE = re.compile(r":{3,}(?: *$| +(?P<name>[^\W\d][\w-]*)(?P<rest>.*)$)")
MISPLACED = re.compile(r"(?P<lead>[ >]+|[ >]*(?:[-*+]|\d+\.) ++[ >]*+):::+(?: |$)")
INDENT = " " * 4  # to Markdown this is code
RECORDS = "sources/"
DRAWN = "drawn"  # the flag of what is then a figure
AT_ONCE = ("ref", "id", "lang")  # what a fence says right after the name of its block
DEEPEST = 12
DROPPED, CLOSES = -2, -1


@dataclass(frozen=True, slots=True)
class Block:
    """A block: what its fence says, its fence line, and all of it. Code has the name "code"."""

    name: str
    given: tuple[Attribute, ...]
    head: Span
    span: Span

    @property
    def lines(self) -> bool:
        """Whether its lines stay lines: then no indentation makes code of them."""
        return self.name == "verse" or any(one.kind == "class" and one.value == "lines" for one in self.given)


@dataclass(frozen=True, slots=True)
class Cut:
    """Lines that Markdown must not see; a number from 0 opens (or is) that block."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks in the order of their fences, what to cut from the text, and where it begins."""

    blocks: tuple[Block, ...]
    cuts: tuple[Cut, ...]
    start: int


def outline(source: Source, start: int) -> Checked[Outline]:
    """Find every fence from `start` to the end of the text."""
    scan = _Scan(source)
    for at, line in _lines(source.text, start):
        scan.line(at, line)
    scan.end(len(source.text))
    return Checked(Outline(tuple(scan.blocks), tuple(scan.cuts), start), tuple(scan.found))


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    for line in text[start:].split("\n"):
        yield start, line
        start += len(line) + 1


class _Code(NamedTuple):
    """A code fence that is open."""

    fence: str
    info: str
    start: int
    end: int


class _Scan:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.stack: list[int] = []  # numbers of the open blocks
        self.blocks: list[Block] = []
        self.cuts: list[Cut] = []
        self.found: list[Diagnostic] = []
        self.code: _Code | None = None

    def line(self, at: int, line: str) -> None:
        if self.code:
            self._code_line(self.code, at, line)
        elif match := CODE.match(line):
            self.code = _Code(match["fence"], match["info"].strip(), at, at + len(line))
        elif match := FENCE.match(line):
            self._open(at, line, match) if match["name"] else self._close(at, line)
        elif match := MISPLACED.match(line):
            start, hint = at + match.end("lead"), "blocks cannot stand in lists or quotations"
            self._report("BLK005", "a ::: fence must begin its line", start, at + len(line), hint)
        elif line.startswith(INDENT) and self.stack and self.blocks[self.stack[-1]].lines:
            self.cuts.append(Cut(at, at + len(line) - len(line.lstrip(" ")), DROPPED))
        elif line.startswith(":::"):
            self._report("BLK003", f'"{line.strip()}" is no fence', at, at + len(line), 'write "::: name"')

    def end(self, at: int) -> None:
        if self.code:
            code = self.code
            hint = f"close it with {code.fence}"
            self._report("BLK006", "this code fence is never closed", code.start, code.end, hint)
            self._code_end(code, at, at)
        while self.stack:
            block = self.blocks[self.stack[-1]]
            message = f'the block "{block.name}" is never closed'
            self._report("BLK001", message, block.head.start, block.head.end, "close it with :::")
            self.cuts.append(Cut(at, at, CLOSES))
            self._pop(at)

    def _code_line(self, code: _Code, at: int, line: str) -> None:
        if line.startswith(code.fence) and not line.strip(code.fence[0] + " "):
            self._code_end(code, at, at + len(line))

    def _code_end(self, code: _Code, closes: int, end: int) -> None:
        words = tuple(Attribute("flag", word, "", 0, 0, 0) for word in code.info.split()[:1])
        self.cuts.append(Cut(code.start, end, len(self.blocks)))
        inside = self.source.span(min(code.end + 1, closes), closes)
        self.blocks.append(Block("code", words, self.source.span(code.start, code.end), inside))
        self.code = None

    def _open(self, at: int, line: str, match: re.Match[str]) -> None:
        end = at + len(line)
        if len(self.stack) >= DEEPEST:
            self.cuts.append(Cut(at, end, DROPPED))
            self._report("BLK004", f"blocks nest more than {DEEPEST} deep", at, end)
            return
        name, base = match["name"], at + match.start("rest")
        given, stop = attributes(match["rest"])
        given = named(name, tuple(one.moved(base) for one in given))
        self._stands(name, at + match.start("name"))
        for fault in _faults(name, given):
            self._report(fault.code, fault.message, fault.start, fault.end, fault.hint)
        if stop is not None:
            self._report("MRK002", "this part of the fence cannot be read", base + stop, end)
        self._complete(name, given, at, end)
        self.cuts.append(Cut(at, end, len(self.blocks)))
        self.stack.append(len(self.blocks))
        self.blocks.append(Block(name, given, self.source.span(at, end), self.source.span(at, end)))

    def _complete(self, name: str, given: tuple[Attribute, ...], at: int, end: int) -> None:
        """Whether the fence says what its block cannot do without."""
        rule = BLOCKS.get(name)
        said = {one.name for one in given}
        needs = [*rule.needs, *(["id"] if DRAWN in said & set(rule.flags) else [])] if rule else []
        lacks = [need for need in needs if need not in said]
        if rule and lacks:
            begins = "@fig-…" if DRAWN in said else " ".join(rule.example.split()[:3])
            hint = begins if lacks[0] in AT_ONCE else " ".join(f'{one}="…"' for one in lacks)
            message = f'"{name}" lacks its ' + " and ".join(f'"{one}"' for one in lacks)
            self._report("MRK007", message, at, end, f"write {hint}")

    def _stands(self, name: str, at: int) -> None:
        """Whether a block may stand in the one that is open."""
        rule, end = BLOCKS.get(name), at + len(name)
        if not rule:
            self._report("BLK003", f'no block is called "{name}"', at, end, did_you_mean(name, BLOCKS))
            return
        if rule.record and not self.source.path.startswith(RECORDS):
            hint = f"it belongs in a file in {RECORDS}"
            self._report("BLK004", f'"{name}" stands outside the file of a source', at, end, hint)
        parent = self.blocks[self.stack[-1]].name if self.stack else ""
        if parent not in rule.parents and (parent in BLOCKS or not parent):
            places = " or ".join(map(_inside, rule.parents))
            self._report("BLK004", f'"{name}" stands {_inside(parent)}', at, end, f"it belongs {places}")

    def _close(self, at: int, line: str) -> None:
        end = at + len(line)
        if not self.stack:
            self._report("BLK002", '":::" closes nothing', at, end)
            self.cuts.append(Cut(at, end, DROPPED))
            return
        self.cuts.append(Cut(at, end, CLOSES))
        self._pop(end)

    def _pop(self, end: int) -> None:
        number = self.stack.pop()
        block = self.blocks[number]
        self.blocks[number] = replace(block, span=self.source.span(block.head.start, end))

    def _report(self, code: str, message: str, start: int, end: int, hint: str = "") -> None:
        self.found.append(Diagnostic(code, message, self.source.span(start, end), hint))


def _inside(parent: str) -> str:
    return f'in "{parent}"' if parent else "in the text itself"


def named(name: str, given: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
    """Bare words, pointers and other names as the attributes that the block's row says they are."""
    rule = BLOCKS.get(name)
    return tuple(_renamed(rule, one) for one in given) if rule else given


def _renamed(rule: BlockRow, one: Attribute) -> Attribute:
    if one.kind == "flag" and rule.word and one.name not in rule.flags:
        return one._replace(kind="key", name=rule.word, value=one.name)
    if one.kind == "ref" and ("id" in rule.needs or DRAWN in rule.flags):
        return one._replace(kind="id", name="id")
    return one._replace(name=dict(rule.aliases).get(one.name, one.name))


def _faults(name: str, given: tuple[Attribute, ...]) -> Iterator[Fault]:
    """Attributes that the block does not have, those without a value, and values that are none."""
    rule = BLOCKS.get(name)
    if not rule:
        return
    for one in given:
        if one.kind in ("id", "class") or (one.kind == "flag" and one.name in rule.flags):
            continue
        if one.name not in rule.attributes:
            hint = did_you_mean(one.name, rule.attributes)
            yield Fault("MRK002", f'"{name}" has no attribute "{one.name}"', one.start, one.end, hint)
        elif not one.value:
            yield Fault("MRK007", f'"{one.name}" needs a value', one.start, one.end, f"write {one.name}=…")
        elif one.name in rule.flags:
            hint = f"write {one.name} alone"
            yield Fault("MRK002", f'"{one.name}" takes no value', one.start, one.end, hint)
    known = [one for one in given if one.value and one.name in (*rule.attributes, "id", "class")]
    yield from judge(known, name)
    yield from judge_id(name, given)
