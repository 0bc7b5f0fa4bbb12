"""Previews: new pixels only, whatever the file is, says it is, or carries along."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from fourfold.render import decode, pixels, sandbox
from fourfold.render.pixels import Preview, Refused, preview
from tests.deep import cases

pytestmark = pytest.mark.slow

GPS_POINTER = 0x8825
ORIENTATION = 0x0112


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def picture(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Red on the left half, blue on the right."""
    image = Image.new("RGB", size, (0, 0, 90))
    image.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def shown(data: bytes, max_side: int = 200) -> Image.Image:
    result = preview(data, max_side)
    assert isinstance(result, Preview), result
    image = Image.open(BytesIO(result.jpeg))
    assert image.format == "JPEG"
    assert image.size == (result.width, result.height)
    return image


def png_of(width: int, height: int) -> bytes:
    """A small file that unpacks to one grey picture of that size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    packer = zlib.compressobj(9)
    row = bytes(1 + width)
    body = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [chunk(b"IHDR", header), chunk(b"IDAT", body), chunk(b"IEND", b"")]
    )


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "LA"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "I;16"),
        ("GIF", "P"),
        ("WEBP", "RGB"),
        ("WEBP", "RGBA"),
    ],
)
def test_each_kind_of_picture_is_shown(kind, mode):
    made = (
        picture(mode)
        if mode != "I;16"
        else picture("L").point(lambda x: x * 256, "I").convert(mode)
    )

    image = shown(saved(made, kind))

    assert image.mode == "RGB"
    assert image.size == (64, 48)
    left, right = (image.resize((2, 1), Image.Resampling.BOX).getpixel((x, 0)) for x in (0, 1))
    assert sum(left) > sum(right), "the bright half is on the left"


def test_a_large_picture_is_made_small_and_a_small_one_is_left():
    assert shown(saved(picture(size=(3000, 1000)), "JPEG"), 300).size == (300, 100)
    assert shown(saved(picture(size=(30, 10)), "PNG"), 300).size == (30, 10)
    assert shown(saved(picture(size=(4000, 1)), "PNG"), 300).size == (300, 1)


def test_what_is_see_through_becomes_white():
    image = shown(saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"))

    assert image.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_the_way_it_was_taken(orientation):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    upright = picture(size=(64, 32))
    lying = upright
    undo = {turn: turn for turn in Image.Transpose} | {
        Image.Transpose.ROTATE_90: Image.Transpose.ROTATE_270,
        Image.Transpose.ROTATE_270: Image.Transpose.ROTATE_90,
    }
    if orientation > 1:
        lying = upright.transpose(undo[decode.TURNS[orientation]])

    image = shown(saved(lying, "JPEG", exif=exif, quality=95))

    assert image.size == (64, 32)
    red, _, blue = image.getpixel((8, 16))
    assert red > 150 > blue


def test_place_camera_and_comments_are_gone():
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ann"
    exif.get_ifd(GPS_POINTER).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    original = saved(picture(), "JPEG", exif=exif, comment=b"taken at home", icc_profile=b"secret")
    assert dict(Image.open(BytesIO(original)).getexif().get_ifd(GPS_POINTER))

    result = preview(original, 200)

    assert isinstance(result, Preview)
    image = Image.open(BytesIO(result.jpeg))
    assert not dict(image.getexif())
    assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for secret in (b"Ann", b"home", b"secret", b"Exif"):
        assert secret in original
        assert secret not in result.jpeg


def test_the_first_frame_of_a_moving_gif_is_shown():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])

    red, _, blue = shown(data).getpixel((5, 5))

    assert red > 200 > blue


def _zip() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("page.html", "<p>hello")
    return target.getvalue()


def _moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


JPEG = saved(picture(), "JPEG")
PNG = saved(picture(), "PNG")
GIF = saved(picture("P"), "GIF")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\0", "not_a_picture"),
        (b"hello" * 100, "not_a_picture"),
        (saved(picture(), "BMP"), "not_a_picture"),
        (saved(picture(), "TIFF"), "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not_a_picture"),
        (b"<!DOCTYPE html><p>hello", "not_a_picture"),
        (b"%PDF-1.7\n1 0 obj", "not_a_picture"),
        (_zip(), "not_a_picture"),
        (JPEG + _zip(), "polyglot"),
        (PNG + _zip(), "polyglot"),
        (GIF + b"<script>alert(1)</script>", "polyglot"),
        (GIF[:13] + b"%PDF-1.4 " + GIF[13:], "polyglot"),
        (b"GIF89a/*" + GIF[8:] + b"*/=1;<script>", "polyglot"),
        (_moving("WEBP"), "animated"),
        (_moving("PNG"), "animated"),
        (JPEG[: len(JPEG) // 2], "damaged"),
        (PNG[:-30], "damaged"),
        (GIF[:60], "damaged"),
        (saved(picture(), "WEBP")[:-20], "damaged"),
    ],
)
def test_everything_else_is_refused(data, code):
    assert preview(data, 200) == Refused(code)


@pytest.mark.parametrize("size", [(8000, 7501), (12_000, 11_000)])
def test_too_many_pixels_are_refused(size):
    assert preview(png_of(*size), 200) == Refused("too_many_pixels")


@pytest.mark.slow
def test_sixty_million_pixels_are_still_shown():
    assert shown(png_of(10_000, 6_000), 100).size == (100, 60)


def test_a_file_that_is_too_large_is_refused_before_anything_starts(monkeypatch):
    monkeypatch.setattr(pixels, "LARGEST_FILE", 10)

    assert preview(b"x" * 11, 200) == Refused("too_large")


def test_a_phone_photo_with_a_film_behind_it_is_shown():
    assert shown(JPEG + b"\0\0\0\x18ftypmp42" + bytes(5000)).size == (64, 48)


def test_a_size_that_makes_no_sense_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="0"):
        preview(PNG, 0)


@pytest.mark.parametrize("job", ["planted_crash", "planted_nowhere"])
def test_a_worker_that_dies_means_no_preview(monkeypatch, job):
    monkeypatch.setattr(pixels, "DECODE", sandbox.Job(job))

    assert preview(PNG, 200) == Refused("failed")


def test_a_worker_that_hangs_means_no_preview(monkeypatch):
    monkeypatch.setattr(pixels, "DECODE", sandbox.Job("planted_hang", patience=0.2))
    monkeypatch.syspath_prepend(__file__.rpartition("/")[0])

    assert preview(PNG, 200) == Refused("failed")


def test_no_sandbox_means_no_preview(monkeypatch):
    monkeypatch.setattr(sandbox.sys, "platform", "darwin")

    assert preview(PNG, 200) == Refused("no_sandbox")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"ok",
        b"no" + b"made_up",
        b"no" + b"\xff\xff",
        decode.HEADER.pack(b"ok", 2, 2) + bytes(11),
        decode.HEADER.pack(b"ok", 2, 2) + bytes(13),
        decode.HEADER.pack(b"ok", 201, 1) + bytes(603),
        decode.HEADER.pack(b"ok", 0, 0),
        decode.HEADER.pack(b"??", 2, 2) + bytes(12),
        b"\xff\xd8\xff\xe0 a picture of the worker's own making",
    ],
)
def test_a_worker_that_lies_is_not_believed(answer):
    assert pixels._checked(answer, 200) == Refused("failed")


@pytest.mark.slow
@settings(max_examples=cases(10))
@given(st.sampled_from([JPEG, PNG, GIF]), st.integers(0, 3000), st.integers(1, 255))
def test_a_damaged_picture_is_shown_or_refused_and_nothing_else(data, place, change):
    spoiled = bytearray(data)
    spoiled[place % len(data)] ^= change

    result = preview(bytes(spoiled), 64)

    assert isinstance(result, Preview | Refused)
