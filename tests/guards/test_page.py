"""The client that checks every page has to see what it is there to see."""

from __future__ import annotations

import pytest

from tests.guards.page import POLICY, Page, check_answer, problems

HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "content-type": "text/html; charset=utf-8",
}
GOOD = """\
<!DOCTYPE html>
<html lang="en-gb">
<head><meta charset="utf-8"><title>Add – Notes</title></head>
<body>
<a href="#main-content">Skip</a>
<a href="/leave" rel="nofollow noreferrer">Exit this page</a>
<main id="main-content">
<h1>Add</h1>
<form method="post" novalidate autocomplete="off">
<label for="id_words">Words</label>
<p id="id_words_error">Write something</p>
<textarea id="id_words" name="words" aria-describedby="id_words_error"></textarea>
<button type="submit">Save</button>
</form>
<p><a href="/support">Support</a></p>
</main>
</body>
</html>
"""
SUMMARY = (
    '<div class="govuk-error-summary"><h2>There is a problem</h2><a href="#{}">x</a></div><h1>'
)


def look_at(html: str, path: str = "/n/add", **headers: str) -> list[str]:
    return problems(Page(path, html, HEADERS | headers))


def test_a_good_page_passes() -> None:
    assert look_at(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("</form>", "", "is_well_formed"),
        ("<!DOCTYPE html>", "", "is_well_formed"),
        ('id="id_words_error"', 'id="id_words"', "is_well_formed"),
        ("<form method", '<form class="a" class="b" method', "is_well_formed"),
        (' lang="en-gb"', "", "has_language_title_and_one_heading"),
        ("Add – Notes", " – ", "has_language_title_and_one_heading"),
        ("<h1>Add</h1>", "<h2>Add</h2>", "has_language_title_and_one_heading"),
        ("<h1>Add</h1>", "<h1>A</h1><h1>B</h1>", "has_language_title_and_one_heading"),
        ("<h1>", SUMMARY.format("id_words"), "has_language_title_and_one_heading"),
        ("</form>", "</form><h3>Part</h3>", "headings_do_not_skip"),
        ('<a href="#main-content">Skip</a>', "", "skip_link_then_exit_come_first"),
        ("#main-content", "#content", "skip_link_then_exit_come_first"),
        ('rel="nofollow noreferrer"', "", "skip_link_then_exit_come_first"),
        ('rel="nofollow', 'target="_blank" rel="nofollow', "skip_link_then_exit_come_first"),
        ('<a href="/leave"', '<a href="/support">S</a><a href="/leave"', "skip_link_then_exit"),
        ("<body>", "<body><button>First</button>", "skip_link_then_exit_come_first"),
        ("<main id", "<main data-id", "has_one_main_part"),
        ('for="id_words"', "", "every_control_has_a_label"),
        (">Save<", "><", "every_control_has_a_label"),
        ('for="id_words"', 'for="id_other"', "every_reference_hits_an_id"),
        ('aria-describedby="', 'aria-describedby="id_help ', "every_reference_hits_an_id"),
        ('href="/support"', 'href="#nowhere"', "every_reference_hits_an_id"),
        ("<h1>", SUMMARY.format("main-content"), "error_summary_links_to_controls"),
        ("Write something", "This field is required.", "errors_are_worded_by_us"),
        ('name="words"', 'name="words" required', "errors_are_worded_by_us"),
        ('href="/support"', 'href="https://example.org"', "loads_nothing_from_elsewhere"),
        ('href="/support"', 'href="//example.org"', "loads_nothing_from_elsewhere"),
        ("<main", '<img src="https://example.org/a.png" alt=""><main', "loads_nothing_from"),
        ("<h1>", '<h1 style="color:red">', "holds_nothing_inline"),
        ("</head>", "<style>a{}</style></head>", "holds_nothing_inline"),
        ("</head>", "<script>a()</script></head>", "holds_nothing_inline"),
        ("<button", '<button onclick="a()"', "holds_nothing_inline"),
        ('href="/support"', 'href="javascript:a()"', "holds_nothing_inline"),
        ("</head>", '<meta http-equiv="refresh" content="9"></head>', "holds_nothing_inline"),
        (' autocomplete="off"', "", "forms_leave_nothing_behind"),
        ('method="post"', 'method="get"', "forms_leave_nothing_behind"),
        ("Add – Notes", "Police – Notes", "private_pages_tell_nothing"),
        ('href="/support"', 'href="/no/such/page"', "links_lead_somewhere"),
        ("</head>", '<link rel="icon" href="/static/ui/none.svg"></head>', "links_lead_somewhere"),
    ],
)
def test_a_page_that_breaks_a_rule_is_seen(old: str, new: str, rule: str) -> None:
    assert old in GOOD
    found = look_at(GOOD.replace(old, new, 1))
    assert any(problem.startswith(rule) for problem in found), found


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("content-security-policy", POLICY.replace("'self'", "*", 1)),
        ("content-security-policy", POLICY + "; report-uri /x"),
        ("cache-control", "private"),
        ("content-type", "text/html"),
    ],
)
def test_a_weaker_header_is_seen(header: str, value: str) -> None:
    assert look_at(GOOD, **{header: value})


def test_only_a_marked_link_of_the_public_half_leads_outside() -> None:
    link = '<a class="app-official" rel="noreferrer" href="https://example.org">Act</a>'
    page = GOOD.replace('<a href="/support">Support</a>', link)
    assert look_at(page, "/understand/signs") == []
    assert look_at(page, "/n/12")
    assert look_at(page.replace('rel="noreferrer" href="https', 'href="https'), "/understand/signs")


def test_a_public_form_needs_no_autocomplete() -> None:
    assert look_at(GOOD.replace(' autocomplete="off"', ""), "/feedback") == []


class Answer(dict[str, str]):
    """As much of an answer as the rule looks at."""

    def __init__(self, status: int, kind: str = "", cookies: tuple[str, ...] = ()) -> None:
        super().__init__({"Content-Type": kind})
        self.status_code = status
        self.cookies = cookies


@pytest.mark.parametrize(
    ("answer", "path", "method"),
    [
        (Answer(302), "/n/add", "POST"),
        (Answer(200, "text/html; charset=utf-8"), "/n/add", "POST"),
        (Answer(200, cookies=("visit",)), "/support", "GET"),
    ],
)
def test_an_answer_that_leaves_something_behind_is_seen(
    answer: Answer, path: str, method: str
) -> None:
    with pytest.raises(AssertionError):
        check_answer(answer, path, method)


@pytest.mark.parametrize(
    ("answer", "path", "method"),
    [
        (Answer(303), "/n/add", "POST"),
        (Answer(403, "text/html; charset=utf-8"), "/n/add", "POST"),
        (Answer(200, "application/zip"), "/n/packs/1", "POST"),
        (Answer(302, cookies=("visit",)), "/leave", "GET"),
        (Answer(200, cookies=("form",)), "/n/", "GET"),
    ],
)
def test_an_answer_that_leaves_nothing_behind_passes(
    answer: Answer, path: str, method: str
) -> None:
    check_answer(answer, path, method)
