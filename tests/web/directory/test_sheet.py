"""The directory as a table: out and in again it changes nothing, and what is wrong is told."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest

from fourfold.core.support import columns
from fourfold.core.support.columns import Fault
from fourfold.data import directory
from fourfold.web.directory import actions, queries, sheet, words
from fourfold.web.directory.rows import Kind
from fourfold.web.directory.sheet import BadSheet
from tests.web.directory.keeping import DEE, TODAY, kept

pytestmark = pytest.mark.usefixtures("seeded")
HEADINGS = ",".join(columns.COLUMNS)
EMPTY = "," * (len(columns.COLUMNS) - 1)


def exported() -> str:
    pieces = sheet.pieces(each.service for each in queries.all_kept())
    return sheet.text_of(b"".join(pieces))


def changed(text: str, service_id: str, **cells: str) -> str:
    """The table with other words in one row."""
    rows = list(csv.DictReader(StringIO(text, newline="")))
    target = StringIO(newline="")
    writer = csv.DictWriter(target, columns.COLUMNS)
    writer.writeheader()
    writer.writerows(row | (cells if row["id"] == service_id else {}) for row in rows)
    return target.getvalue()


def test_out_and_in_again_changes_nothing() -> None:
    plan = sheet.plan(exported(), TODAY)
    assert plan == sheet.Plan((), (), len(directory.everything()), ())


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+44", "-1", "@SUM", "＝x", "'quoted", "a'b"])
def test_a_name_that_a_spreadsheet_would_run_is_harmless_and_comes_back(name: str) -> None:
    actions.add(replace(kept("paladin").service, id="odd", name=name, note=f"{name}\nx"), DEE)
    text = exported()
    (row,) = [each for each in csv.DictReader(StringIO(text)) if each["id"] == "odd"]
    assert not row["name"].startswith(("=", "+", "-", "@", "＝"))
    assert sheet.plan(text, TODAY).same == len(directory.everything()) + 1


def test_what_changes_and_what_is_new_is_told_before_it_is_done() -> None:
    text = changed(exported(), "paladin", number="0808 168 9276", review_by="2027-02-01")
    text = changed(text, "mankind", id="mankind-two")
    plan = sheet.plan(text, TODAY)
    (difference,) = plan.changed
    assert difference.after.id == "paladin"
    assert difference.columns == (
        ("number", "020 3866 4107", "0808 168 9276"),
        ("review_by", "2027-02-22", "2027-02-01"),
    )
    assert [each.id for each in plan.added] == ["mankind-two"]
    assert kept("paladin").service.number == "020 3866 4107"
    actions.take_in(plan.services, DEE)
    assert kept("paladin").service == difference.after
    assert kept("mankind-two").is_touched
    assert kept("mankind").service == directory.by_id()["mankind"]
    assert queries.history("paladin")[0].kind is Kind.IMPORTED
    assert queries.history("mankind") == []
    assert sheet.plan(text, TODAY).services == ()


def test_a_row_that_is_wrong_is_refused_with_its_line() -> None:
    text = changed(exported(), "victim-support", number="12345", note="two\nlines")
    text = changed(text, "paladin", site="http://example.org")
    (first, second) = sheet.plan(text, TODAY).refused
    assert (first.line, first.id, first.faults) == (3, "paladin", (Fault("site", "site"),))
    assert (second.line, second.id, second.faults) == (
        4,
        "victim-support",
        (Fault("number", "phone"),),
    )


def test_a_line_is_counted_as_an_editor_counts_it() -> None:
    text = changed(exported(), "national-stalking-helpline", note="one\ntwo\nthree")
    text = changed(text, "paladin", number="12345")
    (refused,) = sheet.plan(text, TODAY).refused
    assert refused.line == 5


def test_an_id_may_stand_once() -> None:
    text = changed(exported(), "mankind", id="paladin")
    (refused,) = sheet.plan(text, TODAY).refused
    assert refused.faults == (Fault("id", "twice"),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\n\n", "empty"),
        ("name\nKent".encode("utf-16"), "encoding"),
        (b"name\nSiop y Bont\xe9", "encoding"),
        (f"{HEADINGS}\nx\x00".encode(), "encoding"),
        (b"name;number\nKent;1", "columns"),
        (f"{HEADINGS},more".encode(), "columns"),
        (f"{HEADINGS},name".encode(), "columns"),
        (HEADINGS.replace("number,", "").encode(), "columns"),
        (f'{HEADINGS}\n"kent'.encode(), "broken"),
        (f'{HEADINGS}\n"kent" x,'.encode(), "broken"),
        (f"{HEADINGS}\nkent,Kent".encode(), "broken"),
        (f"{HEADINGS}\n{'x' * 200_000}".encode(), "broken"),
        (b"x" * (sheet.MOST_BYTES + 1), "large"),
        ("\n".join([HEADINGS, *[EMPTY] * 2_001]).encode(), "rows"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_as_a_whole(data: bytes, code: str) -> None:
    with pytest.raises(BadSheet) as refused:
        sheet.plan(sheet.text_of(data), TODAY)
    assert refused.value.code == code
    assert "%" not in words.bad_sheet(refused.value)


def test_the_order_of_columns_and_empty_lines_do_not_matter() -> None:
    rows = list(csv.reader(StringIO(exported(), newline="")))
    target = StringIO(newline="")
    csv.writer(target).writerows([row[::-1] for row in rows] + [[], [""] * len(rows[0])])
    assert sheet.plan(target.getvalue(), TODAY).same == len(directory.everything())


@pytest.mark.parametrize("code", [*words.FAULTS])
def test_every_fault_has_a_sentence(code: str) -> None:
    said = words.fault(Fault("name", code, "12"))
    assert said
    assert "%" not in said
