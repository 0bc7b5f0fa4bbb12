"""Anybody may have the service keep an answer, but not fill its disk or keep it busy."""

from __future__ import annotations

from typing import Any

import pytest

from fourfold.web.safety import session as sessions
from fourfold.web.safety.models import SessionRow
from fourfold.web.safety.ration import NoRoom, Ration
from tests.cast import Member
from tests.guards.page import PageClient

HOME, ELSEWHERE = "home", "elsewhere"
NEAR, FAR = {"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "198.51.100.7"}


@pytest.fixture
def ration() -> Ration:
    return Ration(total=10, each=6, seconds=60.0)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Ration:
    """Room for two answers from a network, and three in all."""
    made = Ration(total=3 * 1024, each=2 * 1024, seconds=60.0)
    monkeypatch.setattr(sessions, "RATION", made)
    return made


# ------------------------------------------------------------------ the counting


def test_one_network_may_take_its_share_and_no_more(ration: Ration) -> None:
    ration.take(HOME, 6, 0.0)
    with pytest.raises(NoRoom):
        ration.take(HOME, 1, 0.0)
    ration.take(ELSEWHERE, 4, 0.0)


def test_all_together_may_take_the_total_and_no_more(ration: Ration) -> None:
    ration.take(HOME, 6, 0.0)
    ration.take(ELSEWHERE, 4, 0.0)
    with pytest.raises(NoRoom):
        ration.take("a third", 1, 0.0)


def test_what_is_refused_counts_nothing(ration: Ration) -> None:
    with pytest.raises(NoRoom):
        ration.take(HOME, 7, 0.0)
    ration.take(HOME, 6, 0.0)


def test_everything_is_given_back_in_time_and_nothing_is_remembered(ration: Ration) -> None:
    ration.take(HOME, 6, 0.0)
    with pytest.raises(NoRoom):
        ration.take(HOME, 6, 59.0)
    ration.take(ELSEWHERE, 6, 60.0)
    assert dict(ration._by_asker) == {ELSEWHERE: 6}


# ------------------------------------------------------------------ at the service


def search(client: PageClient, **more: Any) -> int:
    return int(client.post("/search", {"words": "phone"}, **more).status_code)


@pytest.mark.django_db
@pytest.mark.usefixtures("small")
def test_new_visits_that_search_are_bounded_for_a_network_and_for_all() -> None:
    assert [search(PageClient(), **NEAR) for _ in range(4)] == [303, 303, 503, 503]
    assert [search(PageClient(), **FAR) for _ in range(2)] == [303, 503]
    assert SessionRow.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("small")
def test_the_same_visit_cannot_write_for_ever_either() -> None:
    client = PageClient()
    assert [search(client, **NEAR) for _ in range(3)] == [303, 303, 503]
    assert client.get("/search", **NEAR).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("small")
def test_a_form_that_is_not_accepted_is_kept_only_while_there_is_room() -> None:
    client = PageClient()
    answer = client.post("/feedback", {"words": "x" * 100_000}, **NEAR)
    assert answer.status_code == 503
    assert "copy your words" in answer.content.decode()
    assert not answer.cookies
    assert not SessionRow.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("small")
def test_words_that_were_brought_back_are_taken_out_however_little_room_there_is() -> None:
    client = PageClient()
    client.post("/feedback", {"words": ""}, **NEAR)
    search(PageClient(), **NEAR)
    assert search(PageClient(), **NEAR) == 503
    assert "Choose an answer" in client.get("/feedback", **NEAR).content.decode()
    assert "Choose an answer" not in client.get("/feedback", **NEAR).content.decode()


@pytest.mark.usefixtures("small")
def test_whoever_has_notes_open_is_not_counted(ada: Member) -> None:
    for _ in range(4):
        search(PageClient(), **NEAR)
    assert [search(ada.client, **NEAR) for _ in range(4)] == [303] * 4
