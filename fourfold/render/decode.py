"""The job that turns an untrusted picture into plain pixels. Runs only inside the sandbox.

The answer is either `OK`, width, height (unsigned 16-bit, big endian) and the RGB pixels, or `NO`
and a refusal code. Colour profile, comments, place and every other hidden thing stay behind,
because only pixels can get through.
"""

import re
import struct
import warnings
from io import BytesIO
from typing import Final

from PIL import Image, ImageFile, UnidentifiedImageError

# Imported although unused: Pillow loads these when it meets a file that needs them, and nothing
# can be loaded after the lock-down. MPO is how many phones store a JPEG; TIFF is how EXIF is read.
import copy as _copy  # isort: skip
from PIL import (  # isort: skip
    GifImagePlugin as _gif,
    ImageColor as _colour,
    ImagePalette as _palette,
    JpegImagePlugin as _jpeg,
    MpoImagePlugin as _mpo,
    PngImagePlugin as _png,
    TiffImagePlugin as _tiff,
    WebPImagePlugin as _webp,
)

__all__ = ["HEADER", "MOST_PIXELS", "NO", "OK", "Unshowable", "work"]

OK: Final = b"ok"
NO: Final = b"no"
HEADER: Final = struct.Struct(">2sHH")
MOST_PIXELS: Final = 60_000_000
FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP")
STILL_ONLY: Final = frozenset({"PNG", "WEBP"})
ORIENTATION: Final = 0x0112
TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
MARKUP: Final = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?php)", re.I)
ZIP_END: Final = b"PK\x05\x06"
UNREADABLE: Final = (OSError, SyntaxError, ValueError, EOFError, struct.error)

# Read by nothing, so that a linter sees the point of importing them.
PRELOADED: Final = (_copy, _colour, _palette, _gif, _jpeg, _mpo, _png, _tiff, _webp)
Image.preinit()


class Unshowable(Exception):
    """No preview of this file, for the reason in `code`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def work(data: bytes) -> bytes:
    """Two bytes of greatest side (big endian), then the file; the answer described above."""
    _be_strict()
    try:
        picture = _pixels(data[2:], int.from_bytes(data[:2]))
    except Unshowable as refusal:
        return NO + refusal.code.encode()
    return HEADER.pack(OK, *picture.size) + picture.tobytes()


def _be_strict() -> None:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def _pixels(data: bytes, most_side: int) -> Image.Image:
    with _opened(data) as image:
        if _has_second_nature(data):
            raise Unshowable("polyglot")
        turn = _turn(image)
        try:
            small = _shrunk(image, most_side)
        except UNREADABLE as error:
            raise Unshowable("damaged") from error
        return small.transpose(turn) if turn is not None else small


def _has_second_nature(data: bytes) -> bool:
    """Whether the file would also open as an archive, a document or a web page.

    The start and the end are searched for what such readers look for there. Bytes after a picture
    are not enough: many phones put a second picture or a short film behind the first.
    """
    edges = data[:1024], data[-1024:]
    tail = data[-65_557:]
    end = tail.rfind(ZIP_END)
    closes = end >= 0 and end + 22 + int.from_bytes(tail[end + 20 : end + 22], "little") == len(
        tail
    )
    return closes or b"%PDF-" in edges[0] or any(MARKUP.search(edge) for edge in edges)


def _opened(data: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Unshowable("too_many_pixels") from error
    except UnidentifiedImageError as error:
        raise Unshowable("not_a_picture") from error
    except UNREADABLE as error:
        raise Unshowable("damaged") from error
    if image.format in STILL_ONLY and getattr(image, "n_frames", 1) > 1:
        raise Unshowable("animated")
    return image


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How the camera was held; a photo whose notes cannot be read is shown as it lies."""
    try:
        return TURNS.get(image.getexif().get(ORIENTATION, 1))
    except (*UNREADABLE, KeyError, TypeError, IndexError):
        return None


def _shrunk(image: Image.Image, most_side: int) -> Image.Image:
    """The first frame in RGB on white, no side longer than `most_side` pixels, never enlarged."""
    image.draft("RGB", (most_side, most_side))
    picture = _plain(image)
    picture.thumbnail((most_side, most_side))
    if picture.mode == "RGBA":
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        return paper
    return picture.convert("RGB")


def _plain(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be scaled smoothly, keeping what is see-through."""
    if image.mode.startswith("I"):
        # 16 bits of grey: converting alone would cut all but the darkest to white.
        return image.point(lambda level: level * (1 / 256)).convert("L")
    if image.mode in {"L", "RGB", "RGBA", "CMYK", "YCbCr"} and "transparency" not in image.info:
        return image
    return image.convert("RGBA")
