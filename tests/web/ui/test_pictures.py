"""The pictures of easy read: our own, safe under the site's rules, each there and each in use."""

import re
from pathlib import Path
from xml.etree import ElementTree

from fourfold.core.guidance.page import Page
from fourfold.data import guidance
from fourfold.web import ui
from tests.table import over

FOLDER = Path(ui.__file__).parent / "static" / "ui" / "pictures"
PICTURES = {path.stem: path for path in sorted(FOLDER.iterdir())}
PAGES = [page for page in guidance.load().pages.values() if page.language == "easy"]
NAMED = re.compile(r"^!\[\]\(([^)]*)\)", re.M)
# Drawn for pages that come later, so that one meaning keeps one picture.
FOR_LATER = {"bus", "school"}
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {SVG + name for name in ("svg", "g", "rect", "circle", "path")}
ATTRIBUTES = {"viewBox", "width", "height", "rx", "x", "y", "cx", "cy", "r", "d", "fill", "stroke"}
ATTRIBUTES |= {"stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"}
BYTES = 1500
EVERY_PICTURE = over("path", PICTURES.values(), lambda path: path.name)


def parsed(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_bytes())  # noqa: S314 - our own files


@EVERY_PICTURE
def test_a_picture_is_plain_shapes_on_a_white_square(path: Path) -> None:
    root = parsed(path)
    ground = root[0]
    assert root.get("viewBox") == "0 0 48 48"
    assert (ground.tag, ground.get("fill"), ground.get("width")) == (SVG + "rect", "#ffffff", "48")
    assert {each.tag for each in root.iter()} <= SHAPES
    assert {name for each in root.iter() for name in each.attrib} <= ATTRIBUTES


@EVERY_PICTURE
def test_a_picture_holds_no_text_and_is_small(path: Path) -> None:
    assert path.suffix == ".svg"
    assert path.stat().st_size <= BYTES
    assert not "".join(parsed(path).itertext()).strip()


@over("page", PAGES, lambda page: page.slug)
def test_every_picture_that_a_page_names_is_there(page: Page) -> None:
    assert set(NAMED.findall(page.body)) <= PICTURES.keys()


def test_every_picture_is_in_use_or_kept_for_later() -> None:
    used = {name for page in PAGES for name in NAMED.findall(page.body)}
    assert PICTURES.keys() - used == FOR_LATER
