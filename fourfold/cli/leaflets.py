"""`fourfold leaflets`: every guide as a PDF, for whoever prints them."""

from __future__ import annotations

import argparse
import sys

from django.utils import timezone

from fourfold.cli.exits import Exit
from fourfold.render.leaflet import Size, leaflet_pdf
from fourfold.web.directory import queries as directory
from fourfold.web.guidance import leaflets
from fourfold.web.ui.language import CODES


def run(options: argparse.Namespace) -> int:
    """Write the files and print the title of each; returns an exit code."""
    today = options.today or timezone.localdate()
    directory.refresh()  # who to call is what the operators say, where there is a database
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        for asked in chosen(options):
            leaflet = leaflets.leaflet(asked, today)
            (options.out / asked.file_name).write_bytes(leaflet_pdf(leaflet))
            print(f"{asked.file_name}  {leaflet.title}")
    except OSError as problem:
        print(f"fourfold: cannot write into {options.out}: {problem.strerror}", file=sys.stderr)
        return Exit.NO_INPUT
    return Exit.FINE


def chosen(options: argparse.Namespace) -> list[leaflets.Asked]:
    """The leaflets that the options leave, by language and page."""
    languages = [options.language] if options.language else list(CODES)
    sizes = [Size(options.size)] if options.size else list(Size)
    found = (asked for language in languages for asked in leaflets.every(language))
    return [each for each in found if each.size in sizes and each.has_cover == options.cover]
