"""The directory in an operator's browser: found, rung, changed, withdrawn, taken out and in."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fourfold.core.support.service import Service
from fourfold.data import directory
from fourfold.web.directory import actions, queries, sheet
from fourfold.web.directory.rows import By, Kind
from tests.cast import Member, Runner
from tests.guards.page import PageClient
from tests.web.accounts.steps import problem, send
from tests.web.record.browser import fields

RANG = {"known": "rang", "source": "the service itself, on the phone"}


@pytest.fixture(autouse=True)
def seeded(service: Path) -> None:
    """The files of this release are taken in."""
    actions.follow_release(timezone.now())


def text(client: PageClient, path: str) -> str:
    """A page's words, without its tags."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    main = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub("<[^>]+>", " ", main).split())


def of(service_id: str, what: str = "") -> str:
    """The address of a service's page, or of what is done with it."""
    return f"/o/services/{kept(service_id).number}" + (f"/{what}" if what else "")


def kept(service_id: str) -> Any:
    found = queries.find(service_id)
    assert found
    return found


# ------------------------------------------------------------------ lists


def test_the_list_is_a_page_at_a_time(dee: Runner) -> None:
    first, last = text(dee.client, "/o/services"), text(dee.client, "/o/services?p=99")
    assert f"Number of services: {len(directory.everything())}" in first
    assert "National Stalking Helpline" in first
    assert "Next page" in first
    assert "Previous page" in last


@pytest.mark.parametrize(
    ("asked", "names", "others"),
    [
        ("area=norfolk", ["Norfolk and Suffolk Victim Care"], ["Paladin", "Essex"]),
        ("area=none&kind=7", ["Samaritans"], ["Childline", "Next page"]),
        ("kind=1&area=sussex", ["Veritas Justice"], ["Victim Support Sussex"]),
        ("state=ended", ["Thames Valley Stalking Service"], ["Samaritans"]),
        ("area=atlantis", ["There is nothing here."], ["Samaritans"]),
    ],
)
def test_the_list_by_force_need_and_what_is_shown(
    asked: str, names: list[str], others: list[str], dee: Runner
) -> None:
    found = text(dee.client, f"/o/services?{asked}").partition("Number of services")[2]
    assert [name for name in names if name not in found] == []
    assert [name for name in others if name in found] == []


def test_what_waits_says_why_and_is_counted_on_the_first_page(dee: Runner) -> None:
    waiting = queries.queue(timezone.localdate())
    assert f"Services to ring or look at : {len(waiting)}" in text(dee.client, "/o/")
    page = text(dee.client, "/o/services/queue")
    assert "Its contract ends within 60 days, or has ended" in page
    assert "Nobody has rung it yet" in page


def test_a_service_that_is_not_there_is_not_found(dee: Runner) -> None:
    for path in ("", "/change", "/rung", "/withdraw"):
        assert dee.client.get(f"/o/services/999999{path}").status_code == 404
    assert dee.client.get(of("paladin", "explode")).status_code == 404


# ------------------------------------------------------------------ one service


def test_she_rang_it_today(dee: Runner) -> None:
    where = send(dee.client, of("paladin", "rung"), reason="Jo answered")
    page = text(dee.client, where)
    assert "Noted: somebody rang it today." in page
    assert "Shown: somebody rang it" in page
    assert "Dee · Jo answered" in page
    service, today = kept("paladin").service, timezone.localdate()
    assert service.verified_on == today
    assert (service.provenance.review_by - today).days == 90
    assert "Noted" not in text(dee.client, where)


def test_the_next_day_may_be_chosen_but_not_beyond_a_year(dee: Runner) -> None:
    day = {"review_by_day": "1", "review_by_month": "1", "review_by_year": "2099"}
    where = send(dee.client, of("paladin", "rung"), **day)
    assert problem(dee.client, where) == "Choose a day within a year after it was checked"
    assert kept("paladin").service.verified_on is None


def test_a_change_of_the_number_says_how_it_is_known(dee: Runner) -> None:
    path = of("paladin", "change")
    where = send(dee.client, path, number="0808 168 9276", known="same")
    assert problem(dee.client, where).startswith("Say how you know")
    where = send(dee.client, path, number="0808 168 9276", reason="new line", **RANG)
    page = text(dee.client, where)
    assert "The change is made." in page
    assert "0808 168 9276" in page
    assert kept("paladin").service.number == "0808 168 9276"
    assert kept("paladin").service.verified_on == timezone.localdate()


def test_words_may_change_while_the_days_stay(dee: Runner) -> None:
    send(dee.client, of("paladin", "change"), who="People at high risk.", known="same")
    service = kept("paladin").service
    assert service.who == "People at high risk."
    assert service.provenance == directory.by_id()["paladin"].provenance


