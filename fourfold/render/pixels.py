"""Previews of untrusted pictures: new pixels only.

The file is decoded in the sandbox, which hands back nothing but a size and that many pixels. They
are compressed here, by our own encoder from checked numbers, so that even a decoder that has been
taken over can change what the picture looks like and nothing else.
"""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Final

from PIL import Image

from fourfold.render import decode, sandbox
from fourfold.render.errors import JobFailed, NoSandbox

__all__ = ["LARGEST_FILE", "Preview", "Refusal", "Refused", "preview"]

LARGEST_FILE: Final = 64 * sandbox.MIB
LARGEST_SIDE: Final = 4096
QUALITY: Final = 82
DECODE: Final = sandbox.Job("fourfold.render.decode")


class Refusal(StrEnum):
    """Why there is no preview. The file itself is kept all the same."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_PICTURE = "not_a_picture"
    POLYGLOT = "polyglot"
    ANIMATED = "animated"
    TOO_MANY_PIXELS = "too_many_pixels"
    DAMAGED = "damaged"
    NO_SANDBOX = "no_sandbox"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Preview:
    """A JPEG without metadata; width and height in pixels."""

    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Refused:
    """No preview, and why."""

    code: Refusal


def preview(data: bytes, max_side: int) -> Preview | Refused:
    """A small picture of `data`, no side longer than `max_side` pixels (1 to 4096).

    JPEG, PNG, WebP and the first frame of a GIF; everything else is refused.
    """
    if not 1 <= max_side <= LARGEST_SIDE:
        raise ValueError(max_side)
    if not data:
        return Refused(Refusal.EMPTY)
    if len(data) > LARGEST_FILE:
        return Refused(Refusal.TOO_LARGE)
    try:
        answer = sandbox.run(DECODE, max_side.to_bytes(2) + data)
    except NoSandbox:
        return Refused(Refusal.NO_SANDBOX)
    except JobFailed:
        return Refused(Refusal.FAILED)
    return _checked(answer, max_side)


def _checked(answer: bytes, max_side: int) -> Preview | Refused:
    """Believe the answer only as far as its numbers agree with each other."""
    if answer.startswith(decode.NO):
        code = answer.removeprefix(decode.NO).decode("ascii", "replace")
        return Refused(Refusal(code) if code in set(Refusal) else Refusal.FAILED)
    if len(answer) < decode.HEADER.size:
        return Refused(Refusal.FAILED)
    mark, width, height = decode.HEADER.unpack_from(answer)
    pixels = answer[decode.HEADER.size :]
    sides_fit = 1 <= width <= max_side and 1 <= height <= max_side
    if mark != decode.OK or not sides_fit or len(pixels) != 3 * width * height:
        return Refused(Refusal.FAILED)
    return Preview(_jpeg(pixels, width, height), width, height)


def _jpeg(pixels: bytes, width: int, height: int) -> bytes:
    target = BytesIO()
    Image.frombytes("RGB", (width, height), pixels).save(target, "JPEG", quality=QUALITY)
    return target.getvalue()
