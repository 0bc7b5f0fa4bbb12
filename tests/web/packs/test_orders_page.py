"""The page of orders in a pack: by choice, of what goes in and nothing else, and it verifies."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from fourfold.core.kernel.when import When
from fourfold.core.pack import verify
from fourfold.core.record.body import Contact, TermRef
from fourfold.core.record.codes import Party
from fourfold.web.packs import actions
from fourfold.web.record.actions import Content, Posted, add_entry
from tests import make
from tests.web.held import make as held
from tests.web.held.test_orders import change_form
from tests.web.packs.test_make_pack import by_hand, zip_of  # noqa: F401

PAGES = {"data/03-orders.pdf", "data/03-orders.html"}


@pytest.fixture
def told(ada):
    """An order, a time it was broken with a file, one that stays out, and a call about both."""
    order = held.order(ada.owner)
    refs = (TermRef(order=order.id, term="t1"),)
    numbers = [
        make.entry(
            ada.owner, what, breaches=refs, when="2026-04-02", files=[make.kept_file(ada.owner)]
        )
        for what in ("He wrote <b>again</b>.", "Not to be handed over.")
    ]
    contact = Contact(
        said="They took it down.",
        when=When("2026-04-03"),
        party=Party.POLICE,
        reference="13260412345",
        linked=tuple(held.latest(ada.owner, number).id for number in numbers),
    )
    numbers.append(add_entry(ada.owner, Content(contact), Posted(), make.NOW))
    return numbers


def packed(member, jobs, *numbers, orders=True):
    """A pack of these entries, and its pages of orders."""
    pack_id = actions.make_pack(member.owner, numbers, make.NOW, orders=orders)
    jobs.pop()()
    data = zip_of(member, pack_id)
    return data, zipfile.ZipFile(BytesIO(data))


def test_each_term_has_its_times_with_files_and_whom_she_told(ada, by_hand, told, tmp_path):  # noqa: F811
    data, pack = packed(ada, by_hand, 1, 2, 4)
    page = pack.read("data/03-orders.html").decode()
    for text in (
        "Non molestation (entry 1)",
        "Family Court at Leeds",
        "1 March 2026",
        "1. Not to contact her",
        "He wrote &lt;b&gt;again&lt;/b&gt;.",
        "after it was served",
        "Entry 2",
        "FF/1",
        "police, 3 April 2026, reference 13260412345, entry 4",
        "No entry of this pack goes against this term.",
    ):
        assert text in page, text
    assert "Not to be handed over." not in page
    assert pack.read("data/03-orders.pdf").startswith(b"%PDF-")
    assert b"data/03-orders.pdf" in pack.read("manifest-sha256.txt")
    path = tmp_path / "pack.zip"
    path.write_bytes(data)
    report = verify.verify(str(path))
    assert (report.code, report.problems) == (3, ())


def test_what_is_not_chosen_is_not_on_it(ada, by_hand, told):  # noqa: F811
    _data, pack = packed(ada, by_hand, 1, 2)
    page = pack.read("data/03-orders.html").decode()
    assert "13260412345" not in page
    assert "nothing in this pack" in page


@pytest.mark.parametrize(
    ("numbers", "orders"), [((1, 2), False), ((2, 4), True)], ids=["not wanted", "no order in it"]
)
def test_it_is_there_only_if_it_is_wanted_and_an_order_goes_in(
    ada,
    by_hand,  # noqa: F811
    told,
    numbers,
    orders,
):
    _data, pack = packed(ada, by_hand, *numbers, orders=orders)
    assert not PAGES & set(pack.namelist())


def test_a_rule_that_was_taken_out_is_said_to_be(ada, by_hand, told):  # noqa: F811
    held.post(ada, "/n/orders/1/change", change_form(ada, terms="2(a) Not to come near her home"))
    _data, pack = packed(ada, by_hand, 1, 2)
    page = pack.read("data/03-orders.html").decode()
    assert "1. Not to contact her" in page
    assert "This term was taken out of the order later." in page


def test_the_page_is_offered_where_there_is_an_order_and_taken_along(ada, told):
    assert "Add a page with my orders" in held.page(ada, "/n/packs/new")
    assert "non_molestation" not in held.page(ada, "/n/packs/new")
    assert "Non-molestation order, Family Court at Leeds" in held.page(ada, "/n/packs/new")
    assert held.post(ada, "/n/packs/new", {"which": "all", "orders": "on"}) == "/n/packs/look"


def test_it_is_not_offered_without_an_order(ada):
    make.entry(ada.owner)
    assert "Add a page with my orders" not in held.page(ada, "/n/packs/new")
