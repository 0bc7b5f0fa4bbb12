import pytest

from fourfold.core.guidance.reading import measure


@pytest.mark.parametrize(
    ("text", "sentences", "words", "longest"),
    [
        ("One two three. Four five.", 2, 5, 3),
        ("## A heading\n\nOne two.", 2, 4, 2),
        ("- one\n- two three", 2, 3, 2),
        ("1. one\n2. two three", 2, 3, 2),
        ("[a link](https://example.org/a/b) here", 1, 3, 3),
        ("**Bold**: it isn’t hard.", 2, 4, 3),
    ],
)
def test_sentences_and_words_are_counted(
    text: str, sentences: int, words: int, longest: int
) -> None:
    reading = measure(text)
    assert (reading.sentences, reading.words, reading.longest_words) == (sentences, words, longest)


def test_nothing_measures_nothing() -> None:
    assert measure(" \n ").words == 0


def test_figures_follow_their_formulas() -> None:
    # 5 words, 1 sentence, 23 letters, 1 word longer than six letters.
    reading = measure("They followed me from work.")
    assert reading.mean == 5
    assert reading.lix == pytest.approx(5 + 100 * 1 / 5)
    assert reading.ari == pytest.approx(4.71 * 22 / 5 + 0.5 * 5 - 21.43)


def test_law_measures_harder_than_plain_words() -> None:
    plain = measure("They may follow you. They may wait near your home.")
    law = measure(
        "A person whose course of conduct constitutes harassment shall notwithstanding any "
        "contrary provision be guilty of an offence punishable upon summary conviction."
    )
    assert law.ari > plain.ari + 10
    assert law.lix > plain.lix + 20
