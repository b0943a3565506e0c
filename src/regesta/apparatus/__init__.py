"""What is generated from the book once pages are known: one file each, none knows another.

Each has `make(book, pages, words) -> Section`; the book it is given holds only what its readers may
see. A new apparatus is a file here, a line in `APPENDIX` and a template.
"""

from collections.abc import Callable, Mapping

from regesta.apparatus import (
    abbreviations,
    bibliography,
    chronology,
    errata,
    figures,
    glossary,
    index,
    persons,
    sources,
)
from regesta.model import Book, PageMap, Section
from regesta.words import Words

# What stands behind the text, in the order of the house; `apparatus` in book.yaml chooses and orders.
APPENDIX: Mapping[str, Callable[[Book, PageMap, Words], Section]] = {
    "chronology": chronology.make,
    "sources": sources.make,
    "figures": figures.make,
    "bibliography": bibliography.make,
    "persons": persons.make,
    "abbreviations": abbreviations.make,
    "glossary": glossary.make,
    "errata": errata.make,
    "index": index.make,
}
