"""What the open directory says of services, and what it never says."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.support.service import Audience, Need, Standing
from fourfold.data import directory
from fourfold.web.api import queries, terms
from fourfold.web.api.asking import Ask
from tests.web.api.asked import INVENTED, told

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def names(**query: str) -> list[str]:
    return [each["name"] for each in told("services", **query)["contents"]]


def whole(name: str) -> dict[str, Any]:
    drawn = queries.draw(INVENTED, date(2026, 11, 25))
    (found,) = (each for each in drawn.by_id.values() if each.service.name == name)
    return told(f"services/{found.listed['id']}")


def test_the_door_says_which_standard_this_is_and_where_it_is_described() -> None:
    found = told("")
    assert found["version"] == "HSDS-UK-3.0"
    assert found["openapi_url"] == f"{settings.ORIGIN}/api/openapi.json"
    assert told("openapi.json")["openapi"] == "3.1.0"


def test_every_service_of_the_release_is_there_with_an_identifier_that_stays() -> None:
    found = told("services", per_page="100")
    every = found["contents"] + told("services", per_page="100", page="2")["contents"]
    assert len(every) == found["total_items"]
    assert {each["name"] for each in every} <= {each.name for each in directory.everything()}
    assert len({each["id"] for each in every}) == len(every)
    assert all(UUID.fullmatch(each["id"]) for each in every)
    by_name = {each["name"]: each["id"] for each in every}
    assert by_name["National Stalking Helpline"] == "08de6075-88cd-5c19-875e-31ab9f7a5486"


@pytest.mark.usefixtures("invented")
class TestWhatIsSaid:
    def test_a_service_that_was_rung_has_its_numbers_hours_address_and_day(self) -> None:
        found = whole("Rung Line")
        assert found["assured_date"] == "2026-11-20"
        assert found["url"] == "https://rung.example.org"
        assert "alert" not in found
        assert [
            (phone["type"], phone["number"])
            for contact in found["contacts"]
            for phone in contact["phones"]
        ] == [("voice", "0808 157 0001"), ("text", "07700 900001")]
        assert [
            (each["byday"], each["opens_at"], each["closes_at"]) for each in found["schedules"]
        ] == [("MO,TU", "09:00", "17:00"), ("SA", "10:00", "12:00")]

    def test_a_number_that_nobody_rang_says_where_it_was_read(self) -> None:
        found = whole("Mersey Care")
        assert found["alert"].startswith("Read in example.org, on 2026-11-01. Nobody has rung it")
        assert "assured_date" not in found
        (area,) = found["service_areas"]
        assert (area["name"], area["extent"]) == ("The area of Merseyside Police", "E23000004")

    @pytest.mark.parametrize("name", ["Old Number", "Past Its Day", "Ended Service"])
    def test_what_may_not_be_shown_as_current_has_no_number_and_no_address(self, name: str) -> None:
        found = whole(name)
        assert found["contacts"] == found["schedules"] == []
        assert "url" not in found
        assert found["alert"]
        assert "0151" not in str(found)

    def test_what_has_ended_is_in_no_list_but_says_so_to_whoever_kept_it(self) -> None:
        assert "Ended Service" not in names()
        assert whole("Ended Service")["status"] == "defunct"
        assert {whole(name)["status"] for name in ("Old Number", "Past Its Day")} == {"active"}

    @pytest.mark.parametrize(
        ("name", "day"),
        [
            ("Mersey Care", "2026-11-01"),
            ("Rung Line", "2026-11-20"),
            ("Past Its Day", "2025-04-02"),
            ("Ended Service", "2026-11-01"),
        ],
    )
    def test_it_says_when_something_changed_also_when_only_a_day_had_come(
        self, name: str, day: str
    ) -> None:
        assert whole(name)["last_modified"] == f"{day}T00:00:00.000Z"

    def test_nothing_for_the_keeper_of_the_directory_gets_out(self) -> None:
        assert not any("note" in each for each in told("services")["contents"])


@pytest.mark.usefixtures("invented")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Rung Line", "Scots Line", "Mersey Care", "Old Number", "Past Its Day"]),
        ({"search": "line"}, ["Rung Line", "Scots Line"]),
        ({"search": "LÎNE rung"}, ["Rung Line"]),
        ({"search": "mers"}, ["Mersey Care"]),
        ({"search": "sexual viol"}, ["Scots Line"]),
        ({"search": "nothing like it"}, []),
        ({"search": "<script>"}, []),
        ({"force": "merseyside"}, ["Rung Line", "Mersey Care", "Old Number", "Past Its Day"]),
        ({"force": "E23000004", "search": "mersey"}, ["Mersey Care"]),
        ({"force": "scotland"}, ["Scots Line"]),
        ({"outcode": "L1"}, ["Rung Line", "Mersey Care", "Old Number", "Past Its Day"]),
        ({"outcode": "l1"}, ["Rung Line", "Mersey Care", "Old Number", "Past Its Day"]),
        ({"outcode": "EH1"}, ["Scots Line"]),
        ({"outcode": "EH1", "force": "merseyside"}, []),
        ({"taxonomy_term_id": terms.NEEDS.terms[Need.SEXUAL].id}, ["Scots Line"]),
        ({"taxonomy_term_id": terms.AUDIENCES.terms[Audience.WOMEN].id}, ["Rung Line"]),
        ({"taxonomy_term_id": terms.STANDINGS.terms[Standing.NAME_ONLY].id}, ["Old Number"]),
        ({"taxonomy_id": terms.AUDIENCES.id}, ["Rung Line"]),
        ({"taxonomy_id": "00000000-0000-4000-8000-000000000000"}, []),
        ({"day": "SA"}, ["Rung Line", "Scots Line"]),
        ({"day": "SA", "start_time": "09:30"}, ["Scots Line"]),
        ({"day": "MO", "end_time": "16:30"}, ["Rung Line", "Scots Line"]),
        ({"end_time": "23:59:00"}, ["Scots Line"]),
        ({"page": "2", "per_page": "2"}, ["Mersey Care", "Old Number"]),
        ({"page": "9"}, []),
    ],
)
def test_a_question_finds_what_it_asks_for(query: dict[str, str], expected: list[str]) -> None:
    assert names(**query) == expected


@pytest.mark.parametrize("path", ["services", "service_at_locations", "taxonomy_terms"])
@pytest.mark.parametrize("size", ["1", "7", "100"])
def test_every_thing_stands_on_one_page(path: str, size: str) -> None:
    first = told(path, per_page=size)
    pages = [told(path, per_page=size, page=str(n + 1)) for n in range(first["total_pages"])]
    found = [each["id"] for page in pages for each in page["contents"]]
    assert len(found) == len(set(found)) == first["total_items"]
    assert [page["first_page"] for page in pages] == [True] + [False] * (len(pages) - 1)
    assert [page["last_page"] for page in pages] == [False] * (len(pages) - 1) + [True]
    assert not any(page["empty"] for page in pages)


@given(total=st.integers(0, 400), size=st.integers(1, 100), page=st.integers(1, 500))
def test_the_numbers_of_a_page_fit_together(total: int, size: int, page: int) -> None:
    ask = Ask(page=page, per_page=size)
    found = queries.page(range(total), ask, lambda number: {"id": number})
    assert found["size"] == len(found["contents"]) <= size
    assert found["empty"] == (found["size"] == 0)
    assert found["last_page"] == (page * size >= total)
    assert found["total_pages"] * size >= total > (found["total_pages"] - 1) * size or not total


def test_where_a_service_is_given_is_by_phone_and_online() -> None:
    (first,) = told("service_at_locations", per_page="1")["contents"]
    assert first["location"]["location_type"] == "virtual"
    assert told(f"service_at_locations/{first['id']}") == first
    assert first["service"]["id"] == first["service_id"]


def test_every_word_stands_in_its_list() -> None:
    every = told("taxonomy_terms", per_page="100")["contents"]
    lists = told("taxonomies")["contents"]
    assert [each["name"] for each in lists] == [each.name for each in terms.TAXONOMIES]
    for each in lists:
        assert told(f"taxonomies/{each['id']}") == each
        own = told("taxonomy_terms", taxonomy_id=each["id"])["contents"]
        assert own
        assert own == [word for word in every if word["taxonomy_id"] == each["id"]]
    assert all(told(f"taxonomy_terms/{word['id']}") == word for word in every)
    kinds = (Need, Audience, Standing)
    assert [set(each.terms) for each in terms.TAXONOMIES] == [set(kind) for kind in kinds]
