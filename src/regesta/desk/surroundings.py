"""What the preview needs of the machine: a port, a watcher of files, an editor, and a way to end at once."""

import json
import os
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from multiprocessing import active_children
from pathlib import Path
from threading import Thread
from types import FrameType

import uvicorn
from watchfiles import awatch

from regesta.desk.server import Preview
from regesta.kept import digest
from regesta.workspace import face_folder

PORT, TRIED = 8168, 20
SUFFIXES = (".md", ".yaml", ".json", ".csl", ".lock", ".css", ".j2", ".png", ".jpg", ".jpeg", ".webp", ".svg")
ENDING, LOOK = 500, 0.02  # how often one looks for workers at the end, and how many seconds apart
STEP, LONGEST, IDLE = 10, 100, 1000  # ms: of quiet before a look, of a burst of changes, between two looks


class Taken(Exception):
    """A port that another program uses."""


def listening(port: int | None) -> socket.socket:
    """A socket of this machine alone; where no port is wanted, the first that is free."""
    for tried in [port] if port is not None else range(PORT, PORT + TRIED):
        made = socket.socket()
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind(("127.0.0.1", tried or 0))
        except OSError:
            made.close()
            continue
        made.listen(128)
        return made
    raise Taken(f"port {port if port is not None else PORT} is used by another program; say --port")


Signs = dict[Path, tuple[int, int, int]]


def seen(folder: Path, styles: Path) -> Signs:
    """How the files lie before they are read: what is saved while they are is no state that was read."""
    return _signs(_watched(folder, styles))


def _watched(folder: Path, styles: Path) -> list[Path]:
    return [one for one in (folder.resolve(), styles.resolve()) if one.is_dir()]


async def changes(folder: Path, styles: Path, before: Signs) -> AsyncIterator[Iterable[str]]:
    """Paths that were written, made or removed, from the manuscript's folder; the styles' as they lie.

    The watcher only says when to look. It may lose a change that comes while it hands over others, so what
    has changed is found by looking, and somebody looks each second.
    """
    root, watched = folder.resolve(), _watched(folder, styles)
    options = {"step": STEP, "debounce": LONGEST, "rust_timeout": IDLE, "yield_on_timeout": True}
    async for _ in awatch(*watched, **options):  # type: ignore[arg-type]  # numbers and a truth, all in one
        now = _signs(watched)
        changed = {path for path in {*before, *now} if before.get(path) != now.get(path)}
        before = now
        if changed:
            yield {_named(path, root) for path in changed}


def _signs(folders: Iterable[Path]) -> Signs:
    """What tells each state of a file from another: when it was written, how long it is, which file it is."""
    made: Signs = {}
    for folder in folders:
        for at, below, names in os.walk(folder):
            below[:] = [one for one in below if not one.startswith(".")]
            for name in names:
                if name.endswith(SUFFIXES) and not name.startswith("."):
                    with suppress(OSError):
                        found = (file := Path(at, name)).stat()
                        made[file] = (found.st_mtime_ns, found.st_size, found.st_ino)
    return made


def _named(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


# The editor --------------------------------------------------------------------------------------


def editor(asked: str) -> str:
    """The command that opens a line: what was asked for, what is set, or VS Code where it is there."""
    found = asked or os.environ.get("REGESTA_EDITOR", "")
    return found or ("code --goto {file}:{line}" if shutil.which("code") else "")


def opener(folder: Path, command: str) -> Callable[[str, int], str]:
    """Something that opens a line of a text in the editor, without a shell, and says what it did."""

    def opened(path: str, line: int) -> str:
        if not command:
            return f"{path}:{line}"
        file = str(folder.resolve() / path)
        words = [one.replace("{file}", file).replace("{line}", str(line)) for one in shlex.split(command)]
        words = words if "{file}" in command else [*words, file]
        try:
            subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
            )
        except OSError as fault:
            return f"{words[0]}: {fault.strerror}"
        return f"{path}:{line} → {words[0]}"

    return opened


# The server --------------------------------------------------------------------------------------


class _Server(uvicorn.Server):
    """Ends its streams as soon as it is told to stop."""

    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self.preview = preview

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C: no window is waited for."""
        self.preview.windows.end()
        Thread(target=_let_go, daemon=True).start()
        self.force_exit = True
        super().handle_exit(sig, frame)


def _let_go() -> None:
    """End all workers, one too that is only starting: a thread that waits for it would hold the end back."""
    for _ in range(ENDING):
        for child in active_children():
            child.kill()
        time.sleep(LOOK)


def serve(preview: Preview, socket_: socket.socket, started: Callable[[], None]) -> None:
    """Serve until somebody stops it."""
    options = {"log_config": None, "log_level": "critical", "access_log": False, "lifespan": "on"}
    config = uvicorn.Config(preview.app(), timeout_graceful_shutdown=1, **options)  # type: ignore[arg-type]  # plain words
    started()
    with suppress(KeyboardInterrupt):
        _Server(config, preview).run(sockets=[socket_])


def session(folder: Path) -> Path:
    """Where an editor's plug-in finds address and token of the preview of a manuscript."""
    name = digest([str(folder.resolve()).encode()])[:16]
    return face_folder().parents[1] / "preview" / f"{name}.json"


def note(file: Path, address: str, token: str) -> None:
    """Write address and token where only this user can read them."""
    file.parent.mkdir(0o700, parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump({"address": address, "token": token}, out)
