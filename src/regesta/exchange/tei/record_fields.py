"""A record ↔ the header of a TEI document: one table, read in both directions.

Each field has its place in TEI (`msDesc`, `correspDesc`, `creation` and so on). What is unknown is a `note
type="unknown"` that says why. A field without a row stands in `notesStmt` under its own name, so that a new
one is never lost.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from lxml import etree
from pydantic import BaseModel

from regesta.dates import HistoricalDate
from regesta.exchange.tei.dating import attributes
from regesta.exchange.xml import Raw

TEI = "http://www.tei-c.org/ns/1.0"
SPACE = {"t": TEI}
STEP = re.compile(r"(?P<name>\w+)(?:\[@(?P<key>\w+)='(?P<value>[^']*)'\])?")
Kind = Literal["text", "date", "agents", "languages", "keys", "parts"]
Fields = dict[str, Any]


class Row(NamedTuple):
    """A field, where it stands below `teiHeader`, and what kind of value it has."""

    field: str
    path: str
    kind: Kind = "text"


TITLE, PUBLISHED, MS = "fileDesc/titleStmt/", "fileDesc/publicationStmt/", "fileDesc/sourceDesc/msDesc/"
ID, PHYSICAL = f"{MS}msIdentifier/", f"{MS}physDesc/"
SENT, RECEIVED = (f"profileDesc/correspDesc/correspAction[@type='{kind}']/" for kind in ("sent", "received"))
OTHERS, RELATIONS = "fileDesc/notesStmt/", ("related", "corroborates", "contradicts")
NAMED = ("persons", "places", "terms", "events")
PREFIXES = {"persons": "who-", "places": "place-", "terms": "term-"}  # two registers may have one key
LISTS = ("agents", "languages", "keys")
ROWS = (  # in the order of TEI
    Row("title_formal", f"{TITLE}title[@type='formal']"),
    Row("title_supplied", f"{TITLE}title[@type='supplied']"),
    Row("short", f"{TITLE}title[@type='short']"),
    Row("translated_by", f"{TITLE}editor[@role='translator']"),
    Row("number", f"{PUBLISHED}idno[@type='number']"),
    Row("licence", f"{PUBLISHED}availability/licence"),
    Row("credit_line", f"{PUBLISHED}availability/p[@n='credit_line']"),
    Row("reproduction_rights", f"{PUBLISHED}availability/p[@n='reproduction_rights']"),
    Row("access", f"{PUBLISHED}availability/p[@n='access']"),
    *(Row(name, f"{OTHERS}relatedItem[@type='{name}']", "keys") for name in RELATIONS),
    Row("location", f"{ID}settlement"),
    Row("repository", f"{ID}repository"),
    Row("fonds", f"{ID}collection[@type='fonds']"),
    Row("series", f"{ID}collection[@type='series']"),
    Row("reference_code", f"{ID}idno[@type='reference_code']"),
    Row("box", f"{ID}altIdentifier[@type='box']/idno"),
    Row("folder", f"{ID}altIdentifier[@type='folder']/idno"),
    Row("serial_no", f"{ID}altIdentifier[@type='serial_no']/idno"),
    Row("copy_no", f"{ID}altIdentifier[@type='copy_no']/idno"),
    Row("summary", f"{MS}msContents/summary"),
    Row("form_witnessed", f"{PHYSICAL}objectDesc/supportDesc/support"),
    Row("extent", f"{PHYSICAL}objectDesc/supportDesc/extent"),
    Row("script", f"{PHYSICAL}scriptDesc/p"),
    Row("handling", f"{PHYSICAL}additions/p[@n='handling']"),
    Row("classification", f"{PHYSICAL}additions/p[@n='classification']", "parts"),
    Row("custodial_history", f"{MS}history/provenance"),
    Row("acquisition", f"{MS}history/acquisition"),
    Row("description_control", f"{MS}additional/adminInfo/recordHist/p", "parts"),
    Row("source_url", f"{MS}additional/surrogates/p[@n='source_url']"),
    Row("retrieved", f"{MS}additional/surrogates/p[@n='retrieved']/date", "date"),
    Row("date_digitised", f"{MS}additional/surrogates/p[@n='digitised']/date", "date"),
    Row("date_released", f"{MS}additional/surrogates/p[@n='released']/date", "date"),
    Row("excerpted", "encodingDesc/samplingDecl/p"),
    Row("ocr_checked_by", "encodingDesc/editorialDecl/correction/p"),
    Row("redactions", "encodingDesc/editorialDecl/p[@n='redaction']", "parts"),
    Row("date_document", "profileDesc/creation/date[@type='document']", "date"),
    Row("date_covered", "profileDesc/creation/date[@type='covered']", "date"),
    Row("headnote", "profileDesc/abstract/p"),
    Row("languages", "profileDesc/langUsage/language", "languages"),
    Row("genre", "profileDesc/textClass/keywords[@scheme='genre']/term"),
    *(Row(name, f"profileDesc/textClass/keywords[@scheme='{name}']/term", "keys") for name in NAMED),
    Row("creator", f"{SENT}persName", "agents"),
    Row("place_from", f"{SENT}placeName"),
    Row("recipients", f"{RECEIVED}persName", "agents"),
    Row("place_to", f"{RECEIVED}placeName"),
)
APART = ("id", "text")  # they are the id and the type of the document itself
REPEATED = ("redactions",)


# Out ---------------------------------------------------------------------------------------------


def plain(model: BaseModel) -> Fields:
    """The fields that a record or an entry of a register states, as they are written in YAML."""
    named = type(model).model_fields
    stated = [name for name in named if name in model.model_fields_set]
    return {named[name].alias or name: _plain(getattr(model, name)) for name in stated}


def _plain(value: Any) -> Any:
    if isinstance(value, HistoricalDate):
        return value.text
    if isinstance(value, BaseModel):
        return plain(value)
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def header(fields: Mapping[str, Any]) -> Raw:
    """The header of one document."""
    root = etree.Element(f"{{{TEI}}}teiHeader", nsmap={None: TEI})
    rows = {row.field for row in ROWS}
    others = [key for key in fields if key not in rows and key not in APART]
    for row in ROWS:
        if row.path.startswith((OTHERS, MS)):
            _others(root, others, fields)
            others = []
        if row.field in fields:
            _put(root, row, fields[row.field])
    return root


def _others(root: Raw, names: Iterable[str], fields: Mapping[str, Any]) -> None:
    """Fields that have no place of their own in TEI."""
    for name in names:
        note = _made(root, f"{OTHERS}note[@n='{name}']")
        value = fields[name]
        note.set("type", "field" if isinstance(value, str) else "json")
        note.text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _put(root: Raw, row: Row, value: Any) -> None:
    if isinstance(value, Mapping) and set(value) == {"unknown"}:
        note = etree.SubElement(_made(root, row.path), f"{{{TEI}}}note", type="unknown")
        note.text = value["unknown"]
    elif row.kind == "parts":
        for part in value if isinstance(value, list) else [value]:
            _parts(_made(root, row.path), part)
    elif row.kind in LISTS:
        for one in value:
            _listed(_made(root, row.path), one, PREFIXES.get(row.field, ""))
    else:
        made = _made(root, row.path)
        made.text = str(value)
        for key, said in attributes(value).items() if row.kind == "date" else ():
            made.set(key, said)


def _listed(made: Raw, one: Any, prefix: str) -> None:
    """A language by its code, an entry or a source by its key, or a person with its key and its role."""
    if isinstance(one, str):
        key = {"language": "ident", "relatedItem": "target"}.get(etree.QName(made).localname, "ref")
        made.set(key, one if key == "ident" else f"#{prefix}{one}")
        return
    made.text = one["name"]
    for key, said in (("key", one.get("id")), ("role", one.get("role"))):
        if said:
            made.set(key, said)


def _parts(made: Raw, part: Mapping[str, Any]) -> None:
    for key, value in part.items():
        for one in value if isinstance(value, list) else [value]:
            said = etree.SubElement(made, f"{{{TEI}}}seg", type=key)
            said.text = str(one)
            if isinstance(value, list):
                said.set("part", "Y")


def _made(root: Raw, path: str) -> Raw:
    """The element at a path: its last step is new, those above are made where they are not there."""
    *above, last = path.split("/")
    for step in above:
        found = root.find(_query(step), SPACE)
        root = _child(root, step) if found is None else found
    return _child(root, last)


def _child(root: Raw, step: str) -> Raw:
    found = STEP.fullmatch(step)
    assert found is not None  # the table is our own
    made = etree.SubElement(root, f"{{{TEI}}}{found['name']}")
    if found["key"]:
        made.set(found["key"], found["value"])
    return made


def _query(step: str) -> str:
    return f"t:{step}"


# In ----------------------------------------------------------------------------------------------


def fields(root: Raw) -> Fields:
    """The fields that a header of ours states."""
    made: Fields = {}
    for row in ROWS:
        found = root.findall("/".join(map(_query, row.path.split("/"))), SPACE)
        if found:
            made[row.field] = _read(row, found)
    for note in root.findall("/".join(map(_query, f"{OTHERS}note".split("/"))), SPACE):
        if note.get("n"):
            made[note.get("n")] = json.loads(note.text) if note.get("type") == "json" else note.text or ""
    return made


def _read(row: Row, found: list[Raw]) -> Any:
    why = found[0].find("t:note[@type='unknown']", SPACE)
    if why is not None:
        return {"unknown": why.text or ""}
    if row.kind in LISTS:
        return [_one(row, one) for one in found]
    if row.kind == "parts":
        parts = [_part(one) for one in found]
        return parts if row.field in REPEATED else parts[0]
    if row.kind == "date":
        return found[0].get("when-custom") or found[0].text or ""
    return int(found[0].text) if row.field == "number" else found[0].text or ""


def _one(row: Row, raw: Raw) -> Any:
    if row.kind == "languages":
        return raw.get("ident")
    if row.kind == "keys":
        prefix = f"#{PREFIXES.get(row.field, '')}"
        return (raw.get("ref") or raw.get("target")).removeprefix(prefix)
    return dict(_agent(raw))


def _agent(raw: Raw) -> Iterator[tuple[str, str]]:
    yield "name", raw.text or ""
    if raw.get("key"):
        yield "id", raw.get("key")
    if raw.get("role"):
        yield "role", raw.get("role")


def _part(raw: Raw) -> Fields:
    made: Fields = {}
    for one in raw:
        if one.get("part"):
            made.setdefault(one.get("type"), []).append(one.text or "")
        else:
            made[one.get("type")] = one.text or ""
    return made
