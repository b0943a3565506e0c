"""What a PDF says of itself: one XMP packet, an Info dictionary that agrees, and the colours it means.

PDF/UA-1 and PDF/A-3A both want it said (ISO 14289-1, 5; ISO 19005-3, 6.6). No clock is asked.
"""

from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from pathlib import Path  # noqa: TID251 - a file of the engine's package

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from regesta.profiles import components

PROFILE = "pdf/sRGB2014.icc"  # comes with the engine, which need not be imported for it
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq>{creators}</rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
</rdf:Description>
{claims}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
# The extension schema tells a PDF/A reader what `pdfuaid` is (ISO 19005-3, 6.6.2.3).
CLAIMS = """<rdf:Description rdf:about=""
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a PDF says of itself; `date` is a day in ISO 8601, so that the bytes never depend on a clock.

    `labels` are those of its pages, where they have others than their own numbers. One that is `shown`
    opens beside its outline, one whole page after the other.
    """

    title: str
    authors: tuple[str, ...]
    description: str
    language: str
    date: str
    generator: str
    labels: tuple[str, ...] = ()
    shown: bool = False


def describe(pdf: pikepdf.Pdf, imprint: Imprint, claims: bool = True) -> None:
    """Write the metadata, with what the file claims to follow, and the output intent, which is sRGB."""
    root, date = pdf.Root, f"{imprint.date}T00:00:00Z"
    said = {
        "title": escape(imprint.title, quote=False),
        "creators": "".join(f"<rdf:li>{escape(one, quote=False)}</rdf:li>" for one in imprint.authors),
        "description": escape(imprint.description, quote=False),
        "language": escape(imprint.language, quote=False),
        "producer": escape(imprint.generator, quote=False),
        "date": date,
        "claims": CLAIMS if claims else "",
    }
    root.Metadata = Stream(pdf, PACKET.format(**said).encode(), Type=Name.Metadata, Subtype=Name.XML)
    stamp = String("D:" + "".join(sign for sign in date if sign.isdigit()) + "Z")
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(imprint.title),
            Author=String(", ".join(imprint.authors)),
            Subject=String(imprint.description),
            Creator=String(imprint.generator),
            Producer=String(imprint.generator),
            CreationDate=stamp,
            ModDate=stamp,
        )
    )
    root.Lang = String(imprint.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if imprint.shown:
        root.PageMode, root.PageLayout = Name.UseOutlines, Name.SinglePage
        root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
    intend(pdf, Name.GTS_PDFA1, srgb(), "sRGB2014")


def intend(pdf: pikepdf.Pdf, kind: Name, profile: bytes, name: str) -> None:
    """Say what the colours of the pages mean."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=kind,
        OutputConditionIdentifier=String(name),
        Info=String(name),
        DestOutputProfile=Stream(pdf, profile, N=components(profile)),
    )
    pdf.Root.OutputIntents = Array([intent])


def srgb() -> bytes:
    """The profile of sRGB that comes with the engine; it may be passed on freely."""
    spec = find_spec("weasyprint")
    assert spec
    assert spec.origin
    return (Path(spec.origin).parent / PROFILE).read_bytes()
