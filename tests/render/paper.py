"""Look into a PDF: its words, its pages and its structure."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf


def words_of(pdf: bytes, page: int | None = None) -> str:
    """The text of all pages or one in reading order, with single spaces, without page breaks."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    told = subprocess.run(
        ["pdftotext", "-raw", *pages, "-enc", "UTF-8", "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    return " ".join(told.stdout.decode().split())


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def tags_of(pdf: pikepdf.Pdf) -> list[str]:
    """The names of all structure elements, in reading order."""
    return [str(element.S).lstrip("/") for element in _elements(pdf.Root.StructTreeRoot)]


def headings_of(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Level and words of each heading."""
    return [
        (int(str(element.S)[2:]), str(element.get("/T", "")))
        for element in _elements(pdf.Root.StructTreeRoot)
        if str(element.S)[:2] == "/H" and str(element.S)[2:].isdigit()
    ]


def _elements(node: Any) -> Iterator[pikepdf.Object]:
    below = node.get("/K", [])
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _elements(child)
