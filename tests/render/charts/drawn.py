"""Reading a drawn chart: valid XML, its numbers, and whether all of it lies in the view box."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from fourfold.render.charts import svg
from fourfold.render.charts.svg import LETTER, WIDTH

SPACE = "{http://www.w3.org/2000/svg}"
NUMBERS = ("x", "y", "x1", "y1", "x2", "y2", "width", "height")


class Drawn:
    """A chart as somebody's program sees it."""

    def __init__(self, text: str) -> None:
        self.root = ET.fromstring(text)  # noqa: S314
        self.height = float(self.root.attrib["viewBox"].split()[3])

    def all(self, tag: str, kind: str = "") -> list[ET.Element]:
        """Elements of a tag, or those of a kind."""
        found = self.root.iter(f"{SPACE}{tag}")
        return [each for each in found if not kind or each.attrib["class"] == f"app-chart__{kind}"]

    @property
    def texts(self) -> list[str]:
        return [each.text or "" for each in self.all("text")]

    @property
    def title(self) -> str:
        return self.all("title")[0].text or ""

    def check(self) -> None:
        """What holds of every chart."""
        ids = [each.attrib["id"] for each in (*self.all("title"), *self.all("desc"))]
        assert [self.root.attrib[f"aria-{by}"] for by in ("labelledby", "describedby")] == ids
        assert all(each.text for each in (*self.all("title"), *self.all("desc")))
        for each in self.root.iter():
            assert "style" not in each.attrib
            assert each.tag.removeprefix(SPACE) in TAGS
            for name in NUMBERS:
                if name in each.attrib:
                    assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", each.attrib[name]), each.attrib
        for each in self.all("rect"):
            x, y, wide, tall = (float(each.attrib[name]) for name in ("x", "y", "width", "height"))
            assert min(x, y) >= -0.01
            assert x + wide <= WIDTH + 0.01
            assert y + tall <= self.height + 0.01
        for each in self.all("text"):
            self._text_inside(each)

    def _text_inside(self, text: ET.Element) -> None:
        assert float(text.attrib["font-size"]) >= LETTER
        wide = svg.width(text.text or "")
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        before = {"start": 0, "middle": wide / 2, "end": wide}[text.attrib["text-anchor"]]
        assert x - before >= -0.5, text.text
        assert x - before + wide <= WIDTH + 0.5, text.text
        assert LETTER * 0.7 <= y <= self.height - 2, text.text


TAGS = {"svg", "title", "desc", "rect", "line", "path", "text"}
