"""Processor time of one result page of "find support", beside other pages that the visit changes.

    python bench/bench_support.py [--times 300]

In this process, through the whole WSGI application: a postcode is sent, then the page that the
visit shows is asked for again and again. `cpu_ms` is the median of this process's own time.
"""

from __future__ import annotations

import argparse
import io
import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any
from wsgiref.util import setup_testing_defaults

import report

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fourfold.web.project.settings")
# In London, near a border, in part of an area, in Scotland, in Wales.
PLACES = ("SW1A 1AA", "CH4", "G1 1AA", "CF10 1AA")
OTHERS = ("/search", "/feedback")
WARM = 20


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=300)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "data"
        data.mkdir(mode=0o700)
        os.environ["FOURFOLD_DATA"] = str(data)
        application = prepared()
        rows: list[report.Row] = []
        for prefix in ("", "/cy", "/easy"):
            path = f"{prefix}/support/near"
            for place in PLACES:
                cookie = visit(application, path, f"place={place.replace(' ', '+')}")
                rows.append(row(f"{path}, {place}", application, path, cookie, times))
        rows += [row(path, application, path, cookie, times) for path in OTHERS]
    report.write("support", rows)


def prepared() -> Any:
    """The application over an empty database."""
    import django
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    django.setup()
    call_command("migrate", verbosity=0)
    return get_wsgi_application()


def visit(application: Any, path: str, form: str) -> str:
    """Send a form; returns the cookie of the visit that it begins."""
    body = form.encode()
    status, headers, _body = ask(
        application,
        REQUEST_METHOD="POST",
        PATH_INFO=path,
        CONTENT_TYPE="application/x-www-form-urlencoded",
        CONTENT_LENGTH=str(len(body)),
        HTTP_SEC_FETCH_SITE="same-origin",
        **{"wsgi.input": io.BytesIO(body)},
    )
    if not status.startswith("303"):
        raise SystemExit(f"{path}: {status}")
    return headers["Set-Cookie"].partition(";")[0]


def row(what: str, application: Any, path: str, cookie: str, times: int) -> report.Row:
    spent = []
    for _ in range(WARM + times):
        before = time.process_time()
        status, _headers, body = ask(application, PATH_INFO=path, HTTP_COOKIE=cookie)
        spent.append(time.process_time() - before)
        if not status.startswith("200"):
            raise SystemExit(f"{path}: {status}")
    return {"what": what, "bytes": len(body), "cpu_ms": round(median(spent[WARM:]) * 1000, 2)}


def ask(application: Any, **more: Any) -> tuple[str, dict[str, str], bytes]:
    told: list[tuple[str, dict[str, str]]] = []
    environ: dict[str, Any] = {"HTTP_HOST": "localhost:8000", **more}
    setup_testing_defaults(environ)
    pieces = application(
        environ, lambda status, headers, _=None: told.append((status, dict(headers)))
    )
    body = b"".join(pieces)
    pieces.close()
    return (*told[0], body)


if __name__ == "__main__":
    main()
