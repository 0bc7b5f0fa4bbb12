"""Somebody at a browser without script: cookies, forms as they stand on the page, nothing else.

A real connection to a real service. A form is filled in by the names of its boxes; what the page
has filled in already, hidden values too, is sent along as a browser would.
"""

from __future__ import annotations

import http.client
import re
import secrets
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

Fields = dict[str, list[str]]
Value = str | list[str]


@dataclass(frozen=True)
class File:
    """A file to be sent with a form."""

    name: str
    data: bytes
    box: str = "uploads"


@dataclass
class Form:
    """One form of a page: where it goes and what its boxes hold."""

    action: str
    fields: Fields = field(default_factory=dict)


class FormReader(HTMLParser):
    """Every form of a page, with what a browser would send if nobody touched it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._box: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "form":
            self._open = Form(has.get("action") or "")
            self.forms.append(self._open)
        elif self._open and tag == "textarea":
            self._box = []
            self._open.fields.setdefault(str(has["name"]), []).append("")
            self._name = str(has["name"])
        elif self._open and tag == "input" and is_sent(has):
            self._open.fields.setdefault(str(has["name"]), []).append(has.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._box is not None:
            self._box.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._open and self._box is not None:
            # The line break after <textarea> is no part of what it holds.
            self._open.fields[self._name][-1] = "".join(self._box).removeprefix("\n")
            self._box = None


def is_sent(has: dict[str, str | None]) -> bool:
    if "name" not in has or has.get("type") in ("file", "submit"):
        return False
    return has.get("type") not in ("radio", "checkbox") or "checked" in has


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def leads_to(self) -> str:
        """The path of a redirect, "" of anything else."""
        return urlsplit(self.headers.get("location", "")).path


class Visitor:
    """A browser. `headers` go along with every request."""

    def __init__(self, address: str, **headers: str) -> None:
        self.netloc = urlsplit(address).netloc
        self.cookies: dict[str, str] = {}
        self.headers = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"} | headers

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def read(self, path: str) -> str:
        """A page that must be there."""
        answer = self.get(path)
        assert answer.status == 200, f"GET {path}: {answer.status} {answer.leads_to}"
        return answer.text

    def fill_in(self, path: str, action: str | None = None, **values: Value | None) -> Form:
        """The main form of a page, or the one that goes to `action`; None takes a value out."""
        found = FormReader(self.read(path)).forms
        own = [form for form in found if action is None or form.action == action]
        form = own[-1] if action is None else own[0]
        for name, value in values.items():
            form.fields.pop(name, None)
            if value is not None:
                form.fields[name] = [value] if isinstance(value, str) else value
        return form

    def send(self, path: str, *files: File, action: str | None = None, **values: Value) -> Answer:
        """Fill in the form of a page and send it; it must be answered by a redirect, as all are."""
        form = self.fill_in(path, action, **values)
        answer = self.post(form.action or path, form.fields, *files)
        assert answer.status == 303, f"POST {path}: {answer.status}"
        return answer

    def send_and_wait(self, path: str, **values: Value) -> Answer:
        """The same for a form whose answer waits for the slow step of a passphrase."""
        answer = self.send(path, **values)
        while answer.leads_to == "/n/open/wait":
            answer = self.send("/n/open/wait")
        return answer

    def post(self, path: str, fields: Fields, *files: File) -> Answer:
        kind, body = encode_parts(fields, files) if files else encode_form(fields)
        return self._ask("POST", path, body, {"Content-Type": kind})

    def head_of_post(self, path: str, kind: str, length: int) -> bytes:
        """The first lines of a post that somebody sends by hand."""
        lines = {"Host": self.netloc, **self._all_headers()}
        lines |= {"Content-Type": kind, "Content-Length": str(length)}
        text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"POST {path} HTTP/1.1\r\n{text}\r\n".encode()

    def _ask(
        self, method: str, path: str, body: bytes | None = None, more: dict[str, str] | None = None
    ) -> Answer:
        line = http.client.HTTPConnection(self.netloc, timeout=60)
        try:
            line.request(method, path, body, self._all_headers() | (more or {}))
            response = line.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            for value in response.headers.get_all("Set-Cookie") or ():
                self._take_cookie(value)
            return Answer(response.status, headers, response.read())
        finally:
            line.close()

    def _all_headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return self.headers | ({"Cookie": cookies} if cookies else {})

    def _take_cookie(self, header: str) -> None:
        for name, cookie in SimpleCookie(header).items():
            if cookie.value:
                self.cookies[name] = cookie.value
            else:
                self.cookies.pop(name, None)


def encode_form(fields: Fields) -> tuple[str, bytes]:
    return "application/x-www-form-urlencoded", urlencode(fields, doseq=True).encode()


def encode_parts(fields: Fields, files: tuple[File, ...]) -> tuple[str, bytes]:
    mark = secrets.token_hex(12)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, values in fields.items()
        for value in values
    ]
    for file in files:
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="{file.box}"; filename="{file.name}"'
        )
        kind = "\r\nContent-Type: application/octet-stream\r\n\r\n"
        parts.append((head + kind).encode() + file.data + b"\r\n")
    return f"multipart/form-data; boundary={mark}", b"".join(parts) + f"--{mark}--\r\n".encode()


# ------------------------------------------------------------------ what an owner does


@dataclass(frozen=True)
class Paper:
    """What she wrote down."""

    name: str
    words: str
    code: str


def start_record(her: Visitor) -> Paper:
    """Sign up with what the service proposes."""
    her.send("/n/start")
    name, words = copied(her.read("/n/start/words"))
    her.send("/n/start/words")
    (code,) = codes(her.read("/n/start/code"))
    answer = her.send_and_wait("/n/start/check", code=code)
    assert answer.leads_to == "/n/add"
    return Paper(name, words, code)


def sign_in(who: Visitor, name: str, words: str) -> bool:
    """Open the record; False when it does not open."""
    answer = who.send_and_wait("/n/open", name=name, passphrase=words)
    return answer.leads_to == "/n/"


def copied(page: str) -> list[str]:
    """What a page shows to be written down, without codes."""
    return re.findall(r'<dd class="[^"]*app-to-copy[^"]*">([^<]+)</dd>', page)


def codes(page: str) -> list[str]:
    """The codes and keys that a page shows."""
    return [text.strip() for text in re.findall(r'class="[^"]*app-code[^"]*">([^<]+)<', page)]


def recover(who: Visitor, code: str) -> str:
    """Come back with the recovery code; returns the new passphrase."""
    assert who.send("/n/recover", code=code).leads_to == "/n/recover/words"
    (new,) = codes(who.read("/n/recover/words"))
    assert who.send_and_wait("/n/recover/words").leads_to == "/n/recover/done"
    return new
