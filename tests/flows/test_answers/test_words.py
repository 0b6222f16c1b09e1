from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers.words import count_words, words_violation
from flows.violations import Code, Violation

COUNTS = [
    # (text, words)
    ("", 0),
    (" \n\t ", 0),
    ("Yes", 1),
    ("e-government portal", 2),
    ("The E-Government Portal is being upgraded", 6),
    ("one\ntwo\r\nthree\tfour", 4),
    ("no\u00a0break\u2003em\u3000wide\u2028line", 5),
    ("a - b", 2),
    ("a — b … c", 3),
    ("• first • second", 2),
    ("*** !!! ???", 0),
    ("—", 0),
    ("IT & Telecom", 2),
    ("and/or", 1),
    ("don't l'État", 2),
    ("57 %", 1),
    ("Rs. 3.5 million (2018–19)", 4),
    ("https://www.pakistan.gov.pk/laws?x=1", 1),
    ("👍", 0),
    ("well done 👍🏽 👨‍👩‍👧", 2),
    ("½ of it", 3),
    ("Ministère de l’Économie numérique", 4),
    ("¿Qué es el gobierno electrónico?", 5),
    ("Электронное правительство", 2),
    ("Министерство цифрового развития, связи", 4),
    ("وزارة تكنولوجيا المعلومات", 3),
    ("بوابة الحكومة الإلكترونية ٢٠١٩", 4),
    ("وزارت فناوری اطلاعات", 3),
    ("می‌خواهم بدانم", 2),  # a zero-width non-joiner is inside a word
    ("डिजिटल इंडिया कार्यक्रम", 3),
    ("ডিজিটাল বাংলাদেশ", 2),
    ("전자 정부 포털", 3),
    ("Cổng thông tin điện tử", 5),
    ("ηλεκτρονική διακυβέρνηση", 2),
    ("שירותים מקוונים", 2),
    ("ელექტრონული მთავრობა", 2),
    ("ኤሌክትሮኒክ መንግሥት", 2),
    ("ሀገር፡ሰላም፡ነው", 3),  # the Ethiopic word space
    ("电子政务平台", 6),
    ("电子政务，平台。", 6),
    ("電子政府のポータル", 9),
    ("ｻｰﾊﾞｰ", 3 + 1),
    ("国家e-government平台", 2 + 1 + 2),
    ("2019年建成", 1 + 3),
    ("𠀀𠀁", 2),
    ("འབྲུག་ཡུལ་", 2),  # syllables parted by the tsheg
    ("กระทรวงดิจิทัล", 3),  # 14 characters, six to a word
    ("รัฐบาล", 1),
    ("ກະຊວງໄປສະນີ", 2),
    ("រដ្ឋាភិបាល", 2),
    ("ဝန်ကြီးဌာန", 2),
    ("Thai: รัฐบาล", 2),
]


@pytest.mark.parametrize(("text", "words"), COUNTS)
def test_words_are_counted_as_a_person_counts(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.lists(st.text("abcéжه", min_size=1), max_size=30), st.sampled_from([" ", "\n", "\u3000", " \t "]))
def test_words_parted_by_white_space_count_one_each(words: list[str], space: str) -> None:
    assert count_words(space.join(words)) == len(words)


@given(st.text(max_size=300))
def test_every_text_has_a_count_no_greater_than_its_length(text: str) -> None:
    assert 0 <= count_words(text) <= len(text)


def test_a_text_at_the_limit_is_no_violation() -> None:
    assert words_violation("one two three", 3) is None


def test_a_text_over_the_limit_tells_count_limit_and_excess() -> None:
    assert words_violation("word " * 312, 250) == Violation(
        Code.TOO_MANY_WORDS, {"count": 312, "limit": 250, "excess": 62}
    )


def test_a_text_without_limit_may_be_of_any_length() -> None:
    assert words_violation("word " * 5000, None) is None


def test_a_very_long_text_is_counted() -> None:
    assert count_words("ab" * 500_000 + " " + "字" * 1000) == 1001
