"""The disk, for what is given away: a folder whole or not at all, and never over what is not ours."""

import json
import os
import shutil
from pathlib import Path

from regesta.classroom.asked import LISTING
from regesta.model import Artifact
from regesta.workspace import Unwritable, write


def replaceable(folder: Path) -> None:
    """Raise Unwritable where a folder is neither new nor empty nor, file for file, an earlier release."""
    if not folder.is_dir():
        return
    held = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.is_dir())
    try:
        listed = json.loads((folder / LISTING).read_text("utf-8")) if held else {}
    except (OSError, ValueError):
        listed = {}
    others = [one for one in held if one not in (*listed, LISTING)] if listed else held
    if others:
        message = f"{folder} holds {others[0]}, which is of no release; name a new folder, or take it away"
        raise Unwritable(message)


def replace_folder(folder: Path, artifacts: tuple[Artifact, ...]) -> None:
    """A folder, whole or not at all, in the place of one that `replaceable` lets go."""
    replaceable(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft, old = (folder.with_name(f".{folder.name}.{os.getpid()}.{one}") for one in ("new", "old"))
    try:
        write(draft, artifacts)
        if folder.is_dir():
            folder.replace(old)
        draft.replace(folder)
    finally:
        if not folder.is_dir() and old.is_dir():
            old.replace(folder)
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
