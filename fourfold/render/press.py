"""The job that turns a typst source and its data into a PDF. Runs in a worker of its own.

A compile takes hundreds of megabytes that only the end of a process gives back. The source is
ours; the data reaches it as JSON and is never read as typst, and there are no files to read.
"""

import json
from typing import Final

import typst

__all__ = ["work"]

# Made while the process may still ask where it is; the fonts are typst's own.
COMPILER: Final = typst.Compiler(ignore_system_fonts=True)


def work(data: bytes) -> bytes:
    """JSON with source, data and made (seconds since 1970) in; a PDF, or typst's complaint, out."""
    asked = json.loads(data)
    try:
        pages = COMPILER.compile(
            asked["source"].encode(),
            format="pdf",
            sys_inputs={"data": asked["data"]},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=asked["made"],
        )
    except typst.TypstError as error:
        return error.message.encode()
    return pages if isinstance(pages, bytes) else b"not one document"
