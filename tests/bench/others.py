"""Other ways from the same chapters to a PDF, where they are installed: pandoc with Typst or XeLaTeX.

They set the bare text, without index, chronology, numbered sentences or tags, so they are no measure; they
tell where the field stands.
"""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.bench.measure import Run, run

TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


def measured(book: Path, folder: Path) -> dict[str, Run]:
    """A run of each that is there."""
    found: dict[str, Run] = {}
    chapters = [str(one) for one in sorted((book / "chapters").glob("*.md"))]
    whole = folder / "whole.md"
    bodies = (Path(one).read_text("utf-8").split("\n---\n", 1)[-1] for one in chapters)
    whole.write_text("\n\n".join(bodies), "utf-8")
    if find_spec("typst"):
        text, pdf = folder / "whole.typ", folder / "typst.pdf"
        first = run([sys.executable, "-c", _pandoc("typst", whole, text)], {})
        second = run([sys.executable, "-c", TYPST, str(text), str(pdf)], {})
        found["pandoc + Typst"] = _both(first, second)
    if shutil.which("xelatex"):
        text = folder / "whole.tex"
        first = run([sys.executable, "-c", _pandoc("latex", whole, text)], {})
        command = ["xelatex", "-interaction=batchmode", f"-output-directory={folder}", str(text)]
        found["pandoc + XeLaTeX, twice"] = _both(first, _both(run(command, {}), run(command, {})))
    return found


def _pandoc(to: str, source: Path, target: Path) -> str:
    options = "format='markdown', extra_args=['-s', '--toc']"
    files = f"{str(source)!r}, {to!r}, outputfile={str(target)!r}"
    return f"import pypandoc; pypandoc.convert_file({files}, {options})"


def _both(first: Run, second: Run) -> Run:
    return Run(first.wall + second.wall, first.cpu + second.cpu, max(first.memory, second.memory))
