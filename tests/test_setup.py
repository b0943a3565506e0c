"""The set-up: locks that any machine can use, pins with reasons, a tidy top level, commands that exist."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
# What the top level may hold; anything else has a home below one of these.
TOP_LEVEL = {
    *("pyproject.toml", "README.md", "manuscript", "styles", "src", "build", "tests", "docs"),
    *("Makefile", "requirements.lock", "LICENSE", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"),
    *("CHANGELOG.md", "Containerfile", ".ci", ".gitignore", ".pre-commit-config.yaml"),
}
TARGETS = {
    "help",
    "book",
    "test",
    "test-core",
    "proof",
    "bench",
    "lint",
    "bless",
    "lock",
    "clean",
    "screenshots",
}
# What would tie a lock to the machine or the network that it was made in.
LOCAL = re.compile(
    r"https?:|find-links|index-url|file:|pypi|pythonh[o]sted|npmj[s]|(?:^|[\s\"'=@])(?:~?/|[A-Za-z]:[\\/])\w",
    re.IGNORECASE | re.MULTILINE,
)
PIN = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.]+)")


def tracked() -> list[str]:
    """Every file that is, or is about to be, in the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


def locks() -> list[str]:
    """All lock files, of Python and of Node."""
    return [name for name in tracked() if name.endswith(("requirements.lock", "package-lock.json"))]


def pins(lock: str) -> dict[str, str]:
    """Package and version of each requirement of a lock."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return dict(match.groups() for line in lines if (match := PIN.match(line)))


def normal(name: str) -> str:
    """A package's name as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def recipe(target: str) -> list[str]:
    """The commands of one target, as they stand in the Makefile."""
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    return [line.strip() for line in found[1].splitlines()] if found else []


def commands() -> set[str]:
    """The targets that `make help` lists."""
    return set(re.findall(r"^([a-z-]+):.*## \S", MAKEFILE, re.MULTILINE))


def test_there_are_locks_for_the_book_and_for_the_tests() -> None:
    assert {"requirements.lock", "tests/requirements.lock"} <= set(locks())


@pytest.mark.parametrize("lock", locks())
def test_a_lock_names_no_place(lock: str) -> None:
    found = LOCAL.search((ROOT / lock).read_text(encoding="utf-8"))
    assert not found, f"{lock} holds {found!r}"


@pytest.mark.parametrize(
    "line",
    [
        "foo @ file:///home/foo.whl",
        "--find-links wheels",
        "foo @ /home/me/foo.whl",
        '"resolved": "https://host/foo.tgz"',
        "-e C:\\foo",
        "~/wheels/foo.whl",
    ],
)
def test_a_place_would_be_found(line: str) -> None:
    assert LOCAL.search(line)


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock"])
def test_every_requirement_is_pinned_with_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        assert PIN.match(line), line
        assert "--hash=sha256:" in line, line


def test_the_tests_use_what_the_book_uses() -> None:
    assert pins("requirements.lock").items() <= pins("tests/requirements.lock").items()


def test_every_dependency_is_pinned_and_locked() -> None:
    locked = pins("requirements.lock")
    for wanted in tomllib.loads(PROJECT)["project"]["dependencies"]:
        match = PIN.fullmatch(wanted)
        assert match, f"{wanted} is not pinned"
        assert locked[normal(match[1])] == match[2]


def test_every_other_dependency_is_pinned() -> None:
    project = tomllib.loads(PROJECT)
    optional = project["project"].get("optional-dependencies", {}).values()
    tools = (ROOT / "tests/requirements.in").read_text(encoding="utf-8").splitlines()
    tools = [line.partition("#")[0].strip() for line in tools]
    for wanted in [
        *project["build-system"]["requires"],
        *(one for group in optional for one in group),
        *tools,
    ]:
        assert not wanted or PIN.fullmatch(wanted), f"{wanted} is not pinned"


def test_every_dependency_has_its_reason() -> None:
    lines = PROJECT.splitlines()
    project = tomllib.loads(PROJECT)["project"]
    optional = project.get("optional-dependencies", {}).values()
    for wanted in [*project["dependencies"], *(one for group in optional for one in group)]:
        at = next(number for number, line in enumerate(lines) if f'"{wanted}"' in line)
        beside = lines[at].partition("#")[2].strip()
        above = lines[at - 1].strip()
        assert beside or (above.startswith("#") and lines[at].rstrip().endswith("]")), f"why {wanted}?"


def test_continuous_integration_runs_the_tests_and_nothing_else() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    said = [line for line in script if line and not line.startswith(("#", "set ", "cd "))]
    assert said == ["make test"]
    assert "set -euo pipefail" in script


def test_the_top_level_is_tidy() -> None:
    strangers = {name.partition("/")[0] for name in tracked()} - TOP_LEVEL
    assert not strangers


def test_nothing_that_is_built_is_kept() -> None:
    assert not [name for name in tracked() if name.startswith("build/") and name != "build/.gitkeep"]


def test_make_knows_its_commands() -> None:
    phony = re.findall(r"^\.PHONY:(.*)", MAKEFILE, re.MULTILINE)[0].split()
    assert commands() >= TARGETS
    assert commands() == set(phony)


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md"])
def test_a_paper_names_only_commands_that_exist(paper: str) -> None:
    path = ROOT / paper
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    named = set(re.findall(r"(?:^\s*(?:\$ )?|`)make ([a-z][a-z-]*)", text, re.MULTILINE))
    assert named <= commands()


def test_the_licence_is_the_one_that_ebooklib_came_with() -> None:
    shipped = next(file for file in distribution("EbookLib").files or () if file.name == "LICENSE.txt")
    ours = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert ours.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE\n")
    assert ours == shipped.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", recipe("lint"))
def test_the_house_is_in_order(command: str) -> None:
    here = Path(sys.executable).parent
    words = command.replace("$(BIN)", str(here)).replace("$(VENV)", str(here.parent)).split(" ")
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
