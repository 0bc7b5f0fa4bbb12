"""Every header of every kind of answer, held in tests/golden/headers.txt for http and https."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fourfold.web.guidance import urls as guidance
from fourfold.web.project.env import Origin
from tests import make
from tests.cast import Member, Runner
from tests.guards.golden import same
from tests.guards.page import PageClient
from tests.web.accounts.steps import send
from tests.web.guidance.addresses import SAMPLE

pytestmark = pytest.mark.django_db
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(64)
OWN = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
# A new value each time; what stays the same about them is compared.
CHANGING = re.compile(
    r"(?<=visit=)[^;]{43}(?=;)|(?<=form=)\w{32}(?=;)|(?<=left\.)\d+|(?<=list-)[\d-]+(?=\.csv)"
)

ORIGINS = {
    "http": Origin("http", "localhost:8000", "localhost"),
    "https": Origin("https", "notes.example.org", "notes.example.org"),
}
BODY = {"GET": "", "POST": "x=1"}
Kind = tuple[str, str, dict[str, str]]
KINDS: dict[str, Kind] = {
    "public page": ("GET", "/support", {}),
    "private page": ("GET", "/n/", {}),
    "form of a private page": ("GET", "/n/settings/key", {}),
    "way in": ("GET", "/n/open", {}),
    "busy": ("GET", "/n/open/busy", {}),
    "redirect": ("POST", "/n/settings/key", {}),
    "signing out": ("POST", "/n/close", {}),
    "leaving": ("GET", "/leave", {}),
    "operators' way in": ("GET", "/o/open", {"Cookie": ""}),
    "page for operators": ("GET", "/o/", {}),
    "table for operators": ("GET", "/o/feedback/all", {}),
    "nobody at operators' page": ("GET", "/o/", {"Cookie": ""}),
    "static file": ("GET", "/static/ui/idle.js", {}),
    "download": ("GET", "/n/1/file/1", {}),
    "picture": ("GET", "/n/1/file/1/picture", {"Sec-Fetch-Dest": "image"}),
    "player": ("GET", "/n/1/file/2/play", {"Sec-Fetch-Dest": "audio"}),
    "part of a recording": (
        "GET",
        "/n/1/file/2/play",
        {"Sec-Fetch-Dest": "audio", "Range": "bytes=0-9"},
    ),
    "leaflet": ("GET", "/leaflets/sheet-bvczc-a5.pdf", {}),
    "open directory": ("GET", "/api/", {"Sec-Fetch-Site": "cross-site"}),
    "nothing there in the open directory": ("GET", "/api/nothing", {}),
    "nothing there": ("GET", "/nothing-there", {}),
    "nothing there in private": ("GET", "/n/999", {}),
    "post from elsewhere": ("POST", "/n/open", {"Sec-Fetch-Site": "cross-site"}),
    "method not taken": ("POST", "/support", {}),
    "nobody in private": ("GET", "/n/add", {"Cookie": ""}),
}


def use(origin: Origin, settings: Any) -> None:
    """What settings.py derives from FOURFOLD_ORIGIN."""
    settings.ORIGIN = origin
    settings.ALLOWED_HOSTS = [origin.host]
    for name, word in (("VISIT_COOKIE", "visit"), ("CSRF_COOKIE_NAME", "form")):
        setattr(settings, name, f"__Host-{word}" if origin.is_https else word)
    settings.CSRF_COOKIE_SECURE = origin.is_https


def answers(ada: Member, dee: Runner, settings: Any, origin: Origin) -> Iterator[str]:
    use(origin, settings)
    for name, (method, path, more) in KINDS.items():
        client = Client(SERVER_NAME=origin.host, headers=OWN)
        if more.get("Cookie") != "":
            who = dee if path.startswith("/o/") else ada
            who.open_in(client, settings)  # type: ignore[arg-type]
        headers = {name: value for name, value in more.items() if name != "Cookie"}
        answer = client.generic(
            method, path, BODY[method], "application/x-www-form-urlencoded", headers=headers,
            secure=origin.is_https,
        )  # fmt: skip
        if answer.streaming:
            answer.getvalue()
            answer.close()
        yield f"\n{name}: {method} {path} -> {answer.status_code}\n{lines(answer)}"


def lines(answer: Any) -> str:
    found = [f"  {name}: {value}" for name, value in answer.headers.items() if is_fixed(name)]
    found += [f"  {morsel.output()}" for morsel in answer.cookies.values()]
    text = "\n".join(sorted(found))
    text = re.sub(r"expires=[^;]+", "expires=...", text)
    return CHANGING.sub("...", text) + "\n"


def is_fixed(name: str) -> bool:
    """Whether a header is about the rules and not about how long this very page is."""
    return name not in ("Content-Length", "Last-Modified", "ETag")


@pytest.fixture
def with_files(ada: Member, settings: Any, tmp_path: Path) -> Member:
    """Ada, whose first entry has a photo and a recording, and a script laid out."""
    owner = ada.owner
    files = (make.kept_file(owner, make.jpeg()), make.kept_file(owner, WAV, "voice.wav"))
    make.entry(owner, files=files)
    settings.STATIC_ROOT = tmp_path / "static"
    (tmp_path / "static" / "ui").mkdir(parents=True)
    (tmp_path / "static" / "ui" / "idle.js").write_text("// as it is laid out at start")
    return ada


def test_every_kind_of_answer_has_its_headers(
    with_files: Member, dee: Runner, settings: Any
) -> None:
    text = ""
    for name, origin in ORIGINS.items():
        text += f"==== {name}\n" + "".join(answers(with_files, dee, settings, origin)) + "\n"
    same("headers.txt", text)


@pytest.mark.parametrize("name", ORIGINS)
def test_no_answer_lacks_what_all_must_have(
    with_files: Member, dee: Runner, settings: Any, name: str
) -> None:
    for told in answers(with_files, dee, settings, ORIGINS[name]):
        for header in (
            "Content-Security-Policy: default-src 'none'",
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
        ):
            assert header in told
        is_open = "open directory: GET" in told
        policy = "cross-origin" if "open directory" in told else "same-origin"
        assert f"Cross-Origin-Resource-Policy: {policy}" in told
        assert ("Strict-Transport-Security" in told) is (name == "https")
        assert "static" in told or is_open or "Cache-Control: no-store" in told
        for cookie in re.findall(r"Set-Cookie: .*", told):
            assert "HttpOnly" in cookie or "Max-Age=0" in cookie
            assert "SameSite=Strict" in cookie or "left." in cookie or "/leave" in told
            assert ("__Host-" in cookie) is ("Secure" in cookie) is (name == "https")


PUBLIC = (
    *(f"guidance:{each.name}" for each in guidance.urlpatterns if f"/{each.pattern}" in SAMPLE),
    "feedback:form",
    "feedback:form-cy",
    "feedback:form-easy",
    "feedback:thanks",
    "feedback:thanks-cy",
    *(f"selfcheck:{each}-{code}" for each in ("start", "now", "gone") for code in ("en", "cy")),
    *(f"orders:{each}-{code}" for each in ("start", "compare", "gone") for code in ("en", "cy")),
    "check:verify",
)


@pytest.mark.parametrize("name", PUBLIC)
def test_reading_the_public_half_sets_no_cookie_and_varies_by_none(
    ada: Member, nobody: PageClient, name: str
) -> None:
    for client in (ada.client, nobody):
        answer = client.get(reverse(name))
        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_only_a_post_makes_a_visit(nobody: PageClient) -> None:
    for path in ("/n/open", "/n/start", "/n/recover", "/n/open/busy"):
        nobody.get(path)
    assert "visit" not in nobody.cookies
    send(nobody, "/n/start")
    assert "visit" in nobody.cookies


# ------------------------------------------------------------------ posts from elsewhere


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://other.example"}, 303),
        ({}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://localhost"}, 403),
        ({"Origin": "http://localhost:1234"}, 403),
        ({"Origin": "http://localhost.other.example"}, 403),
        ({"Referer": "http://localhost/n/"}, 403),
    ],
)
def test_a_post_must_say_that_it_comes_from_us(
    ada: Member, settings: Any, headers: dict[str, str], status: int
) -> None:
    client = Client(SERVER_NAME="localhost")
    ada.open_in(client, settings)  # type: ignore[arg-type]
    assert client.post("/n/close", headers=headers).status_code == status
    assert (client.get("/n/", headers=OWN).status_code == 200) is (status == 403)


def test_a_private_form_needs_its_token_too(ada: Member, settings: Any) -> None:
    client = Client(enforce_csrf_checks=True, headers=OWN)
    ada.open_in(client, settings)  # type: ignore[arg-type]
    answer = client.post("/n/close")
    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()


def test_a_host_that_is_not_ours_gets_our_own_page(service: object) -> None:
    answer = Client(SERVER_NAME="other.example").get("/")
    assert answer.status_code == 400
    assert "default-src 'none'" in answer["Content-Security-Policy"]
