"""Letters as printed pages: a draft on every page, and no character of it lost without a word."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourfold.core.kernel.text import clean
from fourfold.render import sandbox, typeset
from fourfold.render.composing import UNSEEN, Compositor
from fourfold.render.errors import JobFailed
from fourfold.render.letter import Part, Sheet, Wording, letter_pdf
from tests.render.paper import headings_of, opened, tags_of, words_of

FOOT = "A draft in my own words. Not legal advice."
SHEET = Sheet(
    heading="Request for a review",
    notice="This is a draft.",
    made=date(2026, 11, 25),
    parts=(Part("What happened", "On 14 March 2026.\nHe rang.\n\nThen it was quiet."),),
    wording=Wording("Document", "Page {} of {}", FOOT, "Not printed", "Their numbers:"),
)
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def saying(*texts: str) -> Sheet:
    """A sheet with one part for each text."""
    return replace(SHEET, parts=tuple(Part(f"Part {n}", text) for n, text in enumerate(texts, 1)))


def spoken(text: str) -> str:
    """A text without what print may not show and where its lines break."""
    seen = "".join(each for each in text if each not in UNSEEN and each != "\u200d")
    return "".join(unicodedata.normalize("NFKD", seen).split())


def test_it_is_a4_titled_neutrally_and_the_same_all_day() -> None:
    pdf = letter_pdf(SHEET)
    assert letter_pdf(SHEET) == pdf
    with opened(pdf) as found:
        assert str(found.docinfo["/Title"]) == "Document"
        assert [round(float(side)) for side in found.pages[0].mediabox[2:]] == [595, 842]
        assert found.Root.MarkInfo.Marked


def test_every_heading_is_a_heading_and_every_page_says_draft() -> None:
    pdf = letter_pdf(saying(*["One line.\n\n" * 60] * 3))
    with opened(pdf) as found:
        assert headings_of(found)[0] == (1, "Request for a review")
        assert [level for level, _words in headings_of(found)[1:]] == [2, 2, 2]
        pages = len(found.pages)
    assert pages > 2
    for page in range(1, pages + 1):
        assert FOOT in words_of(pdf, page)
        assert f"Page {page} of {pages}" in words_of(pdf, page)


def test_lines_and_paragraphs_stay_as_they_were_written() -> None:
    pdf = letter_pdf(SHEET)
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    assert "On 14 March 2026.\nHe rang." in told.stdout.decode()
    assert tags_of(opened(pdf)).count("P") == 3


def test_what_no_typeface_has_stands_as_its_number_and_in_a_list() -> None:
    told = words_of(letter_pdf(saying(f"He sent {FAMILY} and 你.")))
    for code in ("U+1F468", "U+1F469", "U+1F467", "U+4F60"):
        assert f"[{code}]" in told
    assert "Not printed Their numbers:" in told
    assert "family" not in told
    assert "girl" in told


def test_a_letter_whose_characters_are_all_there_has_no_such_list() -> None:
    assert "Not printed" not in words_of(letter_pdf(saying("Łódź, Ελλάδα, Привет, e\u0301")))


def test_text_is_never_read_as_a_command() -> None:
    hostile = '#panic("no") $x$ *a* _b_ `c` <d> @e [f] \\ // #let x = 1 "]'
    assert hostile in words_of(letter_pdf(saying(hostile)))


def test_a_word_without_an_end_stays_on_the_paper() -> None:
    pdf = letter_pdf(saying("x" * 5000))
    assert words_of(pdf).replace(" ", "").count("x") >= 5000


@pytest.mark.parametrize("text", ["", "\n\n", "  ", "\t"])
def test_a_part_of_nothing_is_still_a_page(text: str) -> None:
    assert "Part 1" in words_of(letter_pdf(saying(text)))


# Words, letters with marks, other scripts, emoji with joiners and skin, and whatever else there is.
WRITTEN = (
    *("é", "e\u0301", "Łódź", "Ελλάδα", "Привет", "你好", "한국어", "ไทย", "हिन्दी", "“a” — £5"),
    *(FAMILY, "👍🏽", "🇬🇧", "❤\ufe0f", "1\ufe0f\u20e3", "a\tb", "a\n\nb", "ﬁ", "½", "שלום"),
)
PIECES = st.one_of(
    st.sampled_from(WRITTEN), st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.lists(PIECES, min_size=1, max_size=8).map(" ".join))
def test_no_character_is_lost_silently(text: str) -> None:
    text = clean(text)
    compositor = Compositor()
    shown = compositor.compose(text)
    told = words_of(letter_pdf(saying(text)))
    for each in compositor.unprinted:
        assert each["code"] in told
    latin = re.findall(r"[A-Za-z0-9À-ÖØ-öø-ÿĀ-žΑ-ωА-я]+", shown)
    assert all(spoken(word) in spoken(told) for word in latin)


def test_it_is_valid_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(letter_pdf(saying("شكرا and שלום", "e\u0301" * 40)))
    assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True).returncode == 0


def test_a_letter_may_use_up_less_than_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    assert typeset.SHORT_PRESS.memory < typeset.PRESS.memory
    monkeypatch.setattr(typeset, "SHORT_PRESS", sandbox.Job("nowhere", must_lock=False))
    with pytest.raises(JobFailed):
        letter_pdf(SHEET)
