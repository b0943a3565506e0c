"""A preview from its beginning to its end: read, listen, serve, and leave nothing behind."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from regesta.desk import surroundings
from regesta.desk.reading import Reading
from regesta.desk.server import Preview
from regesta.desk.shell import Shell
from regesta.themes import house
from regesta.workspace import kept, read_faces


class Wish(NamedTuple):
    """What the command was told."""

    manuscript: Path
    texts: Path | None
    port: int | None
    editor: str


def run(wish: Wish, tell: Callable[[str], None], ready: Callable[[str], None]) -> None:
    """Serve until somebody stops it; `ready` is told the address. Raises Taken where the port is not free."""
    folder = wish.manuscript
    before = surroundings.seen(folder, house())
    reading, faces, store = Reading(folder, wish.texts), read_faces(tell), kept()
    socket = surroundings.listening(wish.port)
    opened = surroundings.opener(folder, surroundings.editor(wish.editor))
    shell = Shell(folder, faces, kept=store)
    Thread(target=store.prune, daemon=True).start()  # of what earlier days left; nobody waits for it
    made = Preview(reading, shell, opened, lambda: surroundings.changes(folder, house(), before))
    address = f"http://127.0.0.1:{socket.getsockname()[1]}/"
    note = surroundings.session(folder)

    def started() -> None:
        surroundings.note(note, address, made.token)
        ready(address)

    try:
        surroundings.serve(made, socket, started)
    finally:
        note.unlink(missing_ok=True)
