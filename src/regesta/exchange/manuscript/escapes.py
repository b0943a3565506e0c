"""Words as they must be written so that a reader of Markdown takes no sign in them for its own."""

import re

SIGN = r"\\\g<0>"
SIGNS = re.compile(r"[\\*\[\]<#|@]|(?<![^\W_])_|_(?![^\W_])")
CODES = {ord(sign): f"&#{ord(sign)};" for sign in "`{}"}  # an escape would not part these from ours
TICKS = re.compile("`+")
ENTITY = re.compile(r"&(?=#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{1,31};)")
LINE = re.compile(  # what a line may not begin with; a colon has no escape, only an entity
    r"(?P<number>\d+)(?=\.(?:\s|$))|(?P<sign>[-+>~=])|(?P<colon>:)|(?P<label>\[\^[^\]]+\])(?=:)"
)
BODY = re.compile(r"[\\`{}\[\]@]")
PARTING = re.compile(r"\s*[;|>]\s*")
ADDRESS = re.compile(r"[\s()<>\"\\`{}|^\[\]]|@(?=[a-z]+-)")


def words(text: str) -> str:
    """Words in a paragraph."""
    escaped = SIGNS.sub(SIGN, ENTITY.sub("&amp;", text))
    return escaped.translate(CODES)


def code(text: str) -> str:
    """Code between as many ticks as there must be."""
    ticks = "`" * (max(map(len, TICKS.findall(text)), default=0) + 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{edge}{text}{edge}{ticks}"


def begun(line: str) -> str:
    """A line of a paragraph that begins with no sign of a list, quotation, heading, rule or definition."""
    found = LINE.match(line)
    if not found:
        return line
    if found["number"]:
        return f"{found['number']}\\{line[found.end() :]}"
    if found["label"]:
        return f"{found['label']}&#58;{line[found.end() + 1 :]}"
    return f"&#58;{line[1:]}" if found["colon"] else f"\\{line}"


def body(text: str) -> str:
    """Words in the braces of a mark."""
    return BODY.sub(SIGN, " ".join(text.split()))


def heading(text: str) -> str:
    """Words of an index heading, in which three signs part headings: a comma stands for each."""
    return body(PARTING.sub(", ", text).strip(", ") if PARTING.search(text) else text)


def quoted(text: str) -> str:
    """A value in double quotes, which it cannot hold itself."""
    return '"' + " ".join(text.replace('"', "”").split()) + '"'


def address(url: str) -> str:
    """The address of a link, with what would end it as codes."""
    coded = ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url.strip())
    return ENTITY.sub("&amp;", coded)
