"""Brings one file from the web, for `regesta fetch`: the only room that uses the network.

By urllib of the standard library: it knows the proxies of schools and offices and needs no dependency. Only
https (plain http to this very machine, for tests), only hosts that the book names, redirects included, no
cookies, no more than the bytes that were allowed. What broke off is taken up where it broke off if the
server says that it is the same version. Clock, chance and waiting come from outside.
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, IncompleteRead
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from regesta import __version__
from regesta.archive import Part
from regesta.texts.address import LOOPBACK, refused

AGENT = f"regesta/{__version__} (+documentary editing)"
CHUNK = 65_536
OK, PARTIAL, BEYOND = 200, 206, 416
PASSING = (408, 425, 429, 500, 502, 503, 504)  # statuses after which a server may be asked again
REDIRECTS = range(300, 400)
SLOWEST = 60.0  # seconds; longer than that no wait lasts, whatever a server wishes


class Lack(NamedTuple):
    """Why a file could not be had."""

    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """Whom to ask, how much to take, how often to try, how long to wait for an answer or for the whole."""

    hosts: tuple[str, ...]
    largest: int
    tries: int = 5
    patience: float = 30.0
    longest: float = 1800.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Time and chance, which tests replace."""

    wait: Callable[[float], None]
    clock: Callable[[], float]
    chance: Callable[[], float]


class _Final(Exception):
    """Another try would end in the same way."""

    def __init__(self, lack: Lack) -> None:
        super().__init__(lack.message)
        self.lack = lack


class _Again(_Final):
    """Another try may do; `after` is what the server asked to wait."""

    def __init__(self, lack: Lack, after: float = 0.0) -> None:
        super().__init__(lack)
        self.after = after


def fetch(address: str, part: Part, rules: Rules, pace: Pace, tell: Callable[[str], None]) -> Lack | None:
    """Bring the file into `part`; what lacks where it cannot be had, and then nothing is left of it."""
    lack, after, until = Lack("FET001", ""), 0.0, pace.clock() + rules.longest
    try:
        for n in range(rules.tries):
            if n:
                pause = max(after, min(SLOWEST / 2, 2.0**n) * (0.5 + pace.chance() / 2))
                tell(f"{lack.message}; trying again")
                pace.wait(pause)
            try:
                _attempt(address, part, rules, lambda: pace.clock() > until, tell)
            except _Again as again:
                lack, after = again.lack, again.after
            else:
                return None
    except _Final as stop:
        lack = stop.lack
    part.drop()
    return lack


def _attempt(
    address: str, part: Part, rules: Rules, late: Callable[[], bool], tell: Callable[[str], None]
) -> None:
    try:
        with _opener(address, rules.hosts).open(_request(address, part), timeout=rules.patience) as answer:
            total = _begun(answer, part, rules.largest)
            while more := answer.read1(CHUNK):  # what is there; a server that drips holds nobody up
                part.add(more)
                _measured(part.size, rules.largest)
                tell(f"{address}: {part.size:,} bytes" + (f" of {total:,}" if total else ""))
                if late():
                    raise _Final(Lack("FET001", f"the file did not come within {rules.longest:.0f} seconds"))
    except HTTPError as error:
        with error:
            raise _status(error, part) from None
    except IncompleteRead:
        raise _Again(_broken(part.size, "an unknown number of")) from None
    except (URLError, OSError, HTTPException) as error:
        raise _unreached(error) from None
    if total and part.size < total:
        raise _Again(_broken(part.size, total))


def _broken(size: int, total: int | str) -> Lack:
    hint = "try again later; the line or the server breaks off"
    return Lack("FET005", f"{size} of {total} bytes came, and then no more", hint)


def _request(address: str, part: Part) -> Request:
    headers = {"User-Agent": AGENT, "Accept": "application/xml, text/xml, */*", "Accept-Encoding": "identity"}
    if part.size and part.tag:
        headers |= {"Range": f"bytes={part.size}-", "If-Range": part.tag}
    return Request(address, headers=headers)


def _begun(answer: Any, part: Part, largest: int) -> int:
    """What the answer says before its bytes come: how long the whole is, 0 where it does not say."""
    coded = answer.headers.get("Content-Encoding", "identity").lower()
    if coded != "identity":
        raise _Final(Lack("FET005", f"the file came packed by {coded}, which nobody asked for"))
    length = answer.headers.get("Content-Length", "")
    told = answer.headers.get("Content-Range", "")
    if answer.status != PARTIAL or not told.startswith(f"bytes {part.size}-"):
        if answer.status == PARTIAL:
            part.begin("")
            raise _Again(Lack("FET005", "the server sent another part than was asked for"))
        part.begin(_tag(answer.headers))
    total = part.size + int(length) if length.isdigit() else 0
    _measured(total, largest)
    return total


def _measured(size: int, largest: int) -> None:
    if size > largest:
        hint = "look whether it is the right file; largest_text in book.yaml allows more"
        raise _Final(Lack("FET004", f"the file has more than {largest} bytes", hint))


def _tag(headers: HTTPMessage) -> str:
    """What names this very version, byte for byte: a weak tag does not."""
    tag = headers.get("ETag", "")
    return "" if tag.startswith("W/") else tag or headers.get("Last-Modified", "")


def _status(error: HTTPError, part: Part) -> _Final:
    if error.code == BEYOND:
        part.begin("")
        return _Again(Lack("FET005", "the server no longer has the part that was asked for"))
    if error.code in REDIRECTS:
        return _Final(Lack("FET003", "the server sends from place to place without end"))
    lack = Lack("FET002", f"the server answers {error.code} {error.reason}", "open the address in a browser")
    after = error.headers.get("Retry-After", "") if error.headers else ""
    wished = min(SLOWEST, float(after)) if after.isdigit() else 0.0
    return _Again(lack, wished) if error.code in PASSING else _Final(lack)


def _unreached(error: Exception) -> _Final:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        hint = "a filter of your network may stand between; do not pass it by"
        return _Final(Lack("FET001", f"the server does not prove who it is: {cause.verify_message}", hint))
    said = str(cause) or type(cause).__name__
    return _Again(Lack("FET001", f"no answer: {said}", "is there a line, and may it reach this host?"))


# Opening -------------------------------------------------------------------------------------------


class _Redirects(HTTPRedirectHandler):
    """Follows where the book allows it, five times at most."""

    max_redirections = 5

    def __init__(self, hosts: tuple[str, ...]) -> None:
        self.hosts = hosts

    def redirect_request(  # noqa: PLR0913, PLR0917 - the arguments are urllib's
        self, req: Request, fp: Any, code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if reason := refused(newurl, self.hosts):
            raise _Final(Lack("FET003", f'the server sends on to "{newurl}", which {reason}'))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(address: str, hosts: tuple[str, ...]) -> OpenerDirector:
    """No handler but those that are needed: no files, no ftp; nobody outside sends us to this machine."""
    own = (urlsplit(address).hostname or "") in LOOPBACK
    opener = OpenerDirector()
    opener.add_handler(ProxyHandler({} if own else None))
    for handler in (HTTPHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor()):
        opener.add_handler(handler)
    opener.add_handler(_Redirects(hosts if own else tuple(host for host in hosts if host not in LOOPBACK)))
    return opener
