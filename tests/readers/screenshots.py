"""Screenshots of the EPUB of `manuscript/` at three widths, light and dark, into `build/screenshots`."""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tests import readers

ROOT = Path(__file__).parents[2]
OUT = ROOT / "build" / "screenshots"


def main() -> int:
    """The exit status: 1 where something runs over the edge."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = [sys.executable, "-m", "regesta", "build", str(ROOT / "manuscript"), "--out", name, "-q"]
        subprocess.run([*build, "--format", "epub"], check=True)
        (book,) = folder.glob("*.epub")
        with zipfile.ZipFile(book) as archive:
            archive.extractall(folder / "book")
        documents = sorted(one.name for one in (folder / "book" / "EPUB").glob("*.xhtml"))
        made = readers.node("screenshots.mjs", folder / "book" / "EPUB", OUT, *documents, folder=folder)
    over = [shot for shot, wide in made if wide]
    print(f"{len(made)} screenshots in {OUT.relative_to(ROOT)}; over the edge: {', '.join(over) or 'none'}")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
