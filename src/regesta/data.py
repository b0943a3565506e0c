"""YAML with a place for every key and value, and none of YAML's surprises (the only user of PyYAML).

Values are built from the parser's events, so aliases, anchors, tags and duplicate keys are faults
met on the way, and a plain scalar is a string unless it is empty, null, true, false or a whole
number that cannot be a year: `23:00`, `no` and `0123` stay what an editor wrote.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from regesta.diagnostics import Checked, Diagnostic
from regesta.misfits import Misfit, misfits
from regesta.source import Source, Span

M = TypeVar("M", bound=BaseModel)
Path = tuple[str | int, ...]
DEEPEST = 20
WORDS: Mapping[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,8})")
YEAR = re.compile(r"1\d{3}|20\d\d")  # years are dates, and dates are strings


class Model(BaseModel):
    """What every table of the manuscript obeys: no unknown field, nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True)
class Data:
    """Plain values, and the spans of values and keys by their path."""

    value: Any
    values: Mapping[Path, Span]
    keys: Mapping[Path, Span]
    source: Source | None = None

    def span(self, *path: str | int) -> Span | None:
        """Where the value at `path` stands, or the nearest thing that holds it."""
        return next(
            (self.values[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.values), None
        )


class _Fault(Exception):
    """The YAML cannot be read any further."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message, self.at = message, at


def load(source: Source, start: int = 0, end: int | None = None) -> Checked[Data]:
    """Read the YAML in `source.text[start:end]`; nothing is raised, nothing half read."""
    text = source.text[start:end]
    reader = _Reader(source, start, text)
    try:
        value = reader.document()
        return Checked(Data(value, reader.values, reader.keys, source), tuple(reader.found))
    except _Fault as fault:
        found = Diagnostic("YML001", fault.message, source.span(start + fault.at))
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        message = " ".join(filter(None, [error.context, error.problem]))
        found = Diagnostic("YML001", message, source.span(start + min(getattr(mark, "index", 0), len(text))))
    except (yaml.YAMLError, RecursionError) as error:
        found = Diagnostic("YML001", str(error).splitlines()[0], source.span(start))
    return Checked(Data({}, {(): source.span(start)}, {}), (*reader.found, found))


class _Reader:
    def __init__(self, source: Source, start: int, text: str) -> None:
        self.source, self.start = source, start
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.SafeLoader)
        self.values: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.found: list[Diagnostic] = []

    def document(self) -> Any:
        next(self.events)  # the stream begins
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            self.values[()] = self.source.span(self.start)
            return {}
        value = self._value(next(self.events), ())
        next(self.events)  # the document ends
        extra = next(self.events)
        if not isinstance(extra, yaml.StreamEndEvent):
            raise _Fault("one document is expected, a second begins", extra.start_mark.index)
        return value

    def _value(self, event: Any, path: Path) -> Any:
        if len(path) > DEEPEST:
            raise _Fault("nested too deep", event.start_mark.index)
        self.values[path] = self._span(event)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._report("YML002", "aliases and anchors (*name, &name) are not used here", event)
        elif event.tag:
            self._report("YML002", f'the tag "{event.tag}" is not used here', event)
        if isinstance(event, yaml.AliasEvent):
            return None
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return event.value if event.style else _plain(event.value)

    def _mapping(self, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.tag or event.anchor:
                raise _Fault("a key must be a plain word", event.start_mark.index)
            key, here = event.value, (*path, event.value)
            if key in result:
                line = self.source.place(self.keys[here].start).line
                self._report("YML003", f'"{key}" stands twice, first in line {line}', event)
            self.keys[here] = self._span(event)
            result[key] = self._value(next(self.events), here)
        return result

    def _report(self, code: str, message: str, event: Any) -> None:
        self.found.append(Diagnostic(code, message, self._span(event)))

    def _sequence(self, path: Path) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            result.append(self._value(event, (*path, len(result))))
        return result

    def _span(self, event: Any) -> Span:
        return self.source.span(self.start + event.start_mark.index, self.start + event.end_mark.index)


def _plain(value: str) -> Any:
    if value in WORDS:
        return WORDS[value]
    return int(value) if NUMBER.fullmatch(value) and not YEAR.fullmatch(value) else value


def validate(model: type[M], data: Data) -> Checked[M | None]:
    """Check `data` by a pydantic model; each fault stands at its key or value."""
    try:
        return Checked(model.model_validate(data.value))
    except ValidationError as error:
        faults = misfits(error.errors(include_url=False), data.values, tuple(model.model_fields))
        return Checked(None, tuple(_diagnostic(data, one) for one in faults))


def _diagnostic(data: Data, one: Misfit) -> Diagnostic:
    place = data.keys.get(one.path) if one.key else None
    return Diagnostic(one.code, one.message, place or data.values[one.path], one.hint)
