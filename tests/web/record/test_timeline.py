"""The timeline: newest first, filtered by opaque addresses, fifty at a time."""

import re
from html import unescape

import pytest

from fourfold.web.record import queries
from fourfold.web.record.models import IndexPage
from tests import make


def words(answer):
    """The summaries of a timeline page, in order."""
    shown = r'<a class="govuk-link" href="/n/\d+">([^<]+)</a>'
    return [unescape(each) for each in re.findall(shown, answer.content.decode())]


def test_an_empty_record_is_kind(ada):
    page = ada.client.get("/n/").content.decode()
    assert "Nothing is here yet" in page
    assert 'href="/n/add"' in page


def test_what_happened_last_comes_first_whenever_it_was_added(ada):
    for what, when in (("middle", "2026-02"), ("oldest", "2025"), ("newest", "2026-03-14")):
        make.entry(ada.owner, what, when=when)
    assert words(ada.client.get("/n/")) == ["newest", "middle", "oldest"]


def test_what_has_no_date_stands_where_it_was_added(ada):
    make.entry(ada.owner, "undated", when="XXXX")
    make.entry(ada.owner, "before", when="2026-11-21")
    make.entry(ada.owner, "after", when="2026-11-22T23:00")
    assert words(ada.client.get("/n/")) == ["after", "undated", "before"]


def test_fifty_are_on_a_page(ada):
    for n in range(53):
        make.entry(ada.owner, f"number {n}", when=f"2026-01-{n % 28 + 1:02}T10:{n:02}")
    first, second = ada.client.get("/n/"), ada.client.get("/n/?s=2")
    assert (len(words(first)), len(words(second))) == (50, 3)
    assert not set(words(first)) & set(words(second))
    assert 'href="/n/?s=2"' in first.content.decode()
    assert 'rel="prev"' in second.content.decode()


@pytest.mark.parametrize("query", ["s=0", "s=-1", "s=abc", "s=999999999999999999999", "k=x", "m=1"])
def test_a_strange_address_shows_a_page_all_the_same(ada, query):
    make.entry(ada.owner)
    assert ada.client.get(f"/n/?{query}").status_code == 200


def test_a_month_can_be_chosen(ada):
    make.entry(ada.owner, "in march", when="2026-03-14")
    make.entry(ada.owner, "in april", when="2026-04-01")
    make.entry(ada.owner, "some time", when="2026")
    assert words(ada.client.get("/n/?m=2026-03")) == ["in march"]
    assert words(ada.client.get("/n/?m=0")) == ["some time"]


def test_a_kind_can_be_chosen_by_its_number(ada):
    make.entry(ada.owner, "it happened")
    assert words(ada.client.get("/n/?k=1")) == ["it happened"]
    assert words(ada.client.get("/n/?k=2")) == []
    assert "Nothing in your notes fits" in ada.client.get("/n/?k=2").content.decode()


def test_a_person_can_be_chosen(ada):
    make.entry(ada.owner, "by him", person="the neighbour")
    make.entry(ada.owner, "by her", person="his sister")
    make.entry(ada.owner, "by nobody known")
    neighbour = next(each for each in queries.people(ada.owner) if each.label == "the neighbour")
    assert words(ada.client.get(f"/n/?p={neighbour.id}")) == ["by him"]


def test_a_name_typed_again_is_the_same_person(ada):
    make.entry(ada.owner, "by him", person="The neighbour")
    make.entry(ada.owner, "by him again", person="the neighbour")
    make.entry(ada.owner, "by another", person="the neighbour's son")
    assert [each.label for each in queries.people(ada.owner)] == [
        "The neighbour",
        "the neighbour's son",
    ]
    person = queries.people(ada.owner)[0]
    assert words(ada.client.get(f"/n/?p={person.id}")) == ["by him again", "by him"]


def test_no_address_of_a_filter_holds_a_word_of_hers(ada):
    make.entry(ada.owner, "by him", person="the neighbour")
    make.entry(ada.owner, "by her", person="his sister", when="2025")
    page = ada.client.get("/n/").content.decode()
    queries_ = re.findall(r'href="/n/\?([^"]*)"', page)
    assert queries_
    assert all(re.fullmatch(r"[kmps]=[0-9a-f-]+", each) for each in queries_), queries_


def test_words_of_hers_are_shown_as_text(ada):
    make.entry(ada.owner, "<script>alert(1)</script> & {{ more }}")
    page = ada.client.get("/n/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ more }}" in page


def test_cal_sees_an_empty_record_of_his_own(ada, cal):
    make.entry(ada.owner, "only for Ada")
    assert "only for Ada" not in cal.client.get("/n/").content.decode()


def test_a_person_of_another_record_chooses_nothing(ada, cal):
    make.entry(ada.owner, person="the neighbour")
    make.entry(cal.owner)
    (person,) = queries.people(ada.owner)
    assert words(cal.client.get(f"/n/?p={person.id}")) == []


@pytest.mark.slow
def test_the_pages_of_a_long_index_stay_few_and_small(ada):
    for n in range(520):
        make.entry(
            ada.owner, f"number {n}", when=f"2026-01-{n % 28 + 1:02}T{n % 24:02}:{n % 60:02}"
        )
    assert IndexPage.objects.exclude(number=0).count() == 2
    assert queries.timeline(ada.owner).selection.total == 520
