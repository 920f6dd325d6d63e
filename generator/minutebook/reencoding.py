"""Encoding pictures anew: whatever a file holds is decoded and encoded anew, so that nothing but what is seen is published.

No byte of a file that somebody committed reaches a reader: neither where and with which camera a photograph was taken, nor a comment,
nor what was put behind the picture. PNG, JPEG, WebP and GIF are told by what is in the file, whatever its name ends in.
"""

from __future__ import annotations

import re
import warnings
from hashlib import sha256
from io import BytesIO
from typing import Any, Final, NamedTuple

from PIL import Image, ImageChops, ImageCms

from minutebook.pictures import MAX_BYTES, MAX_LENGTH, MAX_PIXELS, MAX_PIXELS_OF_JPEG, MAX_SIDE, Fault
from minutebook.speech import said

MAX_COLOURS: Final = 4_096
"""A picture with no more colours is a drawing: PNG keeps its lines sharp, and is smaller."""

_MAX_WORK: Final = 1_000_000_000
"""The pixels of a JPEG file times the passes over them: each pass can be a few bytes, and takes as long as the picture is large."""

_PASS: Final = b"\xff\xda"
_QUALITY: Final = 82

_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip
"""How a picture is turned by what its camera noted. Source: Exif 2.32, tag 274."""

_BEGINNINGS: Final = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff", "GIF": b"GIF8"}
KINDS: Final = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "jpe": "JPEG", "jfif": "JPEG", "webp": "WEBP", "gif": "GIF"}
"""What is written to a file by its ending."""

_OTHERS: Final = re.compile(rb"II\*\0|MM\0\*|.{4}ftyp(?:avi[fs]|hei[cfmsx]|hev[cmsx]|mif1|msf1)", re.DOTALL)
"""How files of other kinds begin that hold pictures: TIFF, AVIF, HEIC."""

_SRGB: Final = ImageCms.createProfile("sRGB")
_SAVING: Final[dict[str, dict[str, Any]]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": _QUALITY, "optimize": True, "progressive": True},
    "WEBP": {"quality": _QUALITY, "method": 4},
    "GIF": {},
}


class Encoded(NamedTuple):
    """A picture encoded anew; `kind` is a value of `KINDS`."""

    data: bytes
    kind: str
    width: int
    height: int


def address_of(data: bytes, encoded: Encoded) -> str:
    """Where the picture of a record's file is published. The file's bytes alone make its name: one picture is one file however often it
    lies in the folders, its address is plain ASCII, and what a file's name tells of people is not published."""
    return f"pictures/{sha256(data).hexdigest()[:32]}.{'png' if encoded.kind == 'PNG' else 'jpg'}"


def encode(data: bytes, kind: str = "") -> Encoded | Fault:
    """The picture in a file, encoded anew, or why there is none.

    Turned the way it was taken, in sRGB, no wider and no higher than `MAX_SIDE`. Without a `kind` a drawing becomes PNG, everything else
    JPEG, and what is transparent white; with one it becomes that. The same bytes give the same bytes.
    """
    if len(data) > MAX_BYTES:
        return Fault("picture-too-large", said("the file has more than %(most)s MB", most=str(MAX_BYTES // 1024 // 1024)))
    found = _kind(data)
    if not found:
        return Fault("picture-unreadable", said("the file is neither PNG, JPEG, WebP nor GIF"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=[found]) as image:
                pixels = image.width * image.height
                most = MAX_PIXELS_OF_JPEG if found == "JPEG" else MAX_PIXELS
                if pixels > most:
                    return _too_many_pixels(most)
                if max(image.size) > MAX_LENGTH:
                    message = said("the picture is longer than %(long)s thousand pixels", long=str(MAX_LENGTH // 1000))
                    return Fault("picture-too-large", message)
                if found == "JPEG" and pixels * data.count(_PASS) > _MAX_WORK:
                    return broken()
                return _written(_plain(image), kind)
    except Image.DecompressionBombError:
        return _too_many_pixels(MAX_PIXELS)
    except Exception:  # a broken file can make a decoder raise anything
        return broken()


def is_picture(data: bytes) -> bool:
    """Whether a file holds a picture, whatever its name ends in, and whether or not it can be shown."""
    return bool(_kind(data) or _OTHERS.match(data))


def _kind(data: bytes) -> str:
    """What kind of picture that can be shown a file begins as; empty for none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return next((name for name, begin in _BEGINNINGS.items() if data.startswith(begin)), "")


def broken() -> Fault:
    """That a file cannot be read."""
    return Fault("picture-unreadable", said("the file cannot be read to its end"))


def _too_many_pixels(most: int) -> Fault:
    return Fault("picture-too-large", said("the picture has more than %(most)s million pixels", most=str(most // 1_000_000)))


def _plain(image: Image.Image) -> Image.Image:
    """The first picture of a file: small, upright, its colours sRGB, with nothing else attached."""
    small, profile = image, image.info.get("icc_profile")
    if image.mode.startswith("I;16"):
        small = image.point(lambda value: value * (1 / 257)).convert("L")
    elif image.mode not in ("L", "RGB", "RGBA", "CMYK") or "transparency" in image.info:
        small = image.convert("RGBA" if image.has_transparency_data else "RGB")
    gap = 1.0 if image.format == "JPEG" else 2.0  # a JPEG file can be decoded at half its size or less, sooner and as well
    small.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS, reducing_gap=gap)
    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    if turn is not None:
        small = small.transpose(turn)
    colours = _in_srgb(small.convert("RGB") if small.mode == "RGBA" else small, profile)
    alpha = small.getchannel("A") if small.mode == "RGBA" else None
    if alpha and alpha.getextrema() != (255, 255):
        colours.putalpha(alpha)
    colours.info = {}
    return colours


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours of a picture as every screen shows them. A profile that cannot be read is passed over."""
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(own):
                return ImageCms.profileToProfile(image, own, _SRGB, outputMode="RGB") or image
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return image.convert("RGB")


def _written(image: Image.Image, kind: str) -> Encoded:
    """The picture as the bytes of a file, with nothing in it but the picture."""
    if not kind or (kind == "JPEG" and image.mode == "RGBA"):
        image = _on_white(image)
    kind = kind or ("PNG" if image.getcolors(MAX_COLOURS) else "JPEG")
    out = BytesIO()
    (_with_palette(image) if kind == "PNG" else image).save(out, kind, **_SAVING[kind])
    return Encoded(out.getvalue(), kind, *image.size)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


def _with_palette(image: Image.Image) -> Image.Image:
    """The same picture with its colours in a list, where there are few: the file is smaller."""
    colours = image.getcolors(256) if image.mode == "RGB" else None
    if not colours:
        return image
    listed = image.quantize(len(colours), dither=Image.Dither.NONE)
    return listed if ImageChops.difference(listed.convert("RGB"), image).getbbox() is None else image
