import pytest
from tests import make
from tests.core.pattern.make import scenario
from fourfold.web.record import actions
from fourfold.web.record.actions import Content, Posted
@pytest.mark.parametrize("name", ["D1","D4"])
def test_x(ada, name, tmp_path):
    for each in scenario(name):
        actions.add_entry(ada.owner, Content(each.body), Posted(), make.NOW)
    page = ada.client.get("/n/pattern")
    import pathlib; pathlib.Path(f"/tmp/o5-{name}.html").write_text(page.content.decode())
    assert page.status_code == 200
