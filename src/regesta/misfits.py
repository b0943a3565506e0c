"""What pydantic says of a table that does not fit its model, as editors are told it.

Of a field that may hold one of several things pydantic says why the value is none of them; an editor is
told of the one that was meant, and that the others are possible.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from regesta.dates import DateError
from regesta.diagnostics import did_you_mean

Path = tuple[str | int, ...]
UNKNOWN = "{unknown: why it is not known}"
SHAPES = frozenset(
    {"model_type", "dict_type", "tuple_type", "string_type", "too_short"}
)  # not what is within
LIMITS = {
    "greater_than_equal": ("ge", "is less than {}"),
    "less_than_equal": ("le", "is more than {}"),
}
WANTED = {
    "string_type": "text is wanted here",
    "int_type": "a whole number is wanted here",
    "int_parsing": "a whole number is wanted here",
    "int_from_float": "a whole number is wanted here",
    "bool_type": "true or false is wanted here",
    "bool_parsing": "true or false is wanted here",
    "tuple_type": "a list is wanted here",
    "dict_type": "names with values are wanted here",
    "model_type": "names with values are wanted here",
}


class Misfit(NamedTuple):
    """A fault of a table: the path of what is wrong, and what is to be said of it."""

    path: Path
    message: str
    hint: str = ""
    code: str = "YML004"
    key: bool = False  # whether the key is wrong, and not its value


class _Fault(NamedTuple):
    """A fault as pydantic has it, and the path that it stands for in the table."""

    path: Path
    kind: str
    wanted: str  # the last step of its way, which need not be there
    input: Any
    context: Mapping[str, Any]
    others: bool = False  # whether the field may also say that it is unknown

    @property
    def name(self) -> str:
        """The field as it is called in a message."""
        return ".".join(map(str, self.path))


def misfits(faults: Sequence[Any], known: Mapping[Path, Any], fields: Sequence[str]) -> tuple[Misfit, ...]:
    """What is wrong, once each; `known` are the paths of the table, `fields` those of the whole model."""
    read = [_read(fault, known) for fault in faults]
    meant = list(_meant(read))
    missing = {one.path: one.wanted for one in meant if one.kind == "missing"}
    return tuple(dict.fromkeys(_misfit(one, missing, fields) for one in meant))


def _read(fault: Any, known: Mapping[Path, Any]) -> _Fault:
    path: Path = ()
    for part in fault["loc"]:  # pydantic adds parts of its own for unions and functions
        if (*path, part) in known:
            path = (*path, part)
    wanted = str(fault["loc"][-1]) if fault["loc"] else ""
    others = "Unknown" in fault["loc"]
    return _Fault(path, fault["type"], wanted, fault["input"], fault.get("ctx", {}), others)


def _meant(faults: Sequence[_Fault]) -> Iterator[_Fault]:
    """Without what is said of a value only because it is none of the other things that it may be."""
    for one in faults:
        rest = [other for other in faults if other is not one and other.path[: len(one.path)] == one.path]
        within = any(len(other.path) > len(one.path) or other.kind == "missing" for other in rest)
        other_way = one.kind == "model_type" and any(not other.others for other in rest)
        full = one.kind == "too_short" and one.input and any(len(one.path) < len(two.path) for two in faults)
        if not (one.kind in SHAPES and within) and not (one.others and other_way) and not full:
            unknown = any(other.others and other.path == one.path for other in rest)
            yield one._replace(others=one.others or unknown)


def _misfit(one: _Fault, missing: Mapping[Path, str], fields: Sequence[str]) -> Misfit:
    cause = one.context.get("error")
    if isinstance(cause, DateError):
        return Misfit(one.path, f'"{one.name}": {cause.message}', cause.hint, cause.code)
    if one.kind == "extra_forbidden":
        beside = fields if len(one.path) == 1 else filter(None, [missing.get(one.path[:-1])])
        hint = did_you_mean(str(one.path[-1]), beside)
        return Misfit(one.path, f'no field is called "{one.name}"', hint, key=True)
    if one.kind == "missing":
        return Misfit(one.path, f'the field "{one.wanted}" is missing')
    message, hint = (str(cause), "") if cause else _said(one)
    return Misfit(one.path, f'"{one.name}": {message}' if one.path else message, hint)


def _said(one: _Fault) -> tuple[str, str]:
    """A message and a remedy for a value of the wrong kind."""
    if one.input is None or (not one.input and one.kind in ("too_short", "string_too_short")):
        reason = one.others and one.path[-1:] != ("unknown",)
        return "nothing stands here", f"write it, or {UNKNOWN}" if reason else "write it"
    if one.kind == "literal_error":
        choices = str(one.context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return f'"{one.input}" is none of {", ".join(choices)}', did_you_mean(str(one.input), choices)
    if one.kind in LIMITS:
        name, words = LIMITS[one.kind]
        return f"{one.input} {words.format(one.context[name])}", ""
    if one.kind in ("too_short", "string_too_short"):
        least = one.context["min_length"]
        return f'"{one.input}" is too short: it takes {least} characters or more', ""
    return WANTED.get(one.kind, "this cannot be read"), _remedy(one)


def _remedy(one: _Fault) -> str:
    """How a value is written that is of another kind."""
    if one.kind == "string_type" and isinstance(one.input, int | float):
        return f'write "{one.input}"'
    if one.kind == "tuple_type" and isinstance(one.input, str | int):
        return f"write [{one.input}]" + f" or {UNKNOWN}" * one.others
    ways = ["{name: value}"] * (one.kind in ("dict_type", "model_type")) + [UNKNOWN] * one.others
    return f"write {' or '.join(ways)}" if ways else ""
