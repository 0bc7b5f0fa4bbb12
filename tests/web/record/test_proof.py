"""The log: signed twice, short enough for paper, and sure of its own past."""

from fourfold.core.record import checkpoint, merkle
from fourfold.core.record.log import Clock, LeafKind
from fourfold.vault import signing
from fourfold.web.accounts import server
from fourfold.web.record import actions, change, queries
from fourfold.web.record.models import CheckpointRow
from tests import make


def opened(note):
    return checkpoint.Checkpoint.from_body(checkpoint.parse_note(note)[0])


def test_an_empty_record_has_nothing_to_show(ada):
    assert "nothing to show" in ada.client.get("/n/proof").content.decode()


def test_the_page_gives_the_short_form_of_the_latest_checkpoint(ada):
    make.entry(ada.owner)
    short = checkpoint.short_form(opened(queries.latest_checkpoint(ada.owner)))
    page = ada.client.get("/n/proof").content.decode()
    assert short in page
    assert "It does not show that what you wrote is true" in page
    assert short in ada.client.get("/n/1/saved").content.decode()


def test_both_keys_sign_and_either_can_be_checked(ada):
    make.entry(ada.owner)
    note = queries.latest_checkpoint(ada.owner)
    own, ours = signing.public(ada.owner.secrets.signing_seed), server.keys().signing.public
    for name, key in ((change.log_name(own), own), (change.installation_name(ours), ours)):

        def verify(signature, data, key=key):
            return signing.is_signed(key, signature, data)

        known = {(name, checkpoint.key_id(name, key)): verify}
        assert checkpoint.open_note(note, known).signers == (name,)


def test_each_saving_has_a_checkpoint_and_each_later_one_contains_it(ada):
    for n in range(9):
        make.entry(ada.owner, f"number {n}")
    hashes = [leaf.hash for leaf in queries.leaves(ada.owner)]
    notes = [opened(row.note) for row in CheckpointRow.objects.order_by("size")]
    assert [each.size for each in notes] == list(range(1, 10))
    assert [each.root for each in notes] == [merkle.root_of(hashes[: each.size]) for each in notes]


def test_something_that_changes_no_entry_can_be_logged(ada):
    make.entry(ada.owner)
    leaf = actions.append_leaf(ada.owner, LeafKind.EXPORT, "a" * 32, "b" * 64, make.NOW)
    assert (leaf.n, leaf.clock) == (1, Clock.OWN_MACHINE)
    assert queries.leaves(ada.owner)[-1] == leaf
    assert opened(queries.latest_checkpoint(ada.owner)).size == 2


def test_the_first_thing_logged_need_not_be_an_entry(ada):
    actions.append_leaf(ada.owner, LeafKind.EXPORT, "a" * 32, "b" * 64, make.NOW)
    assert make.entry(ada.owner) == 1
    assert len(queries.snapshot(ada.owner).leaves) == 2


def test_cal_has_a_line_of_his_own(ada, cal):
    make.entry(ada.owner)
    assert "nothing to show" in cal.client.get("/n/proof").content.decode()
    make.entry(cal.owner)
    notes = {queries.latest_checkpoint(each.owner) for each in (ada, cal)}
    assert len({note.split("\n")[0] for note in notes}) == 2
