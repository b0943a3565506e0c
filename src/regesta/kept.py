"""What was worked out before, under names that say from what: a border to wherever that lies."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol


class Kept(Protocol):
    """Bytes by key; only what this very program wrote for this user is ever given back."""

    def get(self, key: str) -> bytes | None:
        """What was put under a key, if it is there and whole."""

    def put(self, key: str, data: bytes) -> None:
        """Keep something."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Kept as long as the process lives."""

    held: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        """What was put under a key, if it is there."""
        return self.held.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Keep something."""
        self.held[key] = data


class Nothing:
    """Keeps nothing: for whoever reads once."""

    def get(self, key: str) -> bytes | None:
        """Nothing."""
        del key
        return None

    def put(self, key: str, data: bytes) -> None:
        """Let it go."""


NOTHING = Nothing()


def digest(parts: Iterable[bytes]) -> str:
    """A name for things that are made from these parts, in this order."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
