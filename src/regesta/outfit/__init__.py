"""A new manuscript, and what an editor's programs need beside one: file by path; no I/O.

The texts lie in `manuscript/` and `desk/` beside this file; what stands there between `<<` and `>>` is
filled in.
"""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from regesta.outfit.snippets import snippets
from regesta.registers import FILES

HOLE = re.compile(r"<<(\w+)>>")
SCHEMAS = ".vscode/schemas"
TABLES = ("book.yaml", "events.yaml", "index.yaml", *FILES)
DESK = {
    ".vscode/tasks.json": "tasks.json",
    ".pre-commit-config.yaml": "pre-commit.yaml",
    ".github/workflows/book.yml": "book.yml",
    ".gitignore": "gitignore",
}  # file: its text in `desk/`


class Place(NamedTuple):
    """Where the work is done: the manuscript's folder as seen from there, and the command's name."""

    manuscript: str  # "." where it is the same folder
    command: str
    version: str


def manuscript(texts: Mapping[str, str], facts: Mapping[str, str]) -> dict[str, str]:
    """A new manuscript, by path inside it."""
    return {path: _filled(text, facts) for path, text in texts.items()}


def desk(texts: Mapping[str, str], place: Place) -> dict[str, str]:
    """What stands beside a manuscript, by path from where the work is done."""
    here = place.manuscript == "."
    facts = {
        "manuscript": place.manuscript,
        "root": "${workspaceFolder}" if here else f"${{workspaceFolder}}/{place.manuscript}",
        "files": r"\.(md|yaml|json)$" if here else f"^{re.escape(place.manuscript)}/",
        "command": place.command,
        "version": place.version,
    }
    made = {path: _filled(texts[name], facts) for path, name in DESK.items()}
    made[".vscode/settings.json"] = _json(_settings(place.manuscript))
    made[".vscode/regesta.code-snippets"] = _json(snippets())
    return made


def _settings(folder: str) -> dict[str, object]:
    """Which schema describes which table, for what completes YAML."""
    schemas = {
        f"./{SCHEMAS}/{path.rpartition('/')[2].removesuffix('.yaml')}.schema.json": [
            path if folder == "." else f"{folder}/{path}"
        ]
        for path in TABLES
    }
    return {"yaml.schemas": schemas, "[markdown]": {"editor.wordWrap": "on", "editor.quickSuggestions": True}}


def _filled(text: str, facts: Mapping[str, str]) -> str:
    return HOLE.sub(lambda hole: facts[hole[1]], text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
