"""The house's faces: static instances cut from the variable fonts of the pip packages.

Set-up, not a pass: `cut` reads the packages and `make` writes files, once for each machine, because a
variable file would be embedded anew for every size. No pass imports this module. `make` is run by
`python -m regesta.faces`, and by the workspace where a face is missing; the passes get the bytes.

Every family bears a name of its own, so that none is taken for an installed Literata, and the reserved
name "Source" stays with its makers, as the Open Font License asks. Never call a family "Sans" or "Serif":
fontconfig takes those for its own generic names and puts another face in their place without a word.
"""

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

LITERATA, SOURCE_SANS, JETBRAINS_MONO = "fontpkg_literata", "fontpkg_source_sans_3", "fontpkg_jetbrains_mono"
ATKINSON = "fontpkg_atkinson_hyperlegible"

# Records of the `name` table, by their numbers in the OpenType specification; the last four of those
# renamed are further forms of the family and style, which a static face does not need.
_FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_REAL_FAMILY, _REAL_STYLE = 16, 17
_RENAMED = (_FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT, _REAL_FAMILY, _REAL_STYLE, 18, 21, 22, 25)
_WINDOWS_UNICODE_ENGLISH = (3, 1, 0x409)
# The only styles that names 1 and 2 can tell apart; every other weight needs 16 and 17 as well.
_FOUR_STYLES = frozenset({"Regular", "Italic", "Bold", "Bold Italic"})
_BOLD_FROM = 700
PACKER = "fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"
# Bits of OS/2.fsSelection and of head.macStyle.
_OS2_ITALIC, _OS2_BOLD, _OS2_REGULAR = 1 << 0, 1 << 5, 1 << 6
_HEAD_BOLD, _HEAD_ITALIC = 1 << 0, 1 << 1


@dataclass(frozen=True, slots=True)
class Face:
    """One static face: where it is cut from, at which point of the axes, and what it is then called."""

    package: str
    source: str
    axes: tuple[tuple[str, float], ...]
    family: str
    style: str

    @property
    def postscript(self) -> str:
        """The name without spaces by which a PDF knows the face."""
        return f"{self.family}-{self.style}".replace(" ", "")

    @property
    def file(self) -> str:
        """The name of the file that holds the face."""
        return f"{self.postscript}.ttf"

    @property
    def weight(self) -> int:
        """The weight that a stylesheet asks for."""
        return int(dict(self.axes)["wght"])

    @property
    def italic(self) -> bool:
        """Whether the face leans."""
        return self.style.endswith("Italic")


def _literata(family: str, style: str, optical_size: float, weight: float) -> Face:
    """A face of Literata, drawn for one size of print."""
    source = "Literata-Italic[opsz,wght].ttf" if style.endswith("Italic") else "Literata[opsz,wght].ttf"
    return Face(LITERATA, source, (("opsz", optical_size), ("wght", weight)), family, style)


def _sans(style: str, weight: float) -> Face:
    """A face of Source Sans 3, which has one drawing for all sizes."""
    source = "SourceSans3-Italic[wght].ttf" if style.endswith("Italic") else "SourceSans3[wght].ttf"
    return Face(SOURCE_SANS, source, (("wght", weight),), "Regesta Sans", style)


def _easy(style: str, weight: float) -> Face:
    """A face of Atkinson Hyperlegible, whose letters are hard to take for one another; never variable."""
    source = f"AtkinsonHyperlegible-{style.replace(' ', '')}.ttf"
    return Face(ATKINSON, source, (("wght", weight),), "Regesta Easy", style)


FACES = (
    _literata("Regesta Text", "Regular", 12, 400),
    _literata("Regesta Text", "Italic", 12, 400),
    _literata("Regesta Text", "SemiBold", 12, 600),
    _literata("Regesta Text", "Bold", 12, 700),
    _literata("Regesta Text", "Bold Italic", 12, 700),
    _literata("Regesta Display", "Regular", 36, 400),
    _literata("Regesta Display", "Italic", 36, 400),
    _literata("Regesta Display", "Medium", 36, 500),
    _sans("Regular", 400),
    _sans("Italic", 400),
    _sans("SemiBold", 600),
    _sans("Bold", 700),
    Face(JETBRAINS_MONO, "JetBrainsMono[wght].ttf", (("wght", 400),), "Regesta Mono", "Regular"),
    _easy("Regular", 400),
    _easy("Italic", 400),
    _easy("Bold", 700),
    _easy("Bold Italic", 700),
)


