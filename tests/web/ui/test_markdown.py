import pytest

from fourfold.web.ui.markdown import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Words", '<p class="govuk-body">Words</p>\n'),
        ("## A part", '<h2 class="govuk-heading-m">A part</h2>\n'),
        ("### A smaller part", '<h3 class="govuk-heading-s">A smaller part</h3>\n'),
        ("- one", '<ul class="govuk-list govuk-list--bullet">\n<li>one</li>\n</ul>\n'),
        ("1. one", '<ol class="govuk-list govuk-list--number">\n<li>one</li>\n</ol>\n'),
        (
            "[here](/support)",
            '<p class="govuk-body"><a href="/support" class="govuk-link">here</a></p>\n',
        ),
        (
            "[there](https://example.org/a)",
            '<p class="govuk-body"><a href="https://example.org/a" '
            'class="govuk-link app-official" rel="noreferrer">there</a></p>\n',
        ),
        (
            "![](phone) Call **999**.",
            '<div class="app-idea">\n<img class="app-idea__picture" '
            'src="/static/ui/pictures/phone.svg" alt="" width="140" height="140" />'
            '<p class="govuk-body">Call <strong>999</strong>.</p>\n</div>\n',
        ),
        (
            "On [bail](word:bail).",
            '<p class="govuk-body">On <button type="button" class="app-word" '
            'popovertarget="word-bail">bail</button>.</p>\n',
        ),
        ("<script>x</script>", '<p class="govuk-body">&lt;script&gt;x&lt;/script&gt;</p>\n'),
    ],
)
def test_markdown_becomes_the_markup_of_the_design_system(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    "text",
    ["[a](http://example.org)", "[a](//example.org)", "[a](ftp://example.org)", "[a](relative)"],
)
def test_a_link_leads_to_us_or_to_https(text: str) -> None:
    with pytest.raises(ValueError, match="a link must lead"):
        to_html(text)


def test_a_link_that_runs_script_is_no_link() -> None:
    assert "<a" not in to_html("[a](javascript:alert(1))")
