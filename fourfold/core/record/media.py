"""What kind of file something is, told from its first bytes and never from its name.

The answer only decides what is offered: a picture to look at, a sound or a film to play, or a
download. Whatever is not on the list is `application/octet-stream`, and so is text, which cannot
be told apart from anything else safely. Nothing here says that a file is whole or harmless.

Source: the signatures of WHATWG MIME Sniffing, sections 6.1 to 6.2, the ISO base media brands of
mp4ra.org and RFC 9559 (Matroska). Checked 2026-11.
"""

from typing import Final

UNKNOWN: Final = "application/octet-stream"
HEAD: Final = 64

PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
PLAYABLE: Final = frozenset(
    {
        "audio/mpeg",
        "audio/mp4",
        "audio/ogg",
        "audio/wav",
        "audio/flac",
        "audio/aac",
        "video/mp4",
        "video/quicktime",
        "video/webm",
    }
)

_STARTS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"PK\x03\x04", "application/zip"),
)
_RIFF: Final = {b"WAVE": "audio/wav", b"WEBP": "image/webp"}
_BRANDS: Final = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
}


def media_type(head: bytes) -> str:
    """Return the media type of a file that begins with `head`, of which 64 bytes are enough."""
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], UNKNOWN)
    for start, name in _STARTS:
        if head.startswith(start):
            return name
    return _mpeg_audio(head)


def _mpeg_audio(head: bytes) -> str:
    """An MPEG audio frame begins with eleven ones; layer 0 there means AAC in ADTS frames."""
    if len(head) < 2 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return UNKNOWN
    return "audio/mpeg" if head[1] & 0x06 else "audio/aac"
