"""The chronology as a web page and as a table, and the sheet beside each exhibit."""

import base64
import csv
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO
from itertools import pairwise

import pytest

from fourfold.render.chronology import chronology_csv, chronology_html
from fourfold.render.view import Chronology, CitedExhibit, Fact
from tests.render import cast

HOSTILE = "</p><script>alert(1)</script><img src=http://x.example/a onerror=b> & \" ' &amp;"


class Page(HTMLParser):
    """What a browser would find: elements with their attributes, and the text of each."""

    def __init__(self, document: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(document.decode())

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def everywhere(text: str) -> Chronology:
    """A chronology with this text in every place that the owner or a stranger can fill."""
    telling = replace(
        cast.GATE.telling,
        when=text,
        account=text,
        where=text,
        feelings=text,
        facts=(Fact(text, text),),
        exhibits=(CitedExhibit("AB/1", text, text),),
    )
    earlier = tuple(
        replace(each, telling=telling, reason=text, added=text) for each in cast.AMENDED.earlier
    )
    line = replace(cast.AMENDED, day=text, kind=text, telling=telling, earlier=earlier)
    return replace(cast.CHRONOLOGY, span=text, lines=(line,))


def test_the_web_page_is_whole_by_itself():
    page = Page(chronology_html(cast.CHRONOLOGY))

    names = {name for name, _ in page.elements}
    assert not names & {"script", "img", "link", "iframe", "form", "object", "base", "svg"}
    assert page.all("html") == [{"lang": "en-GB"}]
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    assert {attributes.get("href") for attributes in page.all("a")} == {"#entries"}
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert ids == ["entries", "entry-12", "entry-13", "entry-3"]
    assert not any("style" in attributes for _, attributes in page.elements)


def test_the_web_page_forbids_everything_but_its_own_style():
    document = chronology_html(cast.CHRONOLOGY).decode()
    style = re.search("<style>(.*?)</style>", document, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()

    policy = Page(document.encode()).all("meta")[1]

    assert policy["http-equiv"] == "Content-Security-Policy"
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'"
    )
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_headings_of_the_web_page_step_down_one_at_a_time():
    levels = [
        int(name[1])
        for name, _ in Page(chronology_html(cast.CHRONOLOGY)).elements
        if re.fullmatch("h[1-6]", name)
    ]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_hostile_text_is_only_text():
    page = Page(chronology_html(everywhere(HOSTILE)))

    assert not {name for name, _ in page.elements} & {"script", "img"}
    assert sum(HOSTILE in text for text in page.texts) >= 15


@pytest.mark.parametrize("character", ["\0", "\a", "\x1b", "\x85", "\u202e", "\u2067", "\ud800"])
def test_what_would_hide_or_turn_text_is_shown_as_its_number(character):
    document = chronology_html(everywhere(f"a{character}b")).decode()

    assert character not in document
    assert f"a[U+{ord(character):04X}]b" in document


def test_other_scripts_and_pictures_are_written_as_they_are():
    text = "Łódź 你好 हिन्दी گھر \U0001f468\u200d\U0001f469 ❤\ufe0f"

    assert text in chronology_html(everywhere(text)).decode()


def test_the_web_page_says_everything_the_printed_one_says():
    text = " ".join("".join(Page(chronology_html(cast.CHRONOLOGY)).texts).split())

    for said in (
        "Entry 12: Incident",
        "9.05 pm",
        "He was standing by the gate",
        "AB/1 IMG_2041.jpg (photo, 2.1 MB)",
        "Amended: this is version 2.",
        "Version 1, replaced",
        "14 March 2026, 11.30 pm",
        "15 March 2026, 8.12 am",
        "I looked at the phone again",
        "CRN 14/000000/26",
        "the owner's own account",
        "file added by the owner, unchanged since; origin not checked",
        "made by this software",
        "214 of 220 entries; 6 withheld by the owner",
        cast.IMPRINT.fingerprint,
        cast.IMPRINT.checkpoint,
        "Nobody has checked who they are or whether it is true.",
    ):
        assert said in text, said


def test_a_chronology_of_nothing_says_so():
    assert b"No entries." in chronology_html(replace(cast.CHRONOLOGY, lines=()))


def rows_of(view: Chronology) -> list[dict[str, str]]:
    table = chronology_csv(view)
    assert table.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(table.decode("utf-8-sig"), newline="")))


def test_the_table_has_a_row_for_each_version():
    rows = rows_of(cast.CHRONOLOGY)

    assert [(row["Entry"], row["Version"], row["State"]) for row in rows] == [
        ("12", "1", "current"),
        ("13", "2", "current"),
        ("13", "1", "replaced"),
        ("3", "1", "current"),
    ]
    assert rows[2]["Reason given"].startswith("I looked at the phone again")
    assert rows[2]["Replaced"] == "15 March 2026, 8.12 am"
    assert rows[0]["What happened (the owner's own account)"] == cast.GATE.telling.account
    assert rows[3]["Police reference"] == "CRN 14/000000/26"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "＠"])
def test_no_cell_is_a_formula(start):
    text = f'{start}HYPERLINK("http://x.example","a")'

    cells = [cell for row in rows_of(everywhere(text)) for cell in row.values()]

    assert sum(cell == f"'{text}" for cell in cells) >= 8
    assert not any(cell.startswith(start) for cell in cells)


def test_ordinary_cells_are_left_alone():
    row = rows_of(everywhere('2 - 3 = he said, "no"\nthen left'))[0]

    assert row["Where"] == '2 - 3 = he said, "no"\nthen left'
