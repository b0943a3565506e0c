"""What a page may load: faces of the house and pictures of the manuscript, from memory, nothing else.

WeasyPrint drops a failed picture in silence, and an exception that its code does not expect leaves
as a BaseException; so every refusal is kept in `refused` and asked for after the layout.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from weasyprint.urls import URLFetcher, URLFetcherResponse

FACE, PICTURE = "face:", "picture:"
DRAWING = "data:image/svg+xml,"  # of a template, quoted


class Fetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Serves `face:<file>` and `picture:<path>` from what it was given, and drawings; opens nothing."""

    def __init__(self, faces: Mapping[str, bytes], pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.held = {FACE + name: data for name, data in faces.items()}
        self.held |= {PICTURE + path: data for path, data in pictures.items()}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The bytes of an address that is held; anything else is refused and remembered."""
        del headers
        if url.startswith(DRAWING):
            drawn = unquote_to_bytes(url.removeprefix(DRAWING))
            return URLFetcherResponse(url, drawn, {"Content-Type": "image/svg+xml"})
        if url not in self.held:
            self.refused.append(url)
            raise ValueError(f"not part of the book: {url}")
        return URLFetcherResponse(url, self.held[url])
