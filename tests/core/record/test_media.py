"""What the first bytes of a file say about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.record import media


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"),
        (b"GIF89a\x01\x00", "image/gif"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image/heic"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"ID3\x04\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"OggS\x00\x02", "audio/ogg"),
        (b"fLaC\x00\x00", "audio/flac"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", "video/mp4"),
        (b"\x00\x00\x00\x14ftypqt  ", "video/quicktime"),
        (b"\x00\x00\x00\x1cftypM4A ", "audio/mp4"),
        (b"\x1a\x45\xdf\xa3\x01\x00", "video/webm"),
        (b"PK\x03\x04\x14\x00", "application/zip"),
    ],
)
def test_a_known_start_is_named(head, expected):
    assert media.media_type(head) == expected


@pytest.mark.parametrize(
    "head",
    [b"", b"\xff", b"hello", b"<html><script>", b"<svg xmlns=", b"MZ\x90\x00", b"RIFF1234AVI "],
)
def test_anything_else_is_only_a_download(head):
    assert media.media_type(head) == media.UNKNOWN


@given(st.binary(max_size=media.HEAD))
def test_no_start_is_too_strange(head):
    assert "/" in media.media_type(head)


def test_nothing_that_can_hold_a_script_is_shown_or_played():
    assert not {"image/svg+xml", "text/html", "application/pdf"} & (media.PICTURES | media.PLAYABLE)
