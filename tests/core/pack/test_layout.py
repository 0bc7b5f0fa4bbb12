"""What is in the files that the software writes, and what it refuses to write."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from fourfold.core.pack import verify
from fourfold.core.pack.errors import ContentError
from fourfold.core.pack.layout import Trail, fill
from fourfold.core.pack.plan import Choice, plan
from fourfold.core.record import format
from fourfold.core.record.log import Leaf
from tests.core.pack import make
from tests.guards import golden


def filled(**more: object) -> ContentError:
    """Fill a pack from material changed in one place, which has to be refused."""
    material = replace(make.material(make.record()), **more)  # type: ignore[arg-type]
    with pytest.raises(ContentError) as caught:
        fill(plan(make.record(), make.EVERYTHING, make.NOW), material, make.SIGNERS)
    return caught.value


def trail(**more: object) -> Trail:
    return replace(make.material(make.record()).trail, **more)  # type: ignore[arg-type]


def test_the_record_in_a_pack_can_be_read_back() -> None:
    record = format.load(make.contents()[verify.RECORD])
    chosen = [each for each in make.record() if each.number in make.EVERYTHING.numbers]
    assert set(record.entries) == set(chosen)
    assert record.people == (make.NEIGHBOUR,)
    assert (record.completeness.contained, record.completeness.withheld) == (4, 0)


def test_every_leaf_is_there_and_reads_as_it_was() -> None:
    lines = make.contents()[verify.LOG].split(b"\n")[:-1]
    assert tuple(Leaf.from_bytes(line) for line in lines) == make.leaves(make.record())


def test_the_log_shows_nothing_of_what_was_left_out() -> None:
    """The search first proves that it finds what is here."""
    choice = Choice(numbers=frozenset({4}))
    files = make.contents(make.make(choice))
    everything = b"\n".join(files.values())
    assert b"A bunch of flowers" in everything
    assert not [word for word in (b"gate", b"helpline", b"I saw") if word in everything]


def test_only_salts_of_chosen_entries_are_given_away() -> None:
    proofs = json.loads(make.contents(make.make(Choice(numbers=frozenset({1}))))[verify.PROOFS])
    assert set(proofs["entries"]) == {"1.1", "1.2"}
    assert make.seed(1, 1).hex() not in json.dumps(proofs)


def test_a_withheld_file_leaves_its_sheet_and_its_hash() -> None:
    files = make.contents()
    assert "data/exhibits/AB-3/exhibit-sheet.txt" in files
    assert make.PRIVATE.sha256.encode() in files["data/exhibits/AB-3/exhibit-sheet.txt"]
    assert not [path for path in files if path.startswith("data/exhibits/AB-3/AB-3")]
    assert make.FILES["AB/3"] not in b"".join(files.values())


@pytest.mark.parametrize("exhibit", [b"another photo", b""])
def test_a_file_that_is_not_the_one_kept_is_refused(exhibit: bytes) -> None:
    error = filled(open_exhibit=lambda _: exhibit)
    assert (error.code, error.facts) == ("exhibit", {"ref": "AB/1"})


def test_a_log_with_a_gap_is_refused() -> None:
    leaves = make.leaves(make.record())
    lines = [each.to_bytes() for each in (*leaves[:2], *leaves[3:])]
    broken = trail(leaves=(*leaves[:2], *leaves[3:]), note=make.note(lines))
    assert filled(trail=broken).code == "leaf_order"


def test_an_entry_that_is_not_in_the_log_is_refused() -> None:
    leaves = make.leaves(make.record())[:-1]
    broken = trail(leaves=leaves, note=make.note(each.to_bytes() for each in leaves))
    error = filled(trail=broken)
    assert (error.code, error.facts) == ("not_in_log", {"number": 1})


def test_an_entry_changed_since_it_was_logged_is_refused() -> None:
    leaves = list(make.leaves(make.record()))
    leaves[1] = replace(leaves[1], c="0" * 64)
    broken = trail(leaves=tuple(leaves), note=make.note(each.to_bytes() for each in leaves))
    assert filled(trail=broken).code == "not_in_log"


def test_a_seed_that_is_missing_is_refused() -> None:
    error = filled(trail=trail(seeds={}))
    assert error.code == "seed_missing"


def test_a_checkpoint_of_another_log_is_refused() -> None:
    lines = [each.to_bytes() for each in make.leaves(make.record())]
    assert filled(trail=trail(note=make.note(lines[:-1]))).code == "checkpoint"


def test_a_checkpoint_signed_by_other_keys_is_refused() -> None:
    lines = [each.to_bytes() for each in make.leaves(make.record())]
    error = filled(trail=trail(note=make.note(lines, make.FORGERS)))
    assert error.code == "checkpoint"


def test_a_record_larger_than_verifiers_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MOST_BYTES", 1000)
    assert filled().code == "too_large"


def test_the_files_of_a_pack_are_these() -> None:
    golden.same("pack-files.txt", "\n".join(sorted(make.contents())) + "\n")
