"""Leaflets as printed pages: paper, structure, languages, cover, and type for every letter."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from fourfold.core.guidance.blocks import Paragraph, Run, read
from fourfold.render.leaflet import Leaflet, Look, Part, Size, Wording, leaflet_pdf
from tests.render.paper import headings_of, opened, tags_of, words_of

POINTS = {Size.A4: (595.276, 841.89), Size.A5: (419.528, 595.276)}
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
TEXT = """
You can ask a court. It is [an order](word:order) that says **no contact**.

## Who asks

| Order | Who | Where |
|---|---|---|
| Restraining. | The prosecutor. | The [criminal court](/orders/court). |
| Other. | You. | Ask [the court](https://www.example.org/courts/ask). |

1. First.
2. Then:
   - inside.

> Set apart.

![](phone) Call somebody. They listen.
"""
WELSH = "## Pwy sy’n gofyn\n\nDŵr, tŷ, ŵ, ŷ, Ŵ, Ŷ, â, ê, î, ô, û, ï: y llythrennau."
LEAFLET = Leaflet(
    title="Orders",
    language="en",
    size=Size.A4,
    made=date(2026, 11, 25),
    wording=Wording("Leaflet bcdfg", "Page {} of {}", "In danger now? Call 999."),
    parts=(
        Part(read("Made on a day."), "en", Look.QUIET),
        Part(read("Know this first."), "en", Look.NOTICE),
        Part(read(TEXT), "en"),
        Part(read("## Who to call\n\nCall **999**."), "en", Look.CALL),
        Part((Paragraph((Run("https://a.example.org", leads_to="https://a.example.org"),)),), "en"),
    ),
    pictures={"phone": PICTURE},
)
IN_WELSH = replace(
    LEAFLET,
    title="Gorchmynion",
    above="Orders",
    language="cy",
    parts=(Part(read(WELSH), "cy"), Part(read("## Who asks\n\nWater."), "en", Look.BESIDE)),
)
KINDS = [
    pytest.param(replace(leaflet, size=size), id=f"{name}, {size}")
    for size in Size
    for name, leaflet in {
        "English": LEAFLET,
        "Welsh": IN_WELSH,
        "easy": replace(LEAFLET, is_easy=True),
        "covered": replace(LEAFLET, cover="Notes"),
    }.items()
]


@pytest.mark.parametrize("leaflet", KINDS)
def test_a_leaflet_is_on_its_paper_tagged_titled_and_says_which_standards_it_keeps(
    leaflet: Leaflet,
) -> None:
    pdf = opened(leaflet_pdf(leaflet))

    for page in pdf.pages:
        sides = [float(side) for side in page.mediabox[2:]]
        assert sides == pytest.approx(POINTS[leaflet.size], abs=0.01)
        assert "/Annots" not in page
    assert pdf.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in pdf.Root
    assert str(pdf.Root.Lang) == ("cy" if leaflet.language == "cy" else "en-GB")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as told:
        assert told["dc:title"] == str(pdf.docinfo["/Title"]) == "Leaflet bcdfg"
        assert told["pdfaid:part"] == "2"
        assert told["pdfaid:conformance"] == "A"
        assert told["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


@pytest.mark.needs("qpdf")
@pytest.mark.parametrize("leaflet", KINDS)
def test_qpdf_finds_nothing_wrong(leaflet: Leaflet, tmp_path: Path) -> None:
    file = tmp_path / "leaflet.pdf"
    file.write_bytes(leaflet_pdf(leaflet))

    told = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stdout + told.stderr


def test_a_screen_reader_is_given_headings_lists_and_tables() -> None:
    pdf = opened(leaflet_pdf(LEAFLET))

    assert headings_of(pdf) == [(1, "Orders"), (2, "Who asks"), (2, "Who to call")]
    tags = tags_of(pdf)
    assert {"H1", "H2", "P", "L", "LI", "Table", "TR", "TH", "TD"} <= set(tags)
    assert tags.count("TH") == 3
    assert "Figure" not in tags  # a picture shows what the words beside it say


def test_english_under_welsh_is_marked_as_english() -> None:
    pdf = opened(leaflet_pdf(IN_WELSH))

    assert "en-GB" in spoken(pdf.Root.StructTreeRoot)


def spoken(node: pikepdf.Object) -> set[str]:
    """Every language that an element of the structure names."""
    found = {str(node.Lang)} if "/Lang" in node else set()
    below = node.get("/K", [])
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary):
            found |= spoken(child)
    return found


@pytest.mark.needs("pdftotext")
def test_everything_is_printed_in_order_and_our_own_addresses_are_not() -> None:
    assert words_of(leaflet_pdf(LEAFLET)) == (
        "Orders Made on a day. Know this first. "
        "You can ask a court. It is an order that says no contact. "
        "Who asks Order Who Where Restraining. The prosecutor. The criminal court. "
        "Other. You. Ask the court (www.example.org/courts/ask). "
        "1. First. 2. Then: • inside. Set apart. Call somebody. They listen. "
        "Who to call Call 999. a.example.org In danger now? Call 999. Page 1 of 1"
    )


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("size", Size)
def test_there_is_type_for_every_letter_of_welsh(size: Size) -> None:
    words = words_of(leaflet_pdf(replace(IN_WELSH, size=size)))

    assert "Dŵr, tŷ, ŵ, ŷ, Ŵ, Ŷ, â, ê, î, ô, û, ï" in words
    assert "U+" not in words
    assert words.index("Pwy sy’n gofyn") < words.index("Who asks")


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("size", Size)
def test_a_cover_is_a_sheet_that_says_one_word_and_is_not_counted(size: Size) -> None:
    covered = replace(LEAFLET, size=size, cover="Notes")
    covered = replace(covered, wording=replace(LEAFLET.wording, file_title="Notes"))
    pdf = leaflet_pdf(covered)

    assert [words_of(pdf, page) for page in (1, 2)] == ["Notes", ""]
    assert words_of(pdf, 3).startswith("Orders Made on a day.")
    assert "Page 1 of" in words_of(pdf, 3)
    file = opened(pdf)
    assert "/First" not in file.Root.Outlines
    assert str(file.docinfo["/Title"]) == "Notes"


def test_without_a_cover_headings_can_be_jumped_to() -> None:
    file = opened(leaflet_pdf(LEAFLET))
    assert str(file.Root.Outlines.First.Title) == "Orders"


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("size", Size)
def test_all_of_easy_read_is_large(size: Size) -> None:
    pdf = leaflet_pdf(replace(LEAFLET, is_easy=True, size=size))

    assert min(sizes_of(pdf)) >= 16


def sizes_of(pdf: bytes) -> list[float]:
    """The type sizes of the file, in points."""
    found = []
    for page in opened(pdf).pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                found.append(float(operands[1]))
    return found


def test_the_same_leaflet_of_a_day_gives_the_same_bytes() -> None:
    assert leaflet_pdf(LEAFLET) == leaflet_pdf(LEAFLET)