def test_the_form_keeps_everything_as_it_is(dee: Runner) -> None:
    for service in directory.everything()[::9]:
        sent = boxes(dee.client, of(service.id, "change")) | {"known": "same"}
        assert dee.client.post(of(service.id, "change"), sent).status_code == 303
        assert kept(service.id).service == service


def boxes(client: PageClient, path: str) -> dict[str, Any]:
    """A form as it stands on the page, with every ticked box."""
    page = client.get(path).content.decode()
    found: dict[str, Any] = fields(page)
    for name in ("forces", "audiences"):
        ticked = re.findall(rf'name="{name}" type="checkbox" value="([^"]+)" checked', page)
        found.pop(name, None)
        found |= {name: ticked} if ticked else {}
    for name in ("day_and_night", "old_number"):
        is_ticked = re.search(rf'<input[^>]*name="{name}"[^>]* checked', page)
        found |= {name: "on"} if is_ticked else {}
    return found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"number": "0808 168 927"}, "This is not a number of the United Kingdom"),
        ({"number": "0909 879 0000"}, "This number costs more than a usual call"),
        ({"number": "0808 802 9999"}, "This number is retired or a known misprint"),
        ({"site": "http://www.paladinservice.co.uk"}, "Give the whole address"),
        ({"name": ""}, "Write something here"),
        ({"hours_2": "nine to five"}, "Write hours like 09:30-16:00"),
        ({"hours_2": "09:00-12:00, 11:00-13:00"}, "Hours must come in their order"),
        ({"contract_end_day": "31", "contract_end_month": "2"}, "This is no day"),
        ({"forces": "scotland"}, "This force is not in that part of the United Kingdom"),
        ({"forces": "atlantis"}, "Choose from the answers on this page"),
        ({"welsh_name": "Paladin"}, "Give the Welsh name together with where it was read"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    typed: dict[str, str], said: str, dee: Runner
) -> None:
    path = of("paladin", "change")
    where = send(dee.client, path, **RANG | {"note": "kept as typed"} | typed)
    assert where == path
    page = dee.client.get(path).content.decode()
    assert said in " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "kept as typed" in page
    assert kept("paladin").version == 1


def test_hours_are_kept_from_whoever_rang(dee: Runner) -> None:
    path = of("paladin", "change")
    send(dee.client, path, hours_0="9.30-12:00, 13:00-16:00", hours_6="10:00-12:00", **RANG)
    found = [(each.weekday, each.opens, each.closes) for each in kept("paladin").service.hours]
    assert found == [(0, "09:30", "12:00"), (0, "13:00", "16:00"), (6, "10:00", "12:00")]
    page = dee.client.get(path).content.decode()
    assert 'value="09:30-12:00, 13:00-16:00"' in page


def test_the_second_of_two_operators_is_told_and_may_decide(dee: Runner) -> None:
    path = of("paladin", "change")
    sent = boxes(dee.client, path) | RANG | {"who": "Mine."}
    by = By("Eve", timezone.now())
    actions.withdraw("paladin", by)
    assert dee.client.post(path, sent)["Location"] == path
    page = dee.client.get(path).content.decode()
    assert "Somebody else changed this service meanwhile" in page
    assert dee.client.post(path, fields(page))["Location"] == of("paladin")
    assert kept("paladin").service.who == "Mine."
    assert kept("paladin").service.is_withdrawn


def test_a_new_service_is_added_once(dee: Runner) -> None:
    new = {
        **RANG,
        "name": "Kent Victims’ Line",
        "need": "any-crime",
        "who": "Anyone affected by crime in Kent.",
        "number": "+44 808 168 9276",
        "jurisdiction": "england-and-wales",
        "forces": "kent",
    }
    assert send(dee.client, "/o/services/add", **new) == of("kent-victims-line")
    assert kept("kent-victims-line").service.number == "0808 168 9276"
    assert queries.history("kent-victims-line")[0].kind is Kind.ADDED
    assert problem(dee.client, send(dee.client, "/o/services/add", **new)).startswith(
        "There is a service of this name already"
    )


def test_an_empty_form_for_a_new_service_says_what_is_needed(dee: Runner) -> None:
    send(dee.client, "/o/services/add")
    page = text(dee.client, "/o/services/add")
    for said in ("Choose what it helps with", "Say how you know", "Choose where it helps"):
        assert said in page
    assert "Nothing about how it is reached has changed" not in page


def test_withdrawing_and_bringing_back(dee: Runner) -> None:
    where = send(dee.client, of("paladin", "withdraw"), reason="closed")
    assert "Not shown: ended or withdrawn" in text(dee.client, where)
    where = send(dee.client, of("paladin", "restore"))
    page = text(dee.client, where)
    assert "Shown: read in a source" in page
    assert "Dee · closed" in page


