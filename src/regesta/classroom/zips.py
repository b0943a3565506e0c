"""Files of one kind of readers in one file."""

from collections.abc import Sequence

from regesta.model import Artifact
from regesta.zips import packed


def zipped(path: str, files: Sequence[Artifact]) -> Artifact:
    """The files, without their folders, in one."""
    data = packed((one.path.rsplit("/", 1)[-1], one.content) for one in files)
    return Artifact(path, data, sum(one.pages for one in files))
