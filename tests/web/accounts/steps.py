"""What somebody does on the way in, in a browser without script."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fourfold.web.accounts.access import Owner, open_owner
from fourfold.web.accounts.actions import open_with_code, sign_in_list
from tests.guards.page import PageClient
from tests.web.record.browser import fields

PROBLEM = re.compile(r'govuk-error-summary__body">(.*?)</div>', re.DOTALL)


@dataclass(frozen=True)
class Paper:
    """What she wrote down."""

    name: str
    words: str
    code: str

    def owner(self) -> Owner:
        """Her record, opened by the code."""
        opened = open_with_code(self.code, b"test")
        assert opened
        return open_owner(opened.record, opened.identity)


def send(client: PageClient, path: str, **values: str) -> str:
    """Fill in the form of a page, as it stands there, and send it; returns where that leads."""
    page = client.get(path)
    assert page.status_code == 200, f"GET {path}: {page.status_code}"
    answer = client.post(path, fields(page.content.decode()) | values)
    assert answer.status_code == 303, f"POST {path}: {answer.status_code}"
    return str(answer["Location"])


def problem(client: PageClient, path: str) -> str:
    """What the page says is wrong, in plain words; "" when nothing is."""
    found = PROBLEM.search(client.get(path).content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


def copied(client: PageClient, path: str) -> list[str]:
    """What a page shows to be written down."""
    text = client.get(path).content.decode()
    return [each.strip() for each in re.findall(r'app-to-copy">([^<]+)<', text)]


def start_record(client: PageClient) -> Paper:
    """Sign up with what the service proposes."""
    assert send(client, "/n/start") == "/n/start/words"
    name, words = copied(client, "/n/start/words")
    assert send(client, "/n/start/words") == "/n/start/code"
    (code,) = copied(client, "/n/start/code")
    assert send(client, "/n/start/check", code=code) == "/n/add"
    return Paper(name, words, code)


def sign_in(client: PageClient, paper: Paper, words: str = "") -> str:
    return send(client, "/n/open", name=paper.name, passphrase=words or paper.words)


def is_open(client: PageClient) -> bool:
    return bool(client.get("/n/").status_code == 200)


def recover(client: PageClient, paper: Paper) -> Paper:
    """Come back with the code and take the new words."""
    assert send(client, "/n/recover", code=paper.code) == "/n/recover/words"
    (words,) = copied(client, "/n/recover/words")
    assert send(client, "/n/recover/words", choice="generated") == "/n/recover/done"
    return Paper(paper.name, words, paper.code)


def sign_ins(paper: Paper) -> list[str]:
    """What the owner's list says, newest first."""
    return [line["what"] for line in sign_in_list(paper.owner())]
