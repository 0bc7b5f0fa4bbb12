"""Orders held: writing one down, changing it, and how it stands."""

from __future__ import annotations

from tests.web.held import make


def test_scratch(ada):
    assert "Nothing is here yet" in make.page(ada, "/n/orders")
    make.page(ada, "/n/orders/add")
    at = make.post(ada, "/n/orders/add", make.form(court="Leeds", **make.day("made", "1 3 2026")))
    assert at == "/n/orders/1"
    print(make.latest(ada.owner, 1))
    for p in ("/n/orders", "/n/orders/1", "/n/orders/1/now", "/n/orders/1/add", "/n/orders/1/pick", "/n/orders/1/change"):
        make.page(ada, p)
    at = make.post(ada, "/n/orders/1/add", {"what": "came", "when": "now", "terms": [make.latest(ada.owner,1).id+"-t1"]})
    assert at == "/n/orders/entry/2/saved"
    for p in ("/n/orders/entry/2", "/n/orders/entry/2/told", at, "/n/orders/1", "/n/orders/1/pick"):
        make.page(ada, p)
    at = make.post(ada, "/n/orders/entry/2/told", {"said": "ok", "when": "now", "party": "police", "reference":"CR1"})
    print(make.page(ada, "/n/orders/1"))
    assert at == "/n/orders/entry/3/saved"
    make.page(ada, at)