def test_a_proposal_of_a_release_is_shown_and_answered(dee: Runner) -> None:
    send(dee.client, of("paladin", "change"), who="Mine.", known="same")
    actions.follow_release(timezone.now(), map(later, directory.everything()))
    page = text(dee.client, of("paladin"))
    assert "What a new version of the program says" in page
    assert "The new words." in page
    assert "Keep it as it is" in page
    send(dee.client, of("paladin", "take"))
    assert kept("paladin").service.who == "The new words."
    again = dee.client.post(of("paladin", "take"))
    assert (again.status_code, again["Location"]) == (303, of("paladin"))


def later(service: Service) -> Service:
    """The service as a later release has it."""
    return replace(service, who="The new words.") if service.id == "paladin" else service


def test_words_of_a_service_are_shown_as_words(dee: Runner) -> None:
    send(dee.client, of("paladin", "change"), who="<script>alert(1)</script>", known="same")
    for path in (of("paladin"), "/o/services", of("paladin", "change")):
        assert b"<script>alert" not in dee.client.get(path).content


# ------------------------------------------------------------------ tables


def upload(client: PageClient, data: bytes) -> str:
    """Send a file; returns where that leads."""
    sent = {"table": SimpleUploadedFile("services.csv", data)}
    answer = client.post("/o/services/table", sent)
    assert answer.status_code == 303
    return str(answer["Location"])


def exported(client: PageClient) -> bytes:
    answer = client.get("/o/services/all")
    assert re.fullmatch(
        r'attachment; filename="services-\d{4}-\d\d-\d\d\.csv"', answer["Content-Disposition"]
    )
    return bytes(answer.getvalue())


def test_a_table_taken_out_and_in_again_changes_nothing(dee: Runner) -> None:
    edition = queries.current_edition()
    assert upload(dee.client, exported(dee.client)) == "/o/services/table/look"
    page = text(dee.client, "/o/services/table/look")
    assert "Nothing would change." in page
    assert f"Services that stay as they are: {len(directory.everything())}" in page
    assert queries.current_edition() == edition


def test_a_table_is_looked_at_before_it_is_taken_in(dee: Runner) -> None:
    data = exported(dee.client).replace(b"020 3866 4107", b"0808 168 9276")
    data = data.replace(b"01823 334 244", b"12345")
    upload(dee.client, data)
    page = text(dee.client, "/o/services/table/look")
    assert "Services that change: 1" in page
    assert "Lines that are refused: 1" in page
    assert "Line 9 : mankind" in page
    assert "Phone number: This is not a number of the United Kingdom" in page
    assert kept("paladin").service.number == "020 3866 4107"
    assert send(dee.client, "/o/services/table/look") == "/o/services"
    assert "The table was taken in." in text(dee.client, "/o/services")
    assert kept("paladin").service.number == "0808 168 9276"
    assert kept("mankind").service.number == "01823 334 244"
    assert queries.history("paladin")[0].who == "Dee"


def test_a_change_by_somebody_else_meanwhile_is_looked_at_first(dee: Runner) -> None:
    upload(dee.client, exported(dee.client).replace(b"020 3866 4107", b"0808 168 9276"))
    sent = fields(dee.client.get("/o/services/table/look").content.decode())
    actions.withdraw("paladin", By("Eve", timezone.now()))
    assert dee.client.post("/o/services/table/look", sent)["Location"] == "/o/services/table/look"
    assert kept("paladin").service.number == "020 3866 4107"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Choose a file that is not empty."),
        (b"name,number\nx,1", "The first line must have the columns"),
        ("name\nx".encode("utf-16"), "The file is not in UTF-8."),
        (b"x" * (sheet.MOST_BYTES + 1), "The file is too large."),
        (b"x" * 900_000, "The file is too large."),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_reason(
    data: bytes, said: str, dee: Runner
) -> None:
    assert upload(dee.client, data) == "/o/services/table"
    assert said in text(dee.client, "/o/services/table")


def test_no_file_is_asked_for_again(dee: Runner) -> None:
    assert send(dee.client, "/o/services/table") == "/o/services/table"
    assert problem(dee.client, "/o/services/table") == "Choose a file that is not empty."


def test_a_file_of_somebody_who_is_no_operator_is_not_read(nobody: PageClient, ada: Member) -> None:
    for client in (nobody, ada.client):
        sent = {"table": SimpleUploadedFile("services.csv", b"x" * 100)}
        assert client.post("/o/services/table", sent).status_code in (303, 400)
    assert queries.current_edition() == 1
