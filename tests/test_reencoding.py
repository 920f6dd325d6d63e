"""Pictures encoded anew: nothing of a file but what is seen comes out, whatever is in it, and soon."""

from __future__ import annotations

import subprocess
import sys
import time
from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from drawn import SVG, drawing, opened, photograph, png, saved
from minutebook.pictures import MAX_BYTES, Fault
from minutebook.reencoding import KINDS, Encoded, encode

PAYLOAD = b"<script>alert(1)</script>"
RED, GREY = (255, 0, 0), (200, 200, 200)


def sound(data: bytes, kind: str = "") -> Encoded:
    found = encode(data, kind)
    assert isinstance(found, Encoded)
    picture = opened(found.data)
    assert (picture.format, picture.size) == (found.kind, (found.width, found.height))
    return found


def refused(data: bytes) -> str:
    found = encode(data)
    assert isinstance(found, Fault)
    return found.code


def with_everything(kind: str) -> bytes:
    """A picture with all that a file can hold besides: where it was taken, comments, words, a profile, and a page behind its end."""
    exif = Image.Exif()
    exif[0x010E] = PAYLOAD.decode()
    exif[0x9286] = "taken at Jeanne's"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 3.0)})
    how: dict[str, object] = {"exif": exif, "xmp": b"<x:xmpmeta>Jeanne</x:xmpmeta>", "icc_profile": b"Jeanne" * 40}
    if kind == "PNG":
        words = PngInfo()
        words.add_text("Author", "Jeanne")
        words.add_itxt("Comment", "Jeanne", zip=True)
        how["pnginfo"] = words
    if kind in ("JPEG", "GIF"):
        how["comment"] = b"Jeanne" + PAYLOAD
    return saved(photograph(), kind, **how) + PAYLOAD + b"Jeanne"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
@pytest.mark.parametrize("into", ["", "PNG", "JPEG", "WEBP", "GIF"])
def test_nothing_but_the_picture_comes_out(kind: str, into: str) -> None:
    data = with_everything(kind)
    assert b"Jeanne" in data
    made = sound(data, into)
    assert made.kind == (into or ("PNG" if kind == "GIF" else "JPEG"))
    for trace in (b"Jeanne", b"script", b"xmp", b"Exif", b"ICC", b"iCCP", b"eXIf", b"tEXt", b"iTXt", b"ALPH"):
        assert trace not in made.data
    picture = opened(made.data)
    assert not picture.getexif()
    assert picture.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression", "version",
                                   "background", "loop", "duration", "timestamp"}  # fmt: skip


def test_a_drawing_becomes_png_to_the_dot_and_a_photograph_jpeg() -> None:
    made = sound(drawing(kind="WEBP", lossless=True))
    assert made.kind == "PNG"
    assert opened(made.data).convert("RGB").tobytes() == opened(drawing()).tobytes()
    assert sound(saved(photograph())).kind == "JPEG"


def test_the_same_bytes_give_the_same_bytes_in_every_process() -> None:
    data = saved(photograph(), "JPEG")
    code = (
        "import sys; from minutebook.reencoding import encode; sys.stdout.buffer.write(encode(sys.stdin.buffer.read(), sys.argv[1]).data)"
    )
    for kind in ("", "PNG", "WEBP"):
        made = {
            subprocess.run([sys.executable, "-c", code, kind], input=data, capture_output=True, check=True, env=env).stdout
            for env in ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C"})
            for env["PYTHONPATH"] in [":".join(sys.path)]
        }
        assert made == {sound(data, kind).data}


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_stands_upright(turn: int) -> None:
    """The red corner of the picture as it was taken is at the upper left; the file holds it turned."""
    upright = opened(drawing())
    back = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }[turn]  # fmt: skip
    held = upright.transpose(back) if back is not None else upright
    exif = Image.Exif()
    exif[0x0112] = turn
    made = sound(saved(held, "PNG", exif=exif))
    assert opened(made.data).convert("RGB").tobytes() == upright.tobytes()


@pytest.mark.parametrize(("size", "shown"), [((4000, 3000), (1600, 1200)), ((3000, 4000), (1200, 1600)), ((1600, 9), (1600, 9)),
                                             ((20000, 2), (1600, 1)), ((1, 1), (1, 1))])  # fmt: skip
def test_no_picture_is_larger_than_a_page_shows(size: tuple[int, int], shown: tuple[int, int]) -> None:
    for kind in ("PNG", "JPEG"):
        made = sound(drawing(*size, kind=kind))
        assert (made.width, made.height) == shown


