"""Small ICC profiles, made by hand: as many bytes as the format asks for, and no more."""


def profile(
    space: bytes = b"GRAY", kind: bytes = b"prtr", version: int = 2, said: str = "A grey press"
) -> bytes:
    """A profile of these colours, for this kind of device (ICC.1:2001, 6.1): a name and a straight curve."""
    words = said.encode("ascii") + b"\0"
    name = b"desc\0\0\0\0" + len(words).to_bytes(4) + words + bytes(4 + 4 + 2 + 1 + 67)
    name += bytes(-len(name) % 4)
    white = b"XYZ \0\0\0\0" + bytes.fromhex("0000f6d6000100000000d32d")
    curve = b"curv" + bytes(8)
    tags = [(b"desc", name), (b"wtpt", white), (b"kTRC", curve)]
    at, table, held = 128 + 4 + 12 * len(tags), len(tags).to_bytes(4), b""
    for tag, data in tags:
        table += tag + (at + len(held)).to_bytes(4) + len(data).to_bytes(4)
        held += data
    head = b"none" + bytes([version, 0x20, 0, 0]) + kind + space + b"XYZ " + bytes(12) + b"acsp"
    head = (at + len(held)).to_bytes(4) + head.ljust(124, b"\0")
    return head + table + held
