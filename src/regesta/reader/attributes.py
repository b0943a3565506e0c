"""`#id .class key=value key="long value" "title" @ref word`: what stands in braces and on fences.

Reads and judges words alone; where they stand in a file is the caller's knowledge.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from regesta.dates import DateError
from regesta.dates import parse as parse_date
from regesta.diagnostics import did_you_mean
from regesta.reader.grammar import QUALIFIERS, SPANS
from regesta.reader.values import DATED, IDS, RANGE, VALUES, Value

TOKEN = re.compile(
    r"""\s*(?P<token>
      \#(?P<id>[\w:.-]+)
    | \.(?P<class>[\w-]+)
    | @(?P<ref>[\w:./-]*\w)
    | "(?P<title>[^"]*)"
    | (?P<key>[A-Za-z][A-Za-z0-9-]*)(?:=(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"{}]+)))?
    )(?=\s|$)""",
    re.VERBOSE,
)

# What would be markup in a text, in the values that are printed as they stand.
MARKUP = re.compile(
    r"\[\^[^\]]+\]|\[[^\]]*@[a-z][^\]]*\]|\[[^\]]*\]\{[^}]*\}|\{[a-z]+[+!-]?:[^}]*\}"
    r"|(?<![\w*])\*{1,3}[^\s*][^*]*\*{1,3}(?!\w)"
)
PRINTED = ("title", "alt", "credit", "licence", "cite")
BLANK = re.compile(r"\s*$")


class Attribute(NamedTuple):
    """`kind` is id, class, ref, title, key or flag (a key without a value); places count in its text."""

    kind: str
    name: str
    value: str
    start: int
    end: int
    at: int  # where its value begins

    def moved(self, by: int) -> "Attribute":
        """The attribute as it stands in a text of which its own is a part."""
        return self._replace(start=self.start + by, end=self.end + by, at=self.at + by)


class Fault(NamedTuple):
    """Something wrong in a stretch of words; `start` and `end` count from their beginning."""

    code: str
    message: str
    start: int
    end: int
    hint: str = ""


def attributes(text: str) -> tuple[tuple[Attribute, ...], int | None]:
    """The attributes, and where reading stopped if it did not reach the end."""
    found: list[Attribute] = []
    at = 0
    while not BLANK.match(text, at):
        match = TOKEN.match(text, at)
        if not match:
            return tuple(found), len(text) - len(text[at:].lstrip())
        found.append(_attribute(match))
        at = match.end()
    return tuple(found), None


def _attribute(match: re.Match[str]) -> Attribute:
    start, end = match.span("token")
    for kind in ("id", "class", "ref", "title"):
        if match[kind] is not None:
            return Attribute(kind, kind, " ".join(match[kind].split()), start, end, match.start(kind))
    group = "quoted" if match["quoted"] is not None else "value"
    if match[group] is None:
        return Attribute("flag", match["key"], "", start, end, start)
    return Attribute("key", match["key"], " ".join(match[group].split()), start, end, match.start(group))


def classes(given: Collection[Attribute]) -> tuple[tuple[str, str], ...]:
    """The attribute `class`, if there is any."""
    named = " ".join(one.value for one in given if one.kind == "class")
    return (("class", named),) if named else ()


def judge(given: Collection[Attribute], block: str = "") -> Iterator[Fault]:
    """What is wrong with values of known attributes, and what is said twice."""
    seen: set[str] = set()
    for one in given:
        if one.kind != "class" and one.name in seen:
            yield Fault("MRK002", f'"{one.name}" is said twice', one.start, one.end)
        seen.add(one.name)
        if one.name in DATED or f"{block} {one.name}" in DATED:
            yield from dated(one.value, one.at)
        elif one.name in PRINTED and (found := MARKUP.search(one.value)):
            message = f'"{found[0]}" would be printed as it stands: "{one.name}" holds plain words'
            hint = "leave the signs out, or say it in the text of the block"
            yield Fault("MRK005", message, one.at + found.start(), one.at + found.end(), hint)
        elif (rule := VALUES.get(f"{block} {one.name}") or VALUES.get(one.name)) and one.kind != "flag":
            yield from _value(one, rule)


def _value(one: Attribute, rule: Value) -> Iterator[Fault]:
    match = rule.pattern.fullmatch(one.value)
    if not match:
        hint = did_you_mean(one.value, rule.choices) or f"write {rule.form}"
    elif rule is RANGE and int(match["last"] or match["first"]) < int(match["first"]):
        hint = f"write {match['last']}-{match['first']}"
    else:
        return
    yield Fault("MRK002", f'"{one.value}" is no value of "{one.name}"', one.at, one.at + len(one.value), hint)


def judge_id(owner: str, given: Collection[Attribute]) -> Iterator[Fault]:
    """Whether the id of a mark or block that can be pointed at has its form."""
    rule = IDS.get(owner)
    for one in given if rule else ():
        if rule and one.kind == "id" and not rule.pattern.fullmatch(one.value):
            message = f'"{one.value}" is no id for "{owner}"'
            yield Fault("IDS002", message, one.start, one.end, f"write {rule.form}")


def judge_span(given: Collection[Attribute]) -> Iterator[Fault]:
    """What is wrong with the attributes of `[text]{…}`."""
    verbs = [one.name for one in given if one.name in SPANS]
    for one in given:
        if one.kind in ("id", "class"):
            continue
        if one.name not in SPANS:
            yield from _stranger(one, verbs)
        elif SPANS[one.name].value == "must" and not one.value:
            yield Fault("MRK007", f'"{one.name}" needs a value', one.start, one.end, f"write {one.name}=…")
        elif SPANS[one.name].value == "never" and one.kind == "key":
            hint = f"write {one.name} alone"
            yield Fault("MRK002", f'"{one.name}" takes no value', one.start, one.end, hint)
    yield from judge([one for one in given if one.value])
    for verb in verbs:
        yield from judge_id(verb, given)


def _stranger(one: Attribute, verbs: list[str]) -> Iterator[Fault]:
    owners = QUALIFIERS.get(one.name, ())
    if any(owner in verbs for owner in owners):
        return
    if owners:
        message = f'"{one.name}" stands without "{owners[0]}"'
        yield Fault("MRK002", message, one.start, one.end, f"it is part of {{{owners[0]}=…}}")
    elif verbs or one.kind in ("ref", "title"):
        hint = did_you_mean(one.name, [*SPANS, *QUALIFIERS])
        yield Fault("MRK002", f'no attribute is called "{one.name}" here', one.start, one.end, hint)
    else:
        hint = did_you_mean(one.name, SPANS)
        yield Fault("MRK001", f'no mark is called "{one.name}"', one.start, one.end, hint)


def dated(value: str, at: int) -> Iterator[Fault]:
    """What is wrong with a date that begins at `at`."""
    if not value:
        return
    try:
        parse_date(value)
    except DateError as error:
        yield Fault(error.code, error.message, at, at + len(value), error.hint)
