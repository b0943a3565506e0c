"""Files of one kind of readers in one file; the same files give the same bytes."""

import io
import zipfile
from collections.abc import Sequence

from regesta.model import Artifact

DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say, as no clock is asked


def zipped(path: str, files: Sequence[Artifact]) -> Artifact:
    """The files, without their folders, in one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            info = zipfile.ZipInfo(one.path.rsplit("/", 1)[-1], DAY)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, one.content)
    return Artifact(path, out.getvalue(), sum(one.pages for one in files))
