"""Bad input, one request at a time: each is answered in our own words and nothing saved is lost.

What files, drafts and two tabs of the record do is tested beside the record; full disks, time-outs
in a browser and broken connections in tests/journeys/test_bad_days.py.
"""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import include, path

from fourfold.web.record.models import EntryRow
from fourfold.web.safety.logs import Formatter
from tests import make
from tests.cast import Member
from tests.guards.page import Page, PageClient

URLENCODED = "application/x-www-form-urlencoded"
SAVED = "what was saved before"


def heading(answer: Any) -> str:
    """The heading of an answer's page, which PageClient has checked against every rule."""
    (found,) = Page("/", answer.content.decode()).find("h1")
    return found.text.strip()


def errors(answer: Any) -> list[str]:
    """What the summary at the top of a page says is wrong."""
    page = Page("/", answer.content.decode())
    return [
        element.text.strip()
        for element in page.find("a")
        if element.attrs.get("href", "").startswith("#id_") and "ul" in element.inside
    ]


@pytest.fixture
def saved(ada: Member) -> Member:
    """Ada, with something saved."""
    make.entry(ada.owner, SAVED)
    return ada


def is_still_there(member: Member) -> bool:
    return SAVED in member.client.get("/n/1").content.decode()


# ------------------------------------------------------------------ odd characters