def cut(face: Face) -> bytes:
    """The face as a TrueType file, always the same bytes: its date is that of the variable original."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - every build imports this room, and seldom cuts
    from fontTools.varLib import instancer  # noqa: PLC0415

    original = (files(face.package) / "files" / face.source).read_bytes()
    font = TTFont(BytesIO(original), recalcTimestamp=False)
    font.cfg[PACKER] = False  # HarfBuzz packs the same tables in ways that differ from run to run
    if "fvar" in font:
        instancer.instantiateVariableFont(font, dict(face.axes), inplace=True)
    for table in ("STAT", "DSIG"):  # axes that are gone, and a signature of other bytes
        if table in font:
            del font[table]
    _rename(font, face)
    _mark(font, face)
    static = BytesIO()
    font.save(static)
    return static.getvalue()


def _rename(font: "TTFont", face: Face) -> None:
    """Give the font its own names; copyright, trademark and licence stay as their owners wrote them."""
    plain = face.style in _FOUR_STYLES
    names = {
        _FAMILY: face.family if plain else f"{face.family} {face.style}",
        _STYLE: face.style if plain else "Regular",
        _UNIQUE: f"{version(face.package)};{face.postscript}",
        _FULL: f"{face.family} {face.style}",
        _POSTSCRIPT: face.postscript,
    }
    if not plain:
        names |= {_REAL_FAMILY: face.family, _REAL_STYLE: face.style}
    table = font["name"]
    for number in _RENAMED:
        table.removeNames(nameID=number)
    for number, name in names.items():
        table.setName(name, number, *_WINDOWS_UNICODE_ENGLISH)
    table.removeUnusedNames(font)


def _mark(font: "TTFont", face: Face) -> None:
    """Say the weight and slant in the fields where programs look, the originals' defaults being others."""
    bold = face.weight >= _BOLD_FROM
    wanted = (_OS2_ITALIC * face.italic) | (_OS2_BOLD * bold) or _OS2_REGULAR
    os2 = font["OS/2"]
    os2.usWeightClass = face.weight
    os2.fsSelection = os2.fsSelection & ~(_OS2_ITALIC | _OS2_BOLD | _OS2_REGULAR) | wanted
    font["head"].macStyle = (_HEAD_BOLD * bold) | (_HEAD_ITALIC * face.italic)


def digest() -> str:
    """Names everything the faces depend on: this module with its table, the originals, the cutter."""
    packages = sorted({face.package for face in FACES} | {"fonttools"})
    versions = " ".join(f"{package}=={version(package)}" for package in packages)
    return sha256(Path(__file__).read_bytes() + versions.encode()).hexdigest()[:16]


def notices() -> Mapping[str, str]:
    """The Open Font License of each family, by file name: whoever ships a face ships its notice."""
    packages = sorted({face.package for face in FACES})
    texts = [(files(package) / "LICENSE").read_text(encoding="utf-8") for package in packages]
    names = [f"OFL-{package.removeprefix('fontpkg_')}.txt" for package in packages]
    return dict(zip(names, texts, strict=True))


def home() -> Path:
    """The user's folder for exactly these faces; another version of anything has another folder."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    cache = named if named.is_absolute() else Path.home() / ".cache"
    return cache / "regesta" / "faces" / digest()


def make(folder: Path, report: Callable[[str], None]) -> None:
    """Cut into `folder` every face that it lacks, on all processors, and say which.

    Two processes may do this at once: each file appears whole, by renaming, and both write the same bytes.
    """
    missing = [face for face in FACES if not (folder / face.file).exists()]
    if not missing:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in notices().items():
        _write(folder / name, text.encode())
    # Spawned, not forked: the caller may run threads. No garbage is collected: fontTools makes millions
    # of small objects that live as long as the font, and looking through them costs a quarter of the time.
    workers = min(len(missing), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=gc.disable) as pool:
        jobs = {pool.submit(_make_one, face, folder): face for face in missing}
        for number, job in enumerate(as_completed(jobs), start=1):
            job.result()
            report(f"{number} of {len(missing)} faces cut: {jobs[job].family} {jobs[job].style}")


def _make_one(face: Face, folder: Path) -> None:
    """Cut one face to its file, in a worker."""
    _write(folder / face.file, cut(face))
    gc.collect()  # between two fonts, where it is cheap


def _write(path: Path, data: bytes) -> None:
    """Write a file that others see whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as new:
        new.write(data)
    mode = 0o644  # the temporary file is for its owner only; a cache in a container is for every user
    Path(new.name).chmod(mode)
    Path(new.name).replace(path)


if __name__ == "__main__":
    make(home(), lambda line: print(line, file=sys.stderr, flush=True))
