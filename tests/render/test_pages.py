"""The printed pages: whole, the same every time, readable by people and by screen readers."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from fourfold.render import composing, sandbox, typeset
from fourfold.render.chronology import chronology_pdf
from fourfold.render.errors import JobFailed, NotTypeset
from fourfold.render.exhibit_list import exhibit_list_pdf
from fourfold.render.front_page import front_page_pdf
from fourfold.render.orders import orders_html, orders_pdf
from fourfold.render.view import Chronology, Highlight
from tests.render import cast
from tests.render.paper import headings_of, opened, tags_of, words_of

pytestmark = pytest.mark.slow

ORIGIN = (
    "Written by the person who made it, with free software. "
    "Nobody has checked who they are or whether it is true."
)
A4 = (595.276, 841.89)
PAGES = [
    pytest.param(front_page_pdf, cast.FRONT, id="front page"),
    pytest.param(chronology_pdf, cast.CHRONOLOGY, id="chronology"),
    pytest.param(exhibit_list_pdf, cast.EXHIBITS, id="exhibits"),
    pytest.param(chronology_pdf, replace(cast.CHRONOLOGY, lines=()), id="empty chronology"),
    pytest.param(orders_pdf, cast.ORDERS, id="orders"),
]


def telling(account: str) -> Chronology:
    """A chronology of one entry with this account."""
    line = replace(cast.GATE, telling=replace(cast.GATE.telling, account=account))
    return replace(cast.CHRONOLOGY, lines=(line,))


@pytest.mark.parametrize(("make", "view"), PAGES)
def test_the_same_view_gives_the_same_bytes(make, view):
    assert make(view) == make(view)


def test_the_zone_of_the_clock_makes_no_difference():
    elsewhere = cast.IMPRINT.made.astimezone(timezone(timedelta(hours=-5)))

    other = replace(cast.FRONT, imprint=replace(cast.IMPRINT, made=elsewhere))

    assert front_page_pdf(other) == front_page_pdf(cast.FRONT)


@pytest.mark.parametrize(("make", "view"), PAGES)
def test_a_page_is_a4_dated_titled_tagged_and_says_which_standards_it_keeps(make, view):
    pdf = opened(make(view))

    assert all(
        [float(side) for side in page.mediabox[2:]] == pytest.approx(A4, abs=0.01)
        for page in pdf.pages
    )
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/CreationDate"]) == "D:20261122070000Z"
    assert not {"/OpenAction", "/Names", "/AA"} & set(pdf.Root.keys())
    with pdf.open_metadata() as said:
        assert said["pdfaid:part"] == "2"
        assert said["pdfaid:conformance"] == "A"
        assert said["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert said["dc:title"] == str(pdf.docinfo["/Title"]) != ""


@pytest.mark.needs("qpdf")
@pytest.mark.parametrize(("make", "view"), PAGES)
def test_qpdf_finds_nothing_wrong(make, view, tmp_path):
    page = tmp_path / "page.pdf"
    page.write_bytes(make(view))

    said = subprocess.run(["qpdf", "--check", page], capture_output=True, text=True, check=False)

    assert said.returncode == 0, said.stdout + said.stderr


def test_headings_lead_through_the_chronology():
    assert headings_of(opened(chronology_pdf(cast.CHRONOLOGY))) == [
        (1, "Chronology"),
        (2, "How to read this document"),
        (2, "Saturday 14 March 2026"),
        (3, "Entry 12: Incident"),
        (3, "Entry 13: Message"),
        (4, "Version 1, replaced"),
        (2, "Date not known"),
        (3, "Entry 3: Thing received"),
    ]


@pytest.mark.parametrize(("make", "view"), PAGES)
def test_every_word_is_in_the_structure(make, view):
    """A screen reader is given headings, paragraphs and lists; no loose piece of text."""
    tags = set(tags_of(opened(make(view))))

    assert {"Document", "H1", "H2", "P"} <= tags
    assert tags <= {
        *("Document", "H1", "H2", "H3", "H4", "P", "Div", "L", "LI", "Lbl", "LBody"),
        *("Strong", "Em", "Span", "Table", "THead", "TBody", "TR", "TH", "TD"),
    }


@pytest.mark.needs("pdftotext")
def test_the_chronology_says_everything_an_officer_asks_for():
    words = words_of(chronology_pdf(cast.CHRONOLOGY))

    for said in (
        "Entry 12: Incident",
        "Saturday 14 March 2026",
        "When 9.05 pm",
        "about 11 pm",
        "not known; some time in early 2025",
        "He was standing by the gate",
        "Where Outside my home",
        "How it felt Frightened.",
        "AB/1 IMG_2041.jpg (photo, 2.1 MB)",
        "Seen by My sister",
        "Added 14 March 2026, 9.41 pm",
        "Police reference CRN 14/000000/26",
        "the owner's own account",
        "file added by the owner, unchanged since; origin not checked",
        "made by this software",
        "214 of 220 entries; 6 withheld by the owner",
        "3f9a11c0 77d2e45b",
        "220 2026-11-22 K7QF-MZ2D-P4XA-9TRW-H3",
    ):
        assert said in words, said


@pytest.mark.needs("pdftotext")
def test_an_amended_entry_shows_both_versions_both_times_and_the_reason():
    words = words_of(chronology_pdf(cast.CHRONOLOGY))

    now, before = words.index("Four texts in a row"), words.index("Three texts in a row")
    assert now < before
    assert "Amended: this is version 2." in words[:now]
    assert (
        "Version 1, replaced Added 14 March 2026, 11.30 pm Replaced 15 March 2026, 8.12 am "
        "Reason given I looked at the phone again: there were four, and they started later."
    ) in words[now:before]


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(("make", "view"), PAGES)
def test_every_page_says_whose_words_these_are_and_which_page_it_is(make, view):
    pdf = make(view)
    count = len(opened(pdf).pages)
    words = words_of(pdf)

    assert words.count(ORIGIN) >= count
    assert all(f"Page {number} of {count}" in words for number in range(1, count + 1))


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(
    "account",
    [
        '#import "@preview/cetz:0.3.0"',
        "*bold* _stress_ `code` $x^2$",
        '#read("/etc/passwd")',
        '#image("/etc/hostname") #include "/etc/passwd"',
        "= not a heading",
        "- not a list + nor this / nor: that",
        "@cite <label> // not a comment /* nor this */",
        '"); #panic("no") #("',
        '\\u{41} \\" ]] }} ~ -- --- ...',
        "https://example.org/?a=1&b=2#c",
        "{} {} [U+1F600]",
        "=1+1",
    ],
)
def test_whatever_looks_like_a_command_is_printed_as_written(account):
    assert f"What happened {account} the owner's own account" in words_of(
        chronology_pdf(telling(account))
    )


def test_no_address_becomes_a_link():
    pdf = opened(chronology_pdf(telling("See https://example.org/ now")))

    assert all("/Annots" not in page for page in pdf.pages)


@pytest.mark.needs("pdftotext")
def test_characters_without_type_are_numbered_and_explained():
    words = words_of(chronology_pdf(telling("He sent \U0001f52a and 你")))

    assert "He sent [U+1F52A] and [U+4F60]" in words
    assert "Characters that could not be printed" in words
    assert "U+1F52A hocho" in words
    assert "Characters that" not in words_of(chronology_pdf(cast.CHRONOLOGY))


@pytest.mark.needs("pdftotext")
def test_a_wrong_table_of_characters_costs_looks_and_not_the_page(monkeypatch):
    everything = frozenset(map(chr, range(0x20, 0xD800))) | {"\U0001f52a"}
    monkeypatch.setattr(composing, "bundled_fonts", lambda: (everything,))

    words = words_of(chronology_pdf(telling("He sent \U0001f52a to Łódź")))

    assert "He sent [U+1F52A] to [U+0141]ód[U+017A]" in words


@pytest.mark.needs("pdftotext")
def test_lines_and_paragraphs_stay_as_written():
    words = words_of(chronology_pdf(telling("one\ntwo\n\n\nthree\n   \nfour")))

    assert "one two three four" in words


@pytest.mark.needs("pdftotext")
def test_nothing_written_is_said_so():
    assert "(nothing written)" in words_of(chronology_pdf(telling("")))
    assert "No entries." in words_of(chronology_pdf(replace(cast.CHRONOLOGY, lines=())))


@pytest.mark.needs("pdftotext")
def test_the_front_page_is_one_page_even_when_full():
    sentence = (
        "He waited in the car park for an hour and then followed me as far as the roundabout."
    )
    longest = tuple(
        Highlight(number, "about the middle of September 2026", sentence) for number in range(5)
    )

    pdf = front_page_pdf(replace(cast.FRONT, look_first=longest))

    assert len(opened(pdf).pages) == 1
    assert "34 incidents" in words_of(pdf)


@pytest.mark.needs("pdftotext")
def test_an_exhibit_sheet_tells_where_the_file_comes_from():
    words = words_of(exhibit_list_pdf(cast.EXHIBITS))

    assert "Exhibit AB/1 File name IMG_2041.jpg" in words
    assert cast.SHEET.sha256 in words
    assert "Original kept? Yes: still on the phone it was taken with" in words
    assert words.count("Original kept?") == 1  # of the other file nobody was asked


@pytest.mark.needs("pdftotext")
def test_the_page_of_orders_tells_of_each_term_when_it_was_broken_and_who_was_told():
    words = words_of(orders_pdf(cast.ORDERS))

    for said in (
        "Non-molestation order (entry 40) Court Family Court at Leeds",
        "When What happened Exhibits Reported to 2 April 2026, 10:05am after it was served",
        "“I know what time you leave”. Entry 41 AB/1, AB/2 the police, PC 123",
        "3 Not to write This term was taken out of the order later.",
        "The terms are not written down.",
    ):
        assert said in words, said


def test_the_page_of_orders_as_html_has_the_same_and_fetches_nothing():
    page = orders_html(cast.ORDERS).decode()

    assert "default-src 'none'" in page
    assert page.count("<table>") == 1
    assert page.count('<th scope="col">') == 4
    for said in ("reference 13260412345", "not certain", "nothing in this pack", "later."):
        assert said in page, said


def test_fonts_are_ours_and_inside():
    pdf = opened(chronology_pdf(telling("وقف dŵr")))
    fonts = {
        str(font.DescendantFonts[0].FontDescriptor.FontName)
        for page in pdf.pages
        for font in page.Resources.Font.values()
    }

    assert {name.partition("+")[2].partition("-")[0] for name in fonts} == {
        "LibertinusSerif",
        "DejaVuSansMono",
    }


def test_a_worker_that_dies_is_an_error_that_tells_nothing_of_the_words(monkeypatch):
    monkeypatch.setattr(typeset, "PRESS", sandbox.Job("nowhere", must_lock=False))

    with pytest.raises(JobFailed) as caught:
        chronology_pdf(telling("a secret"))

    assert "secret" not in str(caught.value)


def test_a_refused_page_is_an_error_that_tells_nothing_of_the_words(monkeypatch):
    monkeypatch.setattr(typeset, "COMMON", "front_page.typ")

    with pytest.raises(NotTypeset) as caught:
        chronology_pdf(telling("a secret"))

    assert (caught.value.code, str(caught.value)) == ("not_typeset", "chronology")


@pytest.mark.slow
def test_a_thousand_entries_take_seconds():
    started = datetime.now(UTC)

    pdf = chronology_pdf(cast.long_chronology(1000))

    assert len(opened(pdf).pages) > 100
    assert (datetime.now(UTC) - started).total_seconds() < 30


@pytest.mark.needs("pdftotext")
def test_a_page_that_starts_inside_an_entry_says_which():
    pdf = chronology_pdf(cast.long_chronology(100))
    count = len(opened(pdf).pages)
    tops = [words_of(pdf, page)[:150] for page in range(2, count + 1)]

    inside = [top for top in tops if "continued" in top]
    assert 5 < len(inside) < len(tops)
    for top in tops:
        header, body = top.split("by the owner. ", 1) if "by the owner. " in top else (top, "")
        starts_anew = body.startswith(("Entry", "Day"))
        assert ("continued" in header) != starts_anew, top
