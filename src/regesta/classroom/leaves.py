"""A sheet for a browser: one file that loads nothing, so that it works from a stick and in an e-mail."""

from dataclasses import replace

from regesta.classroom.sheets import BUILD, Desk
from regesta.kept import digest
from regesta.model import Artifact
from regesta.pages import typeset


def leaf(desk: Desk, key: str) -> Artifact:
    """The student's sheet of a source as a page of the web; a key never is one."""
    section = replace(desk.source(key, "student").value, kind="leaf")
    made = typeset(
        section, replace(desk.setting, audience="student"), look="web", style=desk.leaf_style
    ).xhtml
    named = made.replace(BUILD, digest([made.encode()])[:8]).lstrip()
    return Artifact(f"handouts/student/{key}.html", named.encode())
