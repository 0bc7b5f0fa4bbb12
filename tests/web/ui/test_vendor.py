"""What the build takes from GOV.UK Frontend, and what it must leave behind."""

import json
import re
import shutil
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(hatch_build.__file__).resolve().parent
FONT = "@font-face{font-family:GDS Transport;src:url(/assets/fonts/a.woff2)}"
CREST = ".govuk-footer__copyright-logo:before{background-image:url(/assets/images/govuk-crest.svg)}"


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (FONT + ".a{color:red}", ".a{color:red}"),
        (".a{font-family:GDS Transport,arial,sans-serif}", ".a{font-family:arial,sans-serif}"),
        (f"@media print{{{CREST}}}", ""),
        (".a{b:c}/*# sourceMappingURL=x.css.map */", ".a{b:c}"),
    ],
)
def test_font_crest_and_source_map_are_cut_out(css: str, left: str) -> None:
    assert hatch_build.clean_style(css).strip() == left


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".govuk-tabs{a:b}.govuk-tag{c:d}", ".govuk-tag{c:d}"),
        (r".govuk-\!-width-full,.govuk-\!-margin-0{a:b}", r".govuk-\!-margin-0{a:b}"),
        (".govuk-tabs__panel,.govuk-tag--tabs{a:b}", ".govuk-tag--tabs{a:b}"),
        (
            ".govuk-header--x:not(.a,.b){a:b}.govuk-generic-header{c:d}",
            ".govuk-generic-header{c:d}",
        ),
        ("@media print{.govuk-panel{a:b}.c{d:e}}", "@media print{.c{d:e}}"),
        ("@media print{.govuk-panel{a:b}}", ""),
        ("@supports (a:b){@media print{.c{d:e}}}", "@supports (a:b){@media print{.c{d:e}}}"),
        (
            "@font-palette-values --x{a:b}.c:is(.d,.e){f:g}",
            "@font-palette-values --x{a:b}.c:is(.d,.e){f:g}",
        ),
    ],
)
def test_styles_that_no_page_uses_are_left_out(css: str, left: str) -> None:
    assert hatch_build.without_unused(css) == left


def test_no_page_uses_a_component_whose_styles_are_left_out() -> None:
    components, utilities = map("|".join, (hatch_build.UNUSED, hatch_build.UNUSED_UTILITIES))
    used = re.compile(rf"govuk-(({components})(?![a-z]|-[a-z])|!-({utilities})-)")
    templates = [*(ROOT / "fourfold").rglob("*.html"), *(ROOT / "fourfold").rglob("*.py")]
    assert used.search("<div class=govuk-tabs>")
    assert used.search("<div class=govuk-!-padding-top-3>")
    assert [path.name for path in templates if used.search(path.read_text())] == []


@pytest.mark.parametrize("css", [".x{src:url(/a)}", ".x{", ".crest{}"])
def test_the_build_stops_when_something_is_left(css: str) -> None:
    with pytest.raises(hatch_build.AssetsMissing):
        hatch_build.clean_style(css)


def test_a_build_with_the_files_in_place_fetches_nothing(tmp_path: Path) -> None:
    shutil.copy(ROOT / "package-lock.json", tmp_path)
    vendor = tmp_path / hatch_build.VENDOR
    shutil.copytree(ROOT / hatch_build.VENDOR, vendor)
    assert hatch_build.gather(tmp_path) is False


def test_the_files_in_use_are_those_of_the_lock_and_carry_their_licence() -> None:
    hatch_build.gather(ROOT)
    lock = json.loads((ROOT / "package-lock.json").read_text())
    version = lock["packages"]["node_modules/govuk-frontend"]["version"]
    notice = (ROOT / hatch_build.VENDOR / hatch_build.NOTICE).read_text()
    assert version in notice
    assert "Crown Copyright" in notice
    style = (ROOT / hatch_build.VENDOR / hatch_build.STYLE).read_text()
    assert f'--govuk-frontend-version:"{version}"' in style
    assert not [mark for mark in hatch_build.NOT_OURS if mark in style]


def test_the_lock_names_no_registry() -> None:
    assert "resolved" not in (ROOT / "package-lock.json").read_text()