ODD = {
    "bidi": ("\u202eevil\u202c \u2066inside\u2069", "evil inside"),
    "zalgo": ("Z̸̢̛͔a̵̡l̷g̶o̵ " + "e" + "\u0301" * 200, "é" + "\u0301" * 199),
    "controls": ("a\x01b\x07c\x1b[31md\x7fe\x9ff", "abc[31mdef"),
    "escape": ("bell\x07 null-like \u2400", "bell null-like \u2400"),
    "line ends": ("one\r\ntwo\rthree\u2028four", "one<br>two<br>three<br>four"),
    "emoji": ("👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿"),
    "right to left": ("הוא חיכה לי", "הוא חיכה לי"),
    "welsh": ("Arhosodd y tu allan i’r tŷ", "Arhosodd y tu allan i’r tŷ"),
    "byte order mark": ("\ufeffwords", "words"),
    "noncharacters": ("a\ufffe\uffffb", "b"),
    "astral": ("𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢"),
    "private use": ("x\ue000y", "y"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_characters_are_saved_and_shown(ada: Member, name: str) -> None:
    typed, shown = ODD[name]
    answer = ada.client.post("/n/add", make.form(typed, where=typed, feelings=typed))
    assert answer["Location"] == "/n/1/saved"
    assert shown in ada.client.get("/n/1").content.decode()
    assert ada.client.get("/n/").status_code == 200


@pytest.mark.parametrize("field", ["what", "where", "feelings", "time", "date_day", "key", "when"])
def test_bytes_that_are_no_text_are_taken_as_well_as_can_be(saved: Member, field: str) -> None:
    body = b"what=words&when=unknown&" + field.encode() + b"=%ff%fe%ed%a0%80%c0%afx\xff"
    answer = saved.client.generic("POST", "/n/add", body, URLENCODED)
    assert answer.status_code == 303
    assert saved.client.get(answer["Location"]).status_code == 200
    assert is_still_there(saved)


def test_a_file_name_of_bytes_that_are_no_text_does_not_cost_the_words(ada: Member) -> None:
    # No browser sends one. Django passes over such a part; the words beside it are saved.
    body: bytes = encode_multipart(BOUNDARY, make.form(uploads=make.upload(b"x", "NAME")))
    body = body.replace(b'filename="NAME"', b'filename="\xff\xfe\xed\xa0\x80.jpg"')
    answer = ada.client.generic("POST", "/n/add", body, MULTIPART_CONTENT)
    assert answer["Location"] == "/n/1/saved"


@pytest.mark.parametrize("nul", ["\x00", "a\x00b"])
@pytest.mark.parametrize("field", ["what", "where", "feelings", "time"])
def test_a_null_character_does_no_harm(saved: Member, field: str, nul: str) -> None:
    answer = saved.client.post("/n/add", make.form(**{"what": "words"} | {field: nul}))
    page = saved.client.get(answer["Location"])
    assert "Null characters" not in page.content.decode()
    assert is_still_there(saved)


# ------------------------------------------------------------------ too little, too much


@pytest.mark.parametrize("blank", ["", " ", "\n\r\n\t", "\u3000\u00a0"])
def test_nothing_written_is_asked_for_in_words(saved: Member, blank: str) -> None:
    answer = saved.client.post("/n/add", make.form(blank))
    assert errors(saved.client.get(answer["Location"])) == ["Write something, even one word"]
    assert EntryRow.objects.count() == 1


def test_a_form_without_any_field_is_asked_for_what_is_missing(saved: Member) -> None:
    answer = saved.client.post("/n/add", {})
    assert len(errors(saved.client.get(answer["Location"]))) == 2


def test_fields_that_no_form_has_change_nothing(saved: Member) -> None:
    extra = {"number": "1", "record_id": "1", "id": "1", "owner": "x", "__proto__": "x", "": "x"}
    answer = saved.client.post("/n/add", make.form("new") | extra)
    assert answer["Location"] == "/n/2/saved"
    assert is_still_there(saved)


@pytest.mark.parametrize(
    ("field", "length"),
    [("what", 100_001), ("feelings", 100_001), ("where", 501), ("time", 501), ("date_day", 50_000)],
)
def test_too_long_a_text_is_kept_and_said_to_be_too_long(
    saved: Member, field: str, length: int
) -> None:
    typed = "w" * length
    form = make.form(**{"what": "words", "when": "then"} | {field: typed})
    answer = saved.client.post("/n/add", form)
    page = saved.client.get(answer["Location"])
    assert typed in page.content.decode()
    assert errors(page)
    assert "Ensure this value" not in page.content.decode()
    assert EntryRow.objects.count() == 1


@pytest.mark.parametrize("kind", ["plain", "with a file"])
def test_ten_megabytes_of_text_are_too_big_and_said_to_be(saved: Member, kind: str) -> None:
    typed = "w" * 10_000_000
    more = {"uploads": make.upload()} if kind == "with a file" else {}
    if kind == "plain":
        body = ("what=" + typed).encode()
        answer = saved.client.generic("POST", "/n/add", body, URLENCODED)
    else:
        answer = saved.client.post("/n/add", make.form(typed, **more))
    assert (answer.status_code, heading(answer)) == (413, "That is too big")
    assert is_still_there(saved)


def test_a_thousand_fields_are_refused_in_our_words(saved: Member) -> None:
    answer = saved.client.post("/n/add", {f"f{n}": "x" for n in range(1001)})
    assert (answer.status_code, heading(answer)) == (413, "That is too big")
    assert is_still_there(saved)


@pytest.mark.parametrize("field", ["when", "which", "kept", "how", "afraid", "people"])
def test_a_choice_that_was_not_offered_is_refused_in_our_words(saved: Member, field: str) -> None:
    for address in ("/n/add", "/n/1/more"):
        form = make.form("words") | {field: ["<b>no such choice</b>", "x" * 2000]}
        answer = saved.client.post(address, form)
        page = saved.client.get(answer["Location"])
        assert page.status_code == 200
        assert "is not one of the available choices" not in page.content.decode()
    assert is_still_there(saved)


# ------------------------------------------------------------------ addresses


NUMBERS = (
    *("0", "00", "-1", "+1", "1.0", "1e3", "0x1", "01", " 1", "1 ", "٣", "1%00", "1%0a", "1;2"),
    *("999999999", "1000000000", "9" * 20, "9" * 5000, "null", "NaN", "%31%2e"),
)
WITH_A_NUMBER = (
    *("/n/{}", "/n/{}/saved", "/n/{}/more", "/n/{}/amend", "/n/{}/delete", "/n/{}/file/1"),
    *("/n/1/file/{}", "/n/1/file/{}/show", "/n/1/file/{}/picture", "/n/1/file/{}/play"),
)


@pytest.mark.parametrize("address", WITH_A_NUMBER)
def test_a_number_out_of_range_is_a_page_that_is_not_there(saved: Member, address: str) -> None:
    for number in NUMBERS:
        answer = saved.client.get(address.format(number))
        assert (answer.status_code, heading(answer)) == (404, "Page not found"), number
    assert is_still_there(saved)


NONSENSE = (
    *("/n/%", "/n/%zz", "/n/%ff%fe", "/n/%00", "/%c0%ae%c0%ae/", "/n/%F0%9F%92%A9", "/n/..%2f"),
    *("/\\evil.example", "/n//1", "/n/1/", "/n/1//file/1", "/N/1", "/%3f%ff"),
    *("/understand/../signs", "/understand/<script>", "/understand/%3Cscript%3E"),
    *("/safer/" + "a" * 9000, "/n/add/" + "g" * 32, "/n/add/" + "A" * 32, "/n/draft/x/drop"),
    *("/static/../settings.py", "/static/%2e%2e/%2e%2e/settings.py", "/static/", "/static/%00"),
    *("/n/packs/not-a-uuid", "/n/packs/" + "0" * 32, "/n/packs/" + "{" * 8),
    *("/favicon.ico", "/robots.txt", "/.env", "/.git/config", "/admin/", "/wp-login.php"),
)


def test_a_nonsense_address_gets_a_page_that_does_not_repeat_it(saved: Member) -> None:
    for address in NONSENSE:
        answer = saved.client.get(address)
        assert (answer.status_code, heading(answer)) == (404, "Page not found"), address
        asked = address.strip("/").rpartition("/")[2]
        assert len(asked) < 12 or asked not in answer.content.decode(), address


VALUES = (
    *("", "0", "-1", "9" * 5000, "٣", "²", "1" * 19, "\x00", "\ufffd", "<script>", "%", "2026-99"),
    "a" * 60_000,
)


@pytest.mark.parametrize("name", ["s", "k", "m", "p", "x", "s[]", "\x00", "%"])
def test_a_nonsense_query_shows_the_timeline(saved: Member, name: str) -> None:
    for value in VALUES:
        answer = saved.client.get(f"/n/?{quote(name)}={quote(value)}")
        assert answer.status_code == 200, value[:20]
        assert "<script>" not in answer.content.decode()


# ------------------------------------------------------------------ cookies, origins, tokens

COOKIES = (
    *("", "x", "left.", "left.99999999999999", "left.x", "a" * 43, "=" * 43, "\xff" * 43),
    *("a" * 8000, "../../etc/passwd", "'; drop table record; --", '"quoted"', "a" * 42 + "\n"),
)


@pytest.mark.parametrize("cookie", COOKIES)
def test_a_wrong_cookie_opens_nothing_and_breaks_nothing(
    nobody: PageClient, settings: Any, cookie: str
) -> None:
    nobody.cookies[settings.VISIT_COOKIE] = cookie
    for address in ("/", "/n/", "/n/open", "/n/1", "/support"):
        assert nobody.get(address).status_code in (200, 302, 303), address


def test_of_two_visits_in_one_browser_one_counts_and_the_other_is_not_shown(
    saved: Member, cal: Member, settings: Any
) -> None:
    name = settings.VISIT_COOKIE
    both = [member.client.cookies[name].value for member in (saved, cal)]
    for first, second in (both, both[::-1]):
        answer = PageClient().get("/n/", headers={"Cookie": f"{name}={first}; {name}={second}"})
        shown = SAVED in answer.content.decode()
        assert answer.status_code == 200
        assert shown == (second == both[0])


def test_a_cookie_of_ada_in_another_browser_is_adas_visit_and_ends_with_it(
    saved: Member, settings: Any
) -> None:
    copied = PageClient()
    copied.cookies[settings.VISIT_COOKIE] = saved.client.cookies[settings.VISIT_COOKIE].value
    saved.client.post("/n/close")
    assert copied.get("/n/")["Location"] == "/n/open"


FROM_ELSEWHERE: tuple[dict[str, str], ...] = (
    {},
    {"Origin": "null"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://testserver.evil.example"},
    {"Origin": "http://testserver:81"},
    {"Origin": "https://testserver"},
    {"Origin": "http://testserver@evil.example"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "none"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "SAME-ORIGIN"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": ""},
    {"Referer": "http://testserver/n/add"},
)


@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=str)
def test_a_post_that_is_not_from_our_pages_is_refused_and_changes_nothing(
    saved: Member, settings: Any, headers: dict[str, str]
) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(headers=headers)
    client.cookies = saved.client.cookies
    for address in ("/n/add", "/n/1/delete", "/n/close", "/feedback", "/n/open", "/n/1"):
        answer = client.post(address, make.form("planted"))
        assert answer.status_code == 403, address
        assert heading(answer) == "You cannot open this page"
    assert EntryRow.objects.count() == 1
    assert is_still_there(saved)


def test_a_browser_that_only_names_its_origin_may_post(saved: Member, settings: Any) -> None:
    address = str(settings.ORIGIN)
    headers = {"Origin": address, "Host": urlsplit(address).netloc}
    client = Client(headers=headers)
    client.cookies = saved.client.cookies
    assert client.post("/n/add", make.form("mine"))["Location"] == "/n/2/saved"


@pytest.mark.parametrize("address", ["/n/add", "/n/1/more", "/n/1/amend", "/n/1/delete", "/n/open"])
def test_a_form_without_its_token_is_told_what_to_do_and_changes_nothing(
    saved: Member, address: str
) -> None:
    client = PageClient(enforce_csrf_checks=True)
    client.cookies = saved.client.cookies
    for token in ({}, *({"csrfmiddlewaretoken": each} for each in ("", "x", "a" * 64, "\x00"))):
        answer = client.post(address, make.form("planted") | token)
        assert (answer.status_code, heading(answer)) == (403, "This form is too old")
        assert "copy your words" in answer.content.decode()
        assert "planted" not in answer.content.decode()
    assert EntryRow.objects.count() == 1


def test_a_host_that_is_not_ours_is_refused_without_being_repeated(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    headers = {"Host": "evil.example", "Origin": "http://evil.example"}
    answer = Client(headers=headers).post("/feedback", {"words": "x"})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


# ------------------------------------------------------------------ when we fail ourselves


def broken(request: HttpRequest, secret: str) -> HttpResponse:
    raise RuntimeError(f"secret words: {request.POST.get('what')} at {request.get_full_path()}")


def suspicious(request: HttpRequest, secret: str) -> HttpResponse:
    raise SuspiciousOperation(f"secret words: {request.POST.get('what')}")


def wrapped(request: HttpRequest, secret: str) -> HttpResponse:
    try:
        return broken(request, secret)
    except RuntimeError as error:
        raise ValueError("secret words, again") from error


handler400 = "fourfold.web.ui.errors.bad_request"
handler500 = "fourfold.web.ui.errors.server_error"
urlpatterns = [
    path("n/broken/<str:secret>", broken),
    path("n/suspicious/<str:secret>", suspicious),
    path("n/wrapped/<str:secret>", wrapped),
    path("", include("fourfold.web.project.urls")),
]


class Lines(logging.Handler):
    """What the service's own formatter would write to its log."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(Formatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.mark.parametrize(
    ("way", "status", "title"),
    [
        ("broken", 500, "Something went wrong here"),
        ("wrapped", 500, "Something went wrong here"),
        ("suspicious", 400, "Something in that request was not right"),
    ],
)
@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_of_ours_shows_and_logs_nothing_of_what_was_typed(
    way: str, status: int, title: str
) -> None:
    client, log = Client(headers={"Sec-Fetch-Site": "same-origin"}), Lines()
    client.raise_request_exception = False
    loggers = [logging.getLogger(name) for name in ("django", "fourfold", "")]
    for logger in loggers:
        logger.addHandler(log)
    try:
        answer = client.post(f"/n/{way}/secret?q=secret", {"what": "secret"})
    finally:
        for logger in loggers:
            logger.removeHandler(log)
    assert (answer.status_code, heading(answer)) == (status, title)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"]
    assert "secret" not in answer.content.decode()
    assert log.lines
    assert [line for line in log.lines if "secret" in line or f"/n/{way}" in line] == []


def test_explaining_pages_are_off(settings: Any) -> None:
    from fourfold.web.project import settings as ours

    assert ours.DEBUG is False
    assert settings.DEBUG is False
