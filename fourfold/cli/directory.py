"""`fourfold directory`: the services as a table, written to a file or taken in from one."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from django.utils import timezone

from fourfold.cli.exits import Exit
from fourfold.core.kernel.text import escape_controls
from fourfold.core.support.service import Service
from fourfold.web.directory import actions, queries, sheet, words
from fourfold.web.directory.rows import By
from fourfold.web.directory.sheet import BadSheet, Plan

ON_THE_MACHINE = "somebody on the machine itself"


def run(options: argparse.Namespace) -> int:
    """Write or take in a table; returns an exit code."""
    try:
        if options.what == "export":
            return _export(options.file)
        return _import(options)
    except OSError as problem:
        print(f"fourfold: {options.file}: {problem.strerror}", file=sys.stderr)
        return Exit.NO_INPUT
    except BadSheet as bad:
        print(f"fourfold: {options.file}: {words.bad_sheet(bad)}", file=sys.stderr)
        return Exit.TO_MEND


def _export(path: Path) -> int:
    found = [kept.service for kept in queries.all_kept()]
    path.write_bytes(b"".join(sheet.pieces(found)))
    print(f"{len(found)} services written to {path}")
    return Exit.FINE


def _import(options: argparse.Namespace) -> int:
    """Say what the table would do; do it only when told to."""
    plan = sheet.plan(sheet.text_of(options.file.read_bytes()), timezone.localdate())
    if options.json:
        print(json.dumps(_as_json(plan), indent=2))
    else:
        for line in _lines(plan):
            print(escape_controls(line))
    if options.apply:
        actions.take_in(plan.services, By(ON_THE_MACHINE, timezone.now()))
    return Exit.TO_MEND if plan.refused else Exit.FINE


def _as_json(plan: Plan) -> dict[str, object]:
    return {
        "added": [each.id for each in plan.added],
        "changed": {
            each.after.id: {name: [old, new] for name, old, new in each.columns}
            for each in plan.changed
        },
        "same": plan.same,
        "refused": [
            {"line": each.line, "id": each.id, "why": [words.told(why) for why in each.faults]}
            for each in plan.refused
        ],
    }


def _lines(plan: Plan) -> list[str]:
    said = [_named("new", each) for each in plan.added]
    for each in plan.changed:
        said += [_named("changed", each.after)]
        said += [f"  {name}: {old!r} becomes {new!r}" for name, old, new in each.columns]
    for wrong in plan.refused:
        said += [f"line {wrong.line} refused: {words.told(why)}" for why in wrong.faults]
    counts = (len(plan.added), len(plan.changed), plan.same, len(plan.refused))
    return [*said, "{} new, {} changed, {} the same, {} refused.".format(*counts)]


def _named(what: str, service: Service) -> str:
    return f"{what}: {service.id} ({service.name})"
