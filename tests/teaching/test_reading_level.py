"""The grade counts what a reader reads, and rises with long words and long sentences."""

from __future__ import annotations

import pytest

from ketamine_viz.teaching.reading_level import reading, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [("blood", 1), ("ketamine", 3), ("people", 2), ("dissociation", 5), ("station", 2), ("the", 1), ("placebo", 3),
     ("measured", 2), ("receptor", 3), ("rhythm", 1), ("glutamate", 3), ("hours", 1)],
)  # fmt: skip
def test_syllables(word, count):
    assert syllables(word) == count


def test_the_grade_is_the_published_formula():
    found = reading("The cat sat on the mat. It was a warm day.")
    assert (found.words, found.sentences, found.syllables) == (11, 2, 11)
    assert found.grade == pytest.approx(0.39 * 11 / 2 + 11.8 - 15.59)


def test_no_code_links_tables_or_marks_are_counted():
    plain = reading("See this page for more of it.")
    assert (
        reading("## See [this](https://a.example/b.c?d=e) **page** for more of `kv.x.y()` it.\n\n| a | b |\n")
        == plain
    )


def test_a_list_is_not_one_sentence():
    assert reading("- one thing here\n- two things there\n- three more").sentences == 3


def test_long_words_and_sentences_are_harder():
    easy = reading("Drugs pass the liver. Some is lost. The rest is in the blood.")
    hard = reading(
        "Presystemic hepatic metabolism substantially attenuates systemic bioavailability after oral administration."
    )
    assert hard.grade > easy.grade + 10


def test_nothing_has_no_grade():
    assert reading("").grade == 0
