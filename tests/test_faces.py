"""The faces: cut alike every time, named for what they are, and holding the letters of our sources."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from regesta import faces
from regesta.faces import FACES, Face

MONO = next(face for face in FACES if face.family == "Regesta Mono")
CZECH_AND_SLOVAK = "áäčďéěíĺľňóôŕřšťúůýž"
RUSSIAN_AND_UKRAINIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"
PUNCTUATION = "„“”‚‘’«»–—…§†‡№½×−\u00a0\u2009"
GENERIC = {"serif", "sans", "sans-serif", "mono", "monospace", "cursive", "fantasy", "system-ui"}


@pytest.fixture(scope="session")
def folder() -> Path:
    """The faces that set-up has cut on this machine."""
    home = faces.home()
    faces.make(home, print)
    return home


@pytest.fixture
def face(request: pytest.FixtureRequest) -> Face:
    return request.param


@pytest.fixture
def font(folder: Path, face: Face) -> Iterator[TTFont]:
    with TTFont(folder / face.file) as opened:
        yield opened


def each(of: Iterable[Face] = FACES) -> pytest.MarkDecorator:
    """Run a test once for each face; its font comes with it."""
    return pytest.mark.parametrize("face", list(of), ids=lambda face: face.postscript, indirect=True)


def roman(face: Face) -> Face:
    """The upright regular face of the same family."""
    return next(other for other in FACES if other.family == face.family and other.style == "Regular")


def test_cutting_twice_gives_the_same_bytes(folder: Path) -> None:
    again = faces.cut(MONO)
    assert again == faces.cut(MONO)
    assert again == (folder / MONO.file).read_bytes()


def test_the_table_holds_the_faces_that_the_styles_ask_for() -> None:
    asked: dict[str, set[tuple[int, bool]]] = {}
    for face in FACES:
        asked.setdefault(face.family, set()).add((face.weight, face.italic))
    assert asked == {
        "Regesta Text": {(400, False), (400, True), (600, False), (700, False), (700, True)},
        "Regesta Display": {(400, False), (400, True), (500, False)},
        "Regesta Sans": {(400, False), (400, True), (600, False), (700, False)},
        "Regesta Mono": {(400, False)},
        "Regesta Easy": {(400, False), (400, True), (700, False), (700, True)},
    }
    assert len({face.file for face in FACES}) == len(FACES)


def test_no_family_has_a_name_that_fontconfig_keeps_for_itself() -> None:
    assert not {face.family.lower() for face in FACES} & GENERIC


@each()
def test_a_face_bears_its_own_names(face: Face, font: TTFont) -> None:
    names = font["name"]
    assert names.getBestFamilyName() == face.family
    assert names.getBestSubFamilyName() == face.style
    assert names.getDebugName(6) == face.postscript
    for number in (1, 3, 4, 6, 16, 25):
        for reserved in ("Literata", "Source", "JetBrains", "Atkinson"):
            assert reserved not in (names.getDebugName(number) or "")


@each()
def test_a_face_says_its_weight_and_slant(face: Face, font: TTFont) -> None:
    selection, style = font["OS/2"].fsSelection, font["head"].macStyle
    bold = face.weight >= 700
    assert font["OS/2"].usWeightClass == face.weight
    assert (bool(selection & 1), bool(selection & 1 << 5)) == (face.italic, bold)
    assert bool(selection & 1 << 6) == (not face.italic and not bold)
    assert (bool(style & 2), bool(style & 1)) == (face.italic, bold)


@each()
def test_a_face_is_static_and_keeps_its_licence(font: TTFont) -> None:
    assert not {"fvar", "gvar", "avar", "STAT", "HVAR", "MVAR"} & set(font.keys())
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert "Copyright" in font["name"].getDebugName(0) or "©" in font["name"].getDebugName(0)
    assert font["OS/2"].fsType == 0, "may be embedded"


@each(face for face in FACES if face.weight > 400 and not face.italic)
def test_a_heavier_face_is_drawn_heavier(face: Face, font: TTFont, folder: Path) -> None:
    def stem(of: TTFont) -> int:
        outline = of["glyf"]["l"]
        return int(outline.xMax - outline.xMin)

    with TTFont(folder / roman(face).file) as regular:
        assert stem(font) > stem(regular)


@each(face for face in FACES if face.family != "Regesta Easy")  # the sans stands in for what that lacks
def test_a_face_holds_the_letters_of_our_sources(face: Face, font: TTFont) -> None:
    letters = CZECH_AND_SLOVAK + RUSSIAN_AND_UKRAINIAN
    wanted = letters + letters.upper() + (PUNCTUATION if face.family == "Regesta Text" else "")
    lacking = {sign for sign in wanted if ord(sign) not in font.getBestCmap()}
    assert not lacking


@each(face for face in FACES if face.package == faces.LITERATA)
def test_the_text_face_keeps_small_capitals_and_figures(font: TTFont) -> None:
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"smcp", "onum", "lnum", "tnum", "pnum", "locl"} <= features
    assert "kern" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


def test_making_cuts_only_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "FACES", (MONO,))
    said: list[str] = []
    faces.make(tmp_path / "new", said.append)
    made = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert made == ["OFL-jetbrains_mono.txt", MONO.file], "whole files only, with the licence"
    assert said == ["1 of 1 faces cut: Regesta Mono Regular"]
    faces.make(tmp_path / "new", said.append)
    assert len(said) == 1


def test_every_family_has_its_notice() -> None:
    assert len(faces.notices()) == len({face.package for face in FACES})
    assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in faces.notices().values())


def test_the_folder_is_the_users_and_named_by_the_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert faces.home() == tmp_path / "regesta" / "faces" / faces.digest()
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/to/be/ignored")
    assert faces.home().is_relative_to(Path.home())


def test_the_digest_follows_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    before = faces.digest()
    monkeypatch.setattr(faces, "version", lambda _package: "0")
    assert faces.digest() != before
