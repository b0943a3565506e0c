"""Content-addressed files of one user: what was worked out once and can be worked out again.

Knows nothing of what they hold. A file is written whole or not at all and is checked when it is read; one
that is damaged, or that another user could have written, is as if it were not there.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LIMIT = 500_000_000  # bytes; the files unused for longest go first
DIGEST = 32
PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Folder:
    """Files by key in a folder that only its owner can write to."""

    path: Path
    salt: str = ""  # of the program: what another one wrote is never found

    def get(self, key: str) -> bytes | None:
        """What was put under a key, if it is there and whole."""
        file = self._file(key)
        try:
            if file.stat().st_uid != os.getuid():
                return None
            data = file.read_bytes()
            os.utime(file)  # it was of use
        except OSError:
            return None
        return data[DIGEST:] if hashlib.sha256(data[DIGEST:]).digest() == data[:DIGEST] else None

    def put(self, key: str, data: bytes) -> None:
        """Keep something; a full or closed disk is no fault, since it can be made again."""
        file = self._file(key)
        with suppress(OSError):
            file.parent.mkdir(PRIVATE, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent)
            with os.fdopen(handle, "wb") as out:
                out.write(hashlib.sha256(data).digest() + data)
            Path(name).replace(file)

    def prune(self, limit: int = LIMIT) -> None:
        """Keep no more than so many bytes."""
        with suppress(OSError):
            held = sorted(
                ((one.stat(), one) for one in self.path.glob("*/*")), key=lambda pair: pair[0].st_mtime
            )
            spare = sum(stat.st_size for stat, _ in held) - limit
            for stat, file in held:
                if spare <= 0:
                    break
                file.unlink(missing_ok=True)
                spare -= stat.st_size

    def _file(self, key: str) -> Path:
        key = hashlib.sha256(f"{self.salt} {key}".encode()).hexdigest()
        return self.path / key[:2] / key[2:]
