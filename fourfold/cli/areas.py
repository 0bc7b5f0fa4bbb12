"""`fourfold areas`: which table of postcodes is in use; a new one from the official directory."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from fourfold.cli.exits import Exit
from fourfold.core.support.building import Changes, build, compare, count_of
from fourfold.core.support.errors import DirectoryError
from fourfold.core.support.table import Table
from fourfold.data import areas, forces, postcode_directory
from fourfold.web.project import env

_BAR = 30
_OUTCODES_SHOWN = 20
_SAID = {
    "columns": "it has no column for: {missing}. Is it the NSPL or ONSPD, from 2017 or later?",
    "empty": "there is nothing in it.",
    "rows": "{bad} of its {rows} rows cannot be read.",
    "vanished": "no postcode in it belongs to {codes}. Is it only a part of the directory?",
    "too_few": "it has {listed} postcodes and the table until now {before}. Is it complete?",
    "unknown_code": "it names a force area that this version does not know, {found}: upgrade.",
    "too_many": "it has more rows or sectors than there are postcodes.",
    "too_large": "it is larger than a postcode directory can be.",
    "unreadable": "it is not written as a CSV is.",
    "damaged": "the ZIP is damaged: download it again.",
    "cut_short": "its last row is cut short: download it again.",
    "encoding": "it is written in UTF-16: save it as UTF-8.",
    "no_table": "the ZIP holds no CSV with postcodes and force areas.",
    "several": "the ZIP holds more than one directory: {names}. Unpack the one you want.",
}


def run(options: argparse.Namespace) -> int:
    """Show, import or undo; returns an exit code."""
    data = env.folder("DATA", "var")
    if options.what == "show":
        return _show(data)
    return _undo(data) if options.undo else _import(options.file, data)


def _show(data: Path) -> Exit:
    used = areas.current(data)
    print(f"{_name(used.table)}: {count_of(used.table)} postcodes")
    print("the packaged table" if used is areas.load() else f"imported, in {data / areas.FOLDER}")
    if areas.is_damaged(data):
        print("the imported table cannot be read, so the packaged one answers: import it again.")
        return Exit.TO_MEND
    return Exit.FINE


def _undo(data: Path) -> Exit:
    if not areas.undo(data):
        print("fourfold: there is nothing to undo: the packaged table is in use.", file=sys.stderr)
        return Exit.NO_INPUT
    print(f"In use again: {_name(areas.current(data).table)}")
    return Exit.FINE


def _import(path: Path, data: Path) -> Exit:
    before = areas.current(data).table
    codes = sorted(forces.by_code())
    bar = progress_bar()
    try:
        read = postcode_directory.read(path, codes, count_of(before), bar)
        table = build(read.found, read.source, read.dated, areas.load().table)
        changes = compare(read.found, table, before)
        areas.keep(data, table)
    except DirectoryError as problem:
        said = _SAID[problem.code].format(**problem.facts)
        print(f"fourfold: {path.name} was not taken: {said}", file=sys.stderr)
        print("The table until now is still in use.", file=sys.stderr)
        return Exit.TO_MEND
    except OSError as problem:
        print(f"fourfold: {problem.strerror}: {problem.filename or path}", file=sys.stderr)
        return Exit.NO_INPUT
    print(f"Read {read.found.rows} rows, {read.found.left_out} left out, {read.found.bad} bad.")
    print("\n".join(report(changes, before, table)))
    return Exit.FINE


def report(changes: Changes, before: Table, after: Table) -> list[str]:
    """The difference between two tables in words."""
    names = {code: force.name for code, force in forces.by_code().items()}
    moved = sum(count for _old, _new, count in changes.moved)
    return [
        f"Until now: {_name(before)}, {changes.before} postcodes",
        f"In use:    {_name(after)}, {changes.after} postcodes, {len(after.near)} near a border",
        f"Postcodes with another force than before: {moved}",
        *(f"  {names[old]} -> {names[new]}: {count}" for old, new, count in changes.moved),
        f"New outcodes: {_few(changes.new_outcodes)}",
        f"Outcodes no longer there: {_few(changes.gone_outcodes)}",
    ]


def progress_bar() -> Callable[[int, int], None]:
    """A line on the terminal that fills up; nothing where the output goes elsewhere."""
    if not sys.stderr.isatty():
        return lambda _done, _whole: None
    shown = -1

    def show(done: int, whole: int) -> None:
        nonlocal shown
        percent = min(100, done * 100 // max(whole, 1))
        if percent != shown:
            shown = percent
            filled = "#" * (percent * _BAR // 100)
            end = "\n" if percent == 100 else ""
            print(f"\r[{filled:<{_BAR}}] {percent:3} %", end=end, file=sys.stderr, flush=True)

    return show


def _name(table: Table) -> str:
    return f"{table.source}, {table.dated}" if table.dated else table.source


def _few(outcodes: tuple[str, ...]) -> str:
    if not outcodes:
        return "none"
    rest = len(outcodes) - _OUTCODES_SHOWN
    more = f" and {rest} more" if rest > 0 else ""
    return " ".join(outcodes[:_OUTCODES_SHOWN]) + more
