"""The `fourfold` command: one word, one thing done."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

import django
from django.db import DatabaseError

from fourfold import __version__
from fourfold.cli import pattern
from fourfold.cli.exits import Exit
from fourfold.vault.errors import BadServerKey
from fourfold.web.project.env import BadSetting

WITHOUT_DJANGO = ("verify", "area", "areas", "notices", "pattern")


class Parser(argparse.ArgumentParser):
    """argparse, but wrong usage ends with 64: 1 and 2 are answers about a pack."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(Exit.WRONG_USAGE, f"{self.prog}: {message}\n")


def build_parser() -> Parser:
    """Every command with its options."""
    parser = Parser(prog="fourfold", description="A private record that holds up.")
    parser.add_argument("--version", action="version", version=f"fourfold {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    _add_service(commands)
    _add_operator(commands)
    verify = commands.add_parser("verify", help="check an evidence pack, a zip or a folder")
    verify.add_argument("pack", type=Path)
    verify.add_argument("--key", help="the signer's fingerprint, or a file with the public key")
    verify.add_argument("--json", action="store_true", help="print the report as JSON")
    _add_age(commands)
    content = commands.add_parser("content", help="look after the guidance")
    content.add_argument("what", choices=["check"], help="report what has to be mended in it")
    content.add_argument("--json", action="store_true", help="print the report as JSON")
    content.add_argument("--today", type=date.fromisoformat, help="as if it were this day")
    content.set_defaults(data=None)
    _add_leaflets(commands)
    _add_directory(commands)
    _add_areas(commands)
    _add_notices(commands)
    _add_orders(commands)
    pattern.add_arguments(
        commands.add_parser("pattern", help="say what the entries of a record show together")
    )
    return parser


def _add_service(commands: argparse._SubParsersAction[Parser]) -> None:
    for name, words in (
        ("serve", "run the service"),
        ("demo", "run it with an invented record to explore"),
        ("check", "look at keys, database, storage and permissions, and say what to do"),
        ("sweep", "remove what has had its time"),
        ("feedback", "print what people said about the service"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("--data", type=Path, help="the data folder (default: ./var)")
        if name in ("serve", "demo"):
            command.add_argument("--port", type=_port, default=8000)


def _add_operator(commands: argparse._SubParsersAction[Parser]) -> None:
    words = "who may see counts and feedback in a browser; nobody reads a record there"
    operator = commands.add_parser("operator", help=words)
    kinds = operator.add_subparsers(dest="what", required=True, parser_class=Parser)
    for name, help_words in (
        ("add", "add one; asks for a passphrase and a code from an authenticator app"),
        ("remove", "remove one, who is signed out by that"),
        ("list", "print their names"),
    ):
        kind = kinds.add_parser(name, help=help_words)
        kind.add_argument("--data", type=Path, help="the data folder (default: ./var)")
        if name != "list":
            kind.add_argument("name", help="the operator's name")


def _add_age(commands: argparse._SubParsersAction[Parser]) -> None:
    for name, words in (
        ("age-file", "write one kept file as a standard age file; asks for the passphrase"),
        ("age-key", "write the record's age key, which opens such files; asks for the passphrase"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("--data", type=Path, help="the data folder (default: ./var)")
        command.add_argument("--record", required=True, help="the record name")
        command.add_argument("--out", type=Path, required=True, help="a new file to write")
        if name == "age-file":
            command.add_argument("id", help="the file's id, as on its page")


def _add_leaflets(commands: argparse._SubParsersAction[Parser]) -> None:
    command = commands.add_parser("leaflets", help="write every guide as a PDF to print")
    command.add_argument("--out", type=Path, required=True, help="the folder to write into")
    command.add_argument("--language", choices=["en", "cy", "easy"], help="only in this one")
    command.add_argument("--size", choices=["a4", "a5"], help="only on this paper")
    command.add_argument("--cover", action="store_true", help="first sheet says nothing")
    command.add_argument("--today", type=date.fromisoformat, help="as if it were this day")
    command.set_defaults(data=None)


def _add_directory(commands: argparse._SubParsersAction[Parser]) -> None:
    command = commands.add_parser("directory", help="the services as a table, out or in")
    command.add_argument("what", choices=["export", "import"])
    command.add_argument("file", type=Path, help="the table, CSV in UTF-8")
    command.add_argument("--data", type=Path, help="the data folder (default: ./var)")
    command.add_argument("--apply", action="store_true", help="import: do it, not only say it")
    command.add_argument("--json", action="store_true", help="import: print it as JSON")


def _add_areas(commands: argparse._SubParsersAction[Parser]) -> None:
    area = commands.add_parser("area", help="print the police force of a postcode")
    area.add_argument("text", metavar="TEXT", help="a postcode or a part of one; - reads it")
    area.add_argument("--json", action="store_true", help="print the answer as JSON")
    areas = commands.add_parser("areas", help="look after the table of postcodes and forces")
    kinds = areas.add_subparsers(dest="what", required=True, parser_class=Parser)
    show = kinds.add_parser("show", help="print which table is in use")
    words = "make a new table from the official postcode directory, a CSV or ZIP"
    take = kinds.add_parser("import", help=words)
    source = take.add_mutually_exclusive_group(required=True)
    source.add_argument("file", type=Path, nargs="?", help="the directory: NSPL or ONSPD")
    source.add_argument("--undo", action="store_true", help="go back to the table before")
    for command in (area, show, take):
        command.add_argument("--data", type=Path, help="the data folder (default: ./var)")


def _add_notices(commands: argparse._SubParsersAction[Parser]) -> None:
    words = "who should tell somebody what, and by when, after what happened in a case"
    command = commands.add_parser("notices", help=words)
    command.add_argument("case", type=Path, help="a JSON file (docs/notices.md), or - to read it")
    command.add_argument("--json", action="store_true", help="print the notices as JSON")
    command.add_argument(
        "--without", action="append", default=[], metavar="RULE", help="leave this rule out"
    )
    command.add_argument("--holidays", type=Path, help="holidays to add or take away, a JSON file")


def _add_orders(commands: argparse._SubParsersAction[Parser]) -> None:
    words = "which orders could protect somebody, with reasons that name their rules"
    command = commands.add_parser("orders", help=words)
    command.add_argument("answers", type=Path, help="a JSON file (docs/orders.md), or - to read it")
    command.add_argument("--json", action="store_true", help="print the answers as JSON")
    command.add_argument(
        "--without", action="append", default=[], metavar="RULE", help="leave this rule out"
    )
    command.add_argument("--today", type=date.fromisoformat, help="as if it were this day")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    options = build_parser().parse_args(arguments)
    try:
        return int(_run(options))
    except BadSetting as problem:
        print(f"fourfold: {problem}", file=sys.stderr)
        return Exit.BAD_SET_UP
    except (DatabaseError, BadServerKey):
        print(
            "fourfold: the database or a key is missing or damaged. "
            "Run `fourfold check` with the same settings: it says what to do.",
            file=sys.stderr,
        )
        return Exit.BAD_SET_UP
    except (KeyboardInterrupt, BrokenPipeError):
        # Whoever read our output has seen enough; what is left of it must not be tried again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FINE
    except Exception as problem:
        # Where it happened, never the text of the error: it may quote what somebody wrote.
        print(f"fourfold: something went wrong inside ({type(problem).__name__})", file=sys.stderr)
        for step in traceback.extract_tb(problem.__traceback__):
            print(f"  {Path(step.filename).name}:{step.lineno} {step.name}", file=sys.stderr)
        return Exit.INTERNAL_ERROR


def _run(options: argparse.Namespace) -> int:
    _take_settings(options)
    if options.command not in WITHOUT_DJANGO:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fourfold.web.project.settings")
        django.setup()
    module = options.command.replace("-", "_")
    return int(importlib.import_module(f"fourfold.cli.{module}").run(options))


def _take_settings(options: argparse.Namespace) -> None:
    """Options become settings before anything reads them; a setting of the environment wins."""
    if getattr(options, "data", None):
        os.environ["FOURFOLD_DATA"] = str(options.data)
    elif options.command == "demo":
        os.environ.setdefault("FOURFOLD_DATA", "var/demo")
    if "port" in options:
        os.environ.setdefault("FOURFOLD_ORIGIN", f"http://localhost:{options.port}")


if __name__ == "__main__":
    sys.exit(main())
