"""An archive on this machine, for tests of `regesta fetch`: a server with one kind of mischief at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOLL = b"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<div type="document" xml:id="d1"><head>Toll<note type="source">Source: Lhota.</note></head>
<p>The district thanks the mayor. It finds the plan dear.<note>So it was.</note></p>
<p>It will pay half. It asks for a toll.</p>
<p>The bridge is to be opened in May.</p>
</div></body></text></TEI>
"""
PATH = "/archive/v1.0/toll.xml"
BOMB = b'<!DOCTYPE TEI [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><TEI>&b;</TEI>'
OUTER = b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI>&x;</TEI>'
HALF = len(TOLL) // 2


@dataclass
class Log:
    """What the server was asked, and how often."""

    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many requests came."""
        return len(self.paths)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    behave: Callable[["_Handler", int], None]
    log: Log

    def do_GET(self) -> None:
        self.log.headers.append({key.lower(): value for key, value in self.headers.items()})
        self.log.paths.append(self.path)
        self.close_connection = True
        type(self).behave(self, self.log.count)

    def say(self, body: bytes, status: int = 200, **headers: str) -> None:
        """An answer; a header given as an empty string is left out."""
        said = {"Content-Type": "application/xml", "Content-Length": str(len(body)), "Connection": "close"}
        said |= {key.replace("_", "-"): value for key, value in headers.items()}
        self.send_response(status)
        for key, value in said.items():
            if value:
                self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def _cut(handler: _Handler, n: int) -> None:
    """The first answer breaks off; the rest comes for who asks for it by the right tag."""
    asked = handler.headers.get("Range", "")
    if n == 1:
        handler.say(TOLL[:HALF], Content_Length=str(len(TOLL)), ETag='"toll-1"')
    elif asked == f"bytes={HALF}-" and handler.headers.get("If-Range") == '"toll-1"':
        rest = TOLL[HALF:]
        handler.say(rest, 206, Content_Range=f"bytes {HALF}-{len(TOLL) - 1}/{len(TOLL)}", ETag='"toll-1"')
    else:
        handler.say(TOLL, ETag='"toll-2"')


def _moved(handler: _Handler, n: int) -> None:
    """While it broke off, the file has become another: the server sends the whole of it."""
    if n == 1:
        handler.say(b"<TEI><old>" * 9, Content_Length="900", ETag='"old"')
    else:
        handler.say(TOLL, ETag='"new"')


def _endless(handler: _Handler, _: int) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    try:
        for _n in range(64):
            handler.wfile.write(b" " * 65_536)
    except OSError:
        return  # the client has had enough


def _chunks(handler: _Handler, _: int) -> None:
    """A chunk of the file, and then the line is dead; the server never said how long the whole is."""
    handler.say(b"", Content_Length="", Transfer_Encoding="chunked")
    handler.wfile.write(b"%x\r\n%s\r\n" % (HALF, TOLL[:HALF]))


def _drips(handler: _Handler, _: int) -> None:
    """Half of the file, and then nothing until the client goes."""
    handler.say(TOLL[:HALF], Content_Length=str(len(TOLL)))
    handler.wfile.flush()
    handler.rfile.read(1)


BEHAVIOURS: dict[str, Callable[[_Handler, int], None]] = {
    "good": lambda handler, _: handler.say(TOLL, ETag='"toll-1"'),
    "gone": lambda handler, _: handler.say(b"no such file", 404),
    "busy": lambda handler, n: handler.say(TOLL) if n > 2 else handler.say(b"", 503, Retry_After="1"),
    "always-busy": lambda handler, _: handler.say(b"", 503),
    "silent": lambda _handler, _n: None,
    "breaks-off": lambda handler, _: handler.say(TOLL[:HALF], Content_Length=str(len(TOLL))),
    "resumes": _cut,
    "changes": _moved,
    "no-length": lambda handler, _: handler.say(TOLL[:HALF], Content_Length=""),
    "elsewhere": lambda handler, _: handler.say(b"", 302, Location="https://elsewhere.example/toll.xml"),
    "local": lambda handler, _: handler.say(b"", 302, Location="file:///etc/passwd"),
    "round": lambda handler, n: handler.say(b"", 302, Location=f"/archive/v1.0/{n}.xml"),
    "moved": lambda handler, n: (
        handler.say(b"", 301, Location="/archive/v1.0/new.xml") if n == 1 else handler.say(TOLL)
    ),
    "huge": lambda handler, _: handler.say(b"", Content_Length="2000000"),
    "endless": _endless,
    "chunks": _chunks,
    "drips": _drips,
    "downgraded": lambda handler, _: handler.say(b"", 302, Location="http://elsewhere.example/toll.xml"),
    "packed": lambda handler, _: handler.say(TOLL, Content_Encoding="gzip"),
    "portal": lambda handler, _: handler.say(
        b"<!DOCTYPE html><html><body>Log in</body></html>", Content_Type="text/html"
    ),
    "latin": lambda handler, _: handler.say(TOLL.replace(b"mayor", b"ma\xffor")),
    "no-such-encoding": lambda handler, _: handler.say(TOLL.replace(b"UTF-8", b"KOI-9")),
    "other-encoding": lambda handler, _: handler.say(TOLL.replace(b"UTF-8", b"UTF-16")),
    "bomb": lambda handler, _: handler.say(BOMB),
    "outer-entity": lambda handler, _: handler.say(OUTER),
    "twice": lambda handler, _: handler.say(TOLL.replace(b"<p>It will", b'<p xml:id="d1">It will')),
    "other": lambda handler, _: handler.say(TOLL.replace(b"dear", b"cheap")),
    "no-document": lambda handler, _: handler.say(TOLL.replace(b'"d1"', b'"d2"')),
    "no-xml": lambda handler, _: handler.say(b"<TEI><text></TEI>"),
}


@contextmanager
def archive(behaviour: str) -> Iterator[tuple[int, Log]]:
    """A server that behaves so, its port, and what it was asked; it ends with the block."""
    log = Log()
    kind = type("Handler", (_Handler,), {"behave": staticmethod(BEHAVIOURS[behaviour]), "log": log})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], log
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
