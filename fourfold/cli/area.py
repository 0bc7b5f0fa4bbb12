"""`fourfold area`: the police force of a postcode, from the table in memory. Nothing is written."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Final

from fourfold.cli.exits import Exit
from fourfold.core.support.area import Answer, Code, Confidence
from fourfold.data import areas
from fourfold.web.project import env

_MOST = 500
_SAID: Final = {
    Code.EXACT: "",
    Code.NEAR_BORDER: "near a border: either may be the one",
    Code.ONE_FORCE: "all that begins so lies in one force",
    Code.SEVERAL_FORCES: "forces meet there: the share of its postcodes that each has",
    Code.NOT_LISTED: "forces meet there, and it may be new or mistyped: the likeliest first",
    Code.CROWN_DEPENDENCY: "in a Crown dependency, which has its own police and law",
    Code.NO_FORCE: "it is for large users of the post, and nobody knows its place: try another",
    Code.NOT_FOUND: "there is no such postcode in the table",
    Code.EMPTY: "no postcode was given",
    Code.NUMBER: "that is a number, not a postcode",
    Code.SEVERAL: "that is more than one postcode",
    Code.BFPO: "an address of the forces, wherever they are",
    Code.OVERSEAS: "in an overseas territory, whose police are not the UK's",
    Code.FOREIGN: "that is the postcode of another country",
    Code.SHAPE: "that does not look like a postcode",
}


def run(options: argparse.Namespace) -> int:
    """Print the answer; `-` reads the postcode from standard input, which no history keeps."""
    text = sys.stdin.readline(_MOST) if options.text == "-" else options.text
    answer = areas.current(env.folder("DATA", "var")).find(text)
    if options.json:
        print(json.dumps(plain(answer), ensure_ascii=False))
    else:
        print("\n".join(lines(answer)))
    return Exit.NOT_KNOWN if answer.confidence is Confidence.UNKNOWN else Exit.FINE


def plain(answer: Answer) -> dict[str, object]:
    """The answer as JSON has it: shares where part of a postcode was given, why where unknown."""
    is_part = answer.confidence is Confidence.AREA_ONLY
    forces = [
        {"id": each.force.id, "name": each.force.name, "code": each.force.code}
        | ({"share": round(each.share, 4)} if is_part else {})
        for each in answer.candidates
    ]
    found: dict[str, object] = {
        "postcode": answer.asked,
        "confidence": answer.confidence.value,
        "forces": forces,
    }
    if answer.confidence is Confidence.UNKNOWN:
        found["why"] = answer.code.value
    return found


def lines(answer: Answer) -> list[str]:
    """The answer in words."""
    said = _SAID[answer.code]
    first = ": ".join(each for each in (answer.asked, said) if each)
    shares = answer.code in (Code.SEVERAL_FORCES, Code.NOT_LISTED)
    return [
        first,
        *(
            f"  {each.force.name}" + (f"  {each.share:.1%}" if shares else "")
            for each in answer.candidates
        ),
    ]
