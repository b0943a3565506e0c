"""What other programs write and read, in and out: TEI first. Bytes and words in, bytes and words out.

No file here touches the disk, and none reads a manuscript: who imports is given the bytes of a file and
gives the texts of a manuscript back; who exports is given the book.
"""