def test_colours_are_those_of_every_screen() -> None:
    """What a profile says of the colours is reckoned in, and the profile left out: this one swaps red and blue, as none in use does."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"\0s\0R\0G\0B", b"\0o\0w\0n\0 "))
    entries = range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12)
    red, blue = (next(at for at in entries if profile[at : at + 4] == name) for name in (b"rXYZ", b"bXYZ"))
    profile[red + 4 : red + 12], profile[blue + 4 : blue + 12] = profile[blue + 4 : blue + 12], profile[red + 4 : red + 12]
    data = saved(Image.new("RGB", (8, 8), RED), "PNG", icc_profile=bytes(profile))
    made = sound(data)
    assert b"iCCP" not in made.data
    r, g, b = opened(made.data).convert("RGB").getpixel((0, 0))
    assert (r < 10, g < 10, b > 245) == (True, True, True), (r, g, b)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK", "YCbCr"])
def test_every_kind_of_colours_is_shown(mode: str) -> None:
    image = Image.new("RGB", (40, 30), "white")
    image.paste("black", (0, 0, 20, 15))
    held = Image.new("I;16", (40, 30), 65535) if mode == "I;16" else image.convert(mode)
    if mode == "I;16":
        held.paste(0, (0, 0, 20, 15))
    data = saved(held, "JPEG" if mode in ("CMYK", "YCbCr") else "PNG")
    shown = opened(sound(data).data).convert("L")
    assert shown.getpixel((2, 2)) < 12
    assert shown.getpixel((38, 28)) > 243


def test_what_is_transparent_is_white_and_stays_so_only_where_the_kind_is_asked_for() -> None:
    clear = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    assert opened(sound(saved(clear)).data).convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    assert opened(sound(saved(clear), "PNG").data).convert("RGBA").getpixel((0, 0))[3] == 0
    listed = opened(drawing()).convert("P")
    assert opened(sound(saved(listed, transparency=listed.getpixel((30, 20)))).data).convert("RGB").getpixel((30, 20)) == (255, 255, 255)


def test_of_a_moving_picture_the_first_one_is_shown() -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "blue", "lime")]
    for kind in ("GIF", "WEBP", "PNG"):
        data = saved(frames[0], kind, save_all=True, append_images=frames[1:], **({"lossless": True} if kind == "WEBP" else {}))
        made = opened(sound(data).data)
        assert getattr(made, "n_frames", 1) == 1
        assert made.convert("RGB").getpixel((3, 3)) == RED


@pytest.mark.parametrize(
    "data",
    [
        b"",
        SVG,
        b"\xef\xbb\xbf" + SVG,
        b"<html><script>alert(1)</script>",
        b"%PDF-1.7\n",
        b"GIF8",
        b"GIF89a/*" + PAYLOAD,
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0" + PAYLOAD,
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\xff\xff\xff\xffWEBP" + PAYLOAD,
        b"BM" + bytes(60),
        saved(Image.new("RGB", (9, 9)), "TIFF"),
        saved(Image.new("RGB", (9, 9)), "ICO"),
        saved(Image.new("RGB", (9, 9)), "PPM"),
        saved(Image.new("RGB", (9, 9)), "EPS"),
        png(0, 0),
        png(2, 2, b"\x09" * 14),
        png(300, 300, b""),
        b"not really a picture",
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refused(data) == "picture-unreadable"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_file_cut_off_is_refused_or_shown_and_never_stops_the_build(kind: str) -> None:
    data = saved(photograph(64, 48), kind)
    for end in range(0, len(data), max(1, len(data) // 60)):
        found = encode(data[:end])
        assert isinstance(found, Fault), end
        assert found.code == "picture-unreadable"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_file_with_wrong_bytes_never_stops_the_build(kind: str) -> None:
    random = Random(7)
    data = with_everything(kind)
    for _ in range(60):
        spoilt = bytearray(data)
        for _ in range(random.randint(1, 12)):
            spoilt[random.randrange(len(spoilt) if random.random() < 0.5 else 400)] = random.randrange(256)
        found = encode(bytes(spoilt))
        assert not isinstance(found, Encoded) or (b"Jeanne" not in found.data and opened(found.data).size == (found.width, found.height))


def webp_of(width: int, height: int) -> bytes:
    """A small WebP file that says it is so wide and so high."""
    frames = [Image.new("RGBA", (10, 10), colour) for colour in ("red", "blue")]
    data = bytearray(saved(frames[0], "WEBP", save_all=True, append_images=frames[1:]))
    data[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        png(50_000, 50_000),
        png(8_000, 8_000),
        png(2**31 - 1, 2**31 - 1),
        b"GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x02D\x01\x00;",
        webp_of(16_000, 16_000),
        webp_of(9_000, 9_000),
        drawing() + bytes(MAX_BYTES),
    ],
    ids=["png", "just too large", "largest", "gif", "webp", "just too large webp", "bytes"],
)
def test_what_would_fill_the_memory_is_refused_before_it_is_decoded(data: bytes) -> None:
    begun = time.perf_counter()
    assert refused(data) == "picture-too-large"
    assert time.perf_counter() - begun < 0.5


def test_a_jpeg_file_of_too_many_passes_is_refused() -> None:
    """Each pass over a picture can be a few bytes long and takes as long as the picture is large."""
    data = saved(Image.new("RGB", (7_000, 7_000), "red"), "JPEG", progressive=True)
    at = data.rindex(b"\xff\xda")
    begun = time.perf_counter()
    assert refused(data[:-2] + data[at:-2] * 5_000 + data[-2:]) == "picture-unreadable"
    assert time.perf_counter() - begun < 0.5


def test_a_photograph_of_a_telephone_takes_less_than_two_seconds() -> None:
    out = BytesIO()
    photograph(4000, 3000).save(out, "JPEG", quality=85)
    begun = time.perf_counter()
    made = sound(out.getvalue())
    assert time.perf_counter() - begun < 2
    assert len(made.data) < len(out.getvalue())


def test_endings_are_those_of_the_kinds_that_are_read() -> None:
    assert set(KINDS.values()) == {"PNG", "JPEG", "WEBP", "GIF"}
    assert opened(drawing()).getpixel((39, 29)) == GREY
