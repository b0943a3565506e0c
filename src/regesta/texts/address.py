"""The address of a witness: whether it may be used, where its file lies, and whether it names a version."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath
from urllib.parse import SplitResult, urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")
VERSION = re.compile(r"/[0-9a-f]{40}/|/[0-9a-f]{64}/|/v?\d+(?:\.\d+)+/|\d{4}-\d{2}-\d{2}")
SAFE = re.compile(r"[^A-Za-z0-9._-]")
LONGEST = 120  # signs of a part of a path that a disk takes
EXTRACT = "-extract"  # FILE-extract.xml in an archive holds some documents of FILE.xml


def is_path(address: str) -> bool:
    """Whether it is a file of the manuscript and no address on the web."""
    return "://" not in address and not address.startswith("//")


def refused(address: str, hosts: Collection[str]) -> str:
    """Why an address may not be used, or nothing; said so that it can follow the address."""
    if is_path(address):
        parts = PurePosixPath(address).parts
        outside = address.startswith(("/", "~")) or ".." in parts or "\\" in address or ":" in address
        return "leads out of the manuscript" if outside else ""
    try:
        split = urlsplit(address)
        host = split.hostname or ""
        split.port  # noqa: B018 - asks whether it is a number
    except ValueError:
        return "is no address"
    if split.scheme != "https" and not (split.scheme == "http" and host in LOOPBACK):
        return "is not reached by https"
    if split.username is not None or split.password is not None:
        return "holds a name or a password"
    return "" if host in hosts else f'lies on the host "{host}", which book.yaml does not name'


def versioned(address: str) -> bool:
    """Whether the address names a commit, a version or a day, so that it will mean the same text for ever."""
    return is_path(address) or (urlsplit(address).hostname or "") in LOOPBACK or bool(VERSION.search(address))


def home(address: str) -> str:
    """Where a fetched file lies in a folder of texts: its host and its path, every sign a plain one."""
    split = urlsplit(address)
    parts = [split.hostname or "", *_path(split)]
    return "/".join(SAFE.sub("_", part)[-LONGEST:] for part in parts)


def candidates(address: str) -> tuple[str, ...]:
    """Where an archive may have it: by host and path, by ever less of the path, by name, as an extract."""
    parts = list(PurePosixPath(address).parts) if is_path(address) else home(address).split("/")
    names = ["/".join(parts[n:]) for n in range(len(parts))]
    file = PurePosixPath(parts[-1])
    return (*names, f"{file.stem}{EXTRACT}{file.suffix}")


def file_name(address: str) -> str:
    """What a reader calls the file."""
    return candidates(address)[-2]


def _path(split: SplitResult) -> list[str]:
    parts = [part for part in split.path.split("/") if part not in ("", ".", "..")] or ["index.xml"]
    return [*parts[:-1], f"{parts[-1]}_{split.query}" if split.query else parts[-1]]
