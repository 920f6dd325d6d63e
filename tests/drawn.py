"""Pictures drawn for tests: sound ones, and files that only look like pictures."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from random import Random
from typing import Any

from PIL import Image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>\n'


def saved(image: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    """A picture as the bytes of a file."""
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def drawing(width: int = 40, height: int = 30, kind: str = "PNG", **how: Any) -> bytes:
    """A drawing: a red corner at the upper left on grey."""
    image = Image.new("RGB", (width, height), (200, 200, 200))
    image.paste((255, 0, 0), (0, 0, width // 2, height // 2))
    return saved(image, kind, **how)


def photograph(width: int = 400, height: int = 300) -> Image.Image:
    """A picture of more colours than a drawing has, the same every time."""
    few = Image.frombytes("RGB", (width // 8, height // 8), Random(1).randbytes(width // 8 * (height // 8) * 3))
    return few.resize((width, height), Image.Resampling.BICUBIC)


def png(width: int, height: int, data: bytes = b"", colours: int = 2) -> bytes:
    """A PNG file that says it is so wide and so high, whatever is in it."""
    head = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(data)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def opened(data: bytes) -> Image.Image:
    """The picture in the bytes of a file, all of it read."""
    image = Image.open(BytesIO(data))
    image.load()
    return image
