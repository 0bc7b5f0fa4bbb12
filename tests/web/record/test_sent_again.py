"""A form that the browser sends again by itself, as it does when the line breaks."""

from fourfold.web.record.models import DraftRow
from tests import make


def test_a_form_with_a_mistake_sent_twice_is_one_draft(ada):
    sent = make.form("First he rang.", when="")
    first, second = ada.client.post("/n/add", sent), ada.client.post("/n/add", sent)
    assert first["Location"] == second["Location"]
    assert DraftRow.objects.count() == 1


def test_another_form_is_another_draft(ada):
    for _ in range(2):
        ada.client.post("/n/add", make.form("First he rang.", when=""))
    assert DraftRow.objects.count() == 2
