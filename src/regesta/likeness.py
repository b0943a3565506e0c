"""Values → bytes: a name for what is made of them that equal values share, or all of them, to be kept.

In a name, where words stand in the manuscript (`span`) counts for nothing, since nothing that is printed
depends on it.
"""

import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

APART = "span"


def likeness(value: object) -> bytes:
    """Of plain values and dataclasses. Sets have no order from one process to the next: keep them out."""
    out = io.BytesIO()
    writer = _Writer(out, pickle.HIGHEST_PROTOCOL)
    writer.fast = True  # else a value that was met before would be named by when it was
    writer.dump(value)
    return out.getvalue()


def frozen(value: object) -> bytes:
    """All of a value, which `pickle.loads` makes again in half the time that dataclasses' own way takes."""
    out = io.BytesIO()
    _Writer(out, pickle.HIGHEST_PROTOCOL, apart="").dump(value)
    return out.getvalue()


class _Writer(pickle.Pickler):
    """Writes a dataclass by its fields, but for one."""

    def __init__(self, out: io.BytesIO, protocol: int, apart: str = APART) -> None:
        super().__init__(out, protocol)
        self.apart = apart
        self._fields: dict[type, Callable[[Any], tuple[Any, ...]] | None] = {}

    def reducer_override(self, obj: Any) -> Any:
        """Its type and what it holds; anything else as pickle has it."""
        kind = type(obj)
        if kind not in self._fields:
            self._fields[kind] = _read(kind, self.apart) if is_dataclass(kind) else None
        read = self._fields[kind]
        return (kind, read(obj)) if read else NotImplemented


def _read(kind: type, apart: str) -> Callable[[Any], tuple[Any, ...]]:
    """What reads the fields of a dataclass."""
    names = [one.name for one in fields(kind) if one.name != apart]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)
