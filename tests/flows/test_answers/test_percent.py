from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers import read
from flows.answers.percent import show
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Hyperlink, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

QUESTION = Question(name="q17", type="percent", label={"en": "What is the percentage?"})
SMALL_SHARES = QUESTION.model_copy(update={"small_shares": True})
LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh", "de", "tr", "eu", "fa", "hi", "pt-BR", "he", "fr-CH", "xx"]


def reading(text: str, language: str = "en", question: Question = QUESTION) -> Reading:
    return read(Typed(text), question, Circumstances(date(2019, 4, 22), language))


ACCEPTED = [
    # (what is typed, the number, the remark)
    ("57", 57, None),
    ("57%", 57, None),
    ("57 %", 57, None),
    ("57\u202f%", 57, None),
    ("% 57", 57, None),
    ("%57", 57, None),
    ("57,5", 57.5, None),
    ("57.5 %", 57.5, None),
    ("57.50%", 57.5, None),
    ("057 %", 57, None),
    ("0 %", 0, None),
    ("0 (no survey yet)", 0, "no survey yet"),
    ("100%", 100, None),
    ("100.0", 100, None),
    ("33.333333333333333333333333 %", 33.333333333333336, None),
    (".5 %", 0.5, None),
    ("0.57 %", 0.57, None),
    ("0,57% of GDP", 0.57, "of GDP"),
    ("57½ %", 57.5, None),
    ("57%.", 57, None),
    ("(57 %)", 57, None),
    ("57 % 👍", 57, None),
    ("57%, thank you", 57, None),
    ("- 57 %", 57, None),
    ("٥٧٪", 57, None),
    ("٥٧٫٥٪", 57.5, None),
    ("\u200f٥٧٪\u200f", 57, None),
    ("٪٥٧", 57, None),
    ("۵۷ درصد", 57, None),
    ("57 فیصد", 57, None),
    ("57 في المئة", 57, None),
    ("٥٧ بالمائة من السكان", 57, "من السكان"),
    ("५७ प्रतिशत", 57, None),
    ("৫৭%", 57, None),
    ("５７％", 57, None),
    ("百分之57", 57, None),
    ("57パーセント", 57, None),
    ("57퍼센트", 57, None),
    ("ร้อยละ ๕๗", 57, None),
    ("57 per cent", 57, None),
    ("57percent", 57, None),
    ("57 pct.", 57, None),
    ("57 pour cent", 57, None),
    ("57 por ciento de la población", 57, "de la población"),
    ("57 por cento", 57, None),
    ("57 Prozent", 57, None),
    ("57 процентов населения", 57, "населения"),
    ("57 відсотків", 57, None),
    ("yüzde 57", 57, None),
    ("57 persen", 57, None),
    ("57% (for the Citizen Portal)", 57, "for the Citizen Portal"),
    ("57% satisfactory rate (for Pakistan Citizen Portal)", 57, "satisfactory rate (for Pakistan Citizen Portal)"),
    ("57 (for the portal)", 57, "for the portal"),
    ("57 - the portal alone", 57, "the portal alone"),
    ("57\nBased on a survey.", 57, "Based on a survey."),
    ("Satisfaction rate: 57", 57, "Satisfaction rate"),
    ("Rate (57%)", 57, "Rate"),
    ("It was 57% in 2019", 57, "It was 57% in 2019"),
    ("2018-2019: 57%", 57, "2018-2019"),
    ("57% (a survey of 1,200 citizens in 2019)", 57, "a survey of 1,200 citizens in 2019"),
    ("12 of 57 (21%)", 21, "12 of 57"),
    ("57% https://gov.pk/2019/98%", 57, "https://gov.pk/2019/98%"),
    ("57% by survey@gov99.pk", 57, "by survey@gov99.pk"),
    ("1.234 %", 1.234, None),
    ("57%, 57%", 57, "57%"),
    ("57% G20", 57, "G20"),
    ("e\u0301lectronique : 57 %", 57, "électronique"),
    ("zero", 0, None),
    ("Zero percent.", 0, None),
    ("one hundred per cent", 100, None),
    ("cent pour cent", 100, None),
    ("cien por ciento", 100, None),
    ("сто процентов", 100, None),
    ("مئة في المئة", 100, None),
    ("百分之百", 100, None),
]


@pytest.mark.parametrize(("typed", "value", "note"), ACCEPTED)
def test_a_percentage_is_read_in_any_usual_form(typed: str, value: float, note: str | None) -> None:
    assert reading(typed) == Accepted(value, note)


@pytest.mark.parametrize("typed", ["57", "57.0", "0 %", "57,00 %"])
def test_a_whole_percentage_is_a_whole_number(typed: str) -> None:
    answer = reading(typed)
    assert isinstance(answer, Accepted)
    assert type(answer.value) is int


REFUSED = [
    ("101", Code.PERCENT_ABOVE_100, "101"),
    ("100,5 %", Code.PERCENT_ABOVE_100, "100,5 %"),
    ("157% of the plan", Code.PERCENT_ABOVE_100, "157%"),
    ("2019 %", Code.PERCENT_ABOVE_100, "2019 %"),
    ("1,234,567", Code.PERCENT_ABOVE_100, "1,234,567"),
    ("1.234,5 %", Code.PERCENT_ABOVE_100, "1.234,5 %"),
    ("57 000", Code.PERCENT_ABOVE_100, "57 000"),
    ("1'234 %", Code.PERCENT_ABOVE_100, "1'234 %"),
    ("9" * 4000, Code.PERCENT_ABOVE_100, "9" * 59 + "…"),
    ("9" * 2_000_000 + " ‰", Code.PERCENT_ABOVE_100, "9" * 59 + "…"),
    ("120 % and 130 %", Code.PERCENT_ABOVE_100, "120 %"),
    ("-5", Code.PERCENT_BELOW_0, "-5"),
    ("-5%", Code.PERCENT_BELOW_0, "-5%"),
    ("−5 %", Code.PERCENT_BELOW_0, "−5 %"),
    ("a change of (-5%)", Code.PERCENT_BELOW_0, "-5%"),
    ("minus 5 %", Code.PERCENT_BELOW_0, "minus 5 %"),
    ("минус 5 процентов", Code.PERCENT_BELOW_0, "минус 5 процентов"),
    ("\u200b", Code.EMPTY, None),
]


@pytest.mark.parametrize(("typed", "code", "written"), REFUSED)
def test_what_is_no_percentage_at_all_is_refused(typed: str, code: Code, written: str | None) -> None:
    assert reading(typed) == Refused(Violation(code, {"written": written} if written else {}))


RANGES = [
    # (what is typed, the range, its ends and its middle)
    ("between 5 and 8", "between 5 and 8", [5, 8, 6.5]),
    ("5-8 %", "5-8 %", [5, 8, 6.5]),
    ("5 – 8", "5 – 8", [5, 8, 6.5]),
    ("5 -8", "5 -8", [5, 8, 6.5]),
    ("5 to 8", "5 to 8", [5, 8, 6.5]),
    ("5 % to 8", "5 % to 8", [5, 8, 6.5]),
    ("from 5% to 8% of the budget", "5% to 8%", [5, 8, 6.5]),
    ("8-5 %", "8-5 %", [5, 8, 6.5]),
    ("0.5~0.8 %", "0.5~0.8 %", [0.5, 0.8, 0.65]),
    ("5,5-8,5", "5,5-8,5", [5.5, 8.5, 7]),
    ("de 5 à 8 %", "5 à 8 %", [5, 8, 6.5]),
    ("entre 5 y 8", "entre 5 y 8", [5, 8, 6.5]),
    ("от 5 до 8 процентов", "5 до 8 процентов", [5, 8, 6.5]),
    ("между 5 и 8 %", "между 5 и 8 %", [5, 8, 6.5]),
    ("بين ٥ و ٨", "بين ٥ و ٨", [5, 8, 6.5]),
    ("من ٥ إلى ٨ في المئة", "٥ إلى ٨ في المئة", [5, 8, 6.5]),
    ("5至8%", "5至8%", [5, 8, 6.5]),
]


@pytest.mark.parametrize(("typed", "written", "values"), RANGES)
def test_a_range_offers_its_ends_its_middle_and_the_remark(typed: str, written: str, values: list[float]) -> None:
    readings = (*(Accepted(value, typed) for value in values), Accepted(None, typed))
    assert reading(typed) == ToConfirm(Violation(Code.PERCENT_RANGE, {"written": written}), readings)


SEVERAL = [
    ("57, 60", [57, 60]),
    ("57 % et 60 %", [57, 60]),
    ("5 and 8 %", [5, 8]),
    ("5 or 8", [5, 8]),
    ("90% urban, 40% rural", [90, 40]),
    ("57% (up from 110%)", [57]),
    ("57% portal, -5% other", [57]),
    ("5 %, 6 %, 7 %", [5, 6, 7]),
    ("1%, 2%, 3%, 4%, 5%, 6%, 7%", [1, 2, 3, 4, 5]),
    ("между 90 и 120 %", [90]),
    ("90-120 %", [90]),
    ("8/5", [8, 5]),
    ("5'8", [5, 8]),
]


@pytest.mark.parametrize(("typed", "values"), SEVERAL)
def test_several_numbers_are_offered_in_their_order(typed: str, values: list[float]) -> None:
    readings = (*(Accepted(value, typed) for value in values), Accepted(None, typed))
    assert reading(typed) == ToConfirm(Violation(Code.PERCENT_SEVERAL), readings)


APPROXIMATE = [
    ("about 57 %", "about 57 %", 57),
    ("Around 60% of the data is published", "Around 60%", 60),
    ("approximately 57", "approximately 57", 57),
    ("ca. 57 %", "ca. 57 %", 57),
    ("more than 57%", "more than 57%", 57),
    ("less than 5 %", "less than 5 %", 5),
    ("< 5 %", "< 5 %", 5),
    (">=57%", ">=57%", 57),
    ("~57", "~57", 57),
    ("≈57%", "≈57%", 57),
    ("57%+", "57%+", 57),
    ("57% or more", "57% or more", 57),
    ("57 +/- 2%", "57 +/- 2%", 57),
    ("57+-2%", "57+-2%", 57),
    ("57 ±2 %", "57 ±2 %", 57),
    ("57 % ± 2 %", "57 % ± 2 %", 57),
    ("57 % (estimate)", "57 % (estimate)", 57),
    ("at least 57 percent", "at least 57 percent", 57),
    ("environ 57 %", "environ 57 %", 57),
    ("más de 57 %", "más de 57 %", 57),
    ("около 57 процентов", "около 57 процентов", 57),
    ("более 57 %", "более 57 %", 57),
    ("حوالي ٥٧٪", "حوالي ٥٧٪", 57),
    ("أكثر من 57 في المئة", "أكثر من 57 في المئة", 57),
    ("约百分之57", "约百分之57", 57),
    ("57%左右", "57%左右", 57),
    ("yaklaşık %57", "yaklaşık %57", 57),
    ("लगभग ५७%", "लगभग ५७%", 57),
]


@pytest.mark.parametrize(("typed", "written", "value"), APPROXIMATE)
def test_an_estimate_is_confirmed_and_its_words_are_the_remark(typed: str, written: str, value: float) -> None:
    assert reading(typed) == ToConfirm(
        Violation(Code.PERCENT_APPROXIMATE, {"written": written}), (Accepted(value, typed), Accepted(None, typed))
    )


FRACTIONS = [
    ("1/2", "1/2", [50]),
    ("3 out of 4", "3 out of 4", [75]),
    ("3 out of 4 ministries", "3 out of 4", [75]),
    ("2 of 5", "2 of 5", [40]),
    ("1 in 5", "1 in 5", [20]),
    ("1/3", "1/3", [33.3333]),
    ("57/100", "57/100", [57]),
    ("1200 of 2000 users", "1200 of 2000", [60]),
    ("3 sur 4", "3 sur 4", [75]),
    ("3 de cada 4", "3 de cada 4", [75]),
    ("3 из 4", "3 из 4", [75]),
    ("٣ من ٤", "٣ من ٤", [75]),
    ("1/2 %", "1/2 %", [0.5, 50]),
]


@pytest.mark.parametrize(("typed", "written", "values"), FRACTIONS)
def test_a_fraction_is_asked_about(typed: str, written: str, values: list[float]) -> None:
    readings = (*(Accepted(value, typed) for value in values), Accepted(None, typed))
    assert reading(typed) == ToConfirm(Violation(Code.PERCENT_FRACTION, {"written": written}), readings)


UNDER_ONE = [
    ("0.57", "0.57", 57, 0.57, None),
    ("0,57", "0,57", 57, 0.57, None),
    (".57", ".57", 57, 0.57, None),
    ("٠٫٥٧", "٠٫٥٧", 57, 0.57, None),
    ("½", "½", 50, 0.5, None),
    ("0.57 (portal)", "0.57", 57, 0.57, "portal"),
    ("about 0.57", "0.57", 57, 0.57, "about 0.57"),
]


@pytest.mark.parametrize(("typed", "written", "share", "small", "note"), UNDER_ONE)
def test_a_number_under_one_without_sign_is_asked_about(
    typed: str, written: str, share: float, small: float, note: str | None
) -> None:
    assert reading(typed) == ToConfirm(
        Violation(Code.PERCENT_FRACTION, {"written": written}), (Accepted(share, note), Accepted(small, note))
    )


@pytest.mark.parametrize("typed", ["0.57", "0,57", "0.57 %", "٠٫٥٧"])
def test_a_number_under_one_is_taken_as_it_is_where_small_shares_are_usual(typed: str) -> None:
    assert reading(typed, question=SMALL_SHARES) == Accepted(0.57)


@pytest.mark.parametrize("typed", ["0", " 0 ", "٠"])
def test_a_bare_nought_may_stand_for_not_known_and_is_asked_about(typed: str) -> None:
    assert reading(typed) == ToConfirm(Violation(Code.PERCENT_ZERO), (Accepted(0),))


@pytest.mark.parametrize(("typed", "written", "note"), [("57", "57", None), ("57 % (a guess)", "57 %", "a guess")])
def test_much_is_asked_about_where_small_shares_are_usual(typed: str, written: str, note: str | None) -> None:
    doubt = Violation(Code.PERCENT_UNUSUAL, {"written": written})
    assert reading(typed, question=SMALL_SHARES) == ToConfirm(doubt, (Accepted(57, note),))
    assert reading("20", question=SMALL_SHARES) == Accepted(20)


NO_NUMBER = [
    *("N/A", "-", "not available", "?", "%", "The survey is under way", "pas disponible", "нет данных"),
    *("سنرسلها لاحقا", "没有数据", "五十七", "one hundred and something"),
    *("https://gov.pk/2019/57%", "stats2019@gov.pk"),
]


@pytest.mark.parametrize("typed", NO_NUMBER)
def test_words_without_a_number_may_be_kept_as_a_remark(typed: str) -> None:
    assert reading(typed) == ToConfirm(Violation(Code.NOT_A_PERCENTAGE), (Accepted(None, typed),))


OTHER_NUMBERS = [
    *("2019", "in 2019", "$5 million", "5 USD", "€ 57", "Rs. 57", "57 руб.", "57 元", "57万", "57k", "5 тыс."),
    *("65 million users", "more than 65 million users are online", "1200 users", "1,200 citizens", "1 234 users"),
    *("22/04/2019", "2019-04-22", "14:05", "+92-51-9205992", "16.6.2", "1.2,3.4", "Q17"),
    *("COVID19", "3rd", "а57"),
    *("57.5.1", "57,5,1", "٥٧٫٥٫١", "1e2", "5e1", "0x39", "over 9000", "1e400", "22.04.2019"),
]


@pytest.mark.parametrize("typed", OTHER_NUMBERS)
def test_years_money_counts_and_dates_are_not_taken_for_percentages(typed: str) -> None:
    assert reading(typed) == ToConfirm(Violation(Code.PERCENT_UNSURE, {"written": typed}), (Accepted(None, typed),))


UNSURE = [
    ("not 57%", 57, "not 57%"),
    ("10% less", 10, "10% less"),
    ("increase of 5%", 5, "increase of 5%"),
    ("up by 5%", 5, "up by 5%"),
    ("рост на 5 %", 5, "рост на 5 %"),
    ("57 ministries", 57, "ministries"),
    ("we have 57", 57, "we have"),
    ("we have 57 of them", 57, "we have 57 of them"),
    ("57 to 2019", 57, "to 2019"),
    ("3 of 5 million", 3, "of 5 million"),
    ("1.234", 1.234, None),
    ("12,345 %", 12.345, None),
    ("1,234", 1.234, None),
    ("57,000", 57, None),
    ("57%5", 57, "5"),
    ("l00%", 0, "l"),
    ("57٪5", 57, "5"),
    ("+57", 57, None),
    ("57-", 57, None),
    ("√4", 4, None),
    ("5²", 5, "²"),
    ("5 ‰", 0.5, None),
    ("half", 50, "half"),
    ("la moitié", 50, "la moitié"),
    ("половина", 50, "половина"),
    ("一半", 50, "一半"),
    ("النصف", 50, "النصف"),
    ("all", 100, "all"),
    ("none", 0, "none"),
]


@pytest.mark.parametrize(("typed", "value", "note"), UNSURE)
def test_a_number_that_may_be_no_percentage_is_asked_about(typed: str, value: float, note: str | None) -> None:
    assert reading(typed) == ToConfirm(
        Violation(Code.PERCENT_UNSURE, {"written": typed}), (Accepted(value, note), Accepted(None, typed))
    )


@pytest.mark.parametrize(("language", "certain"), [("en", "1.234 %"), ("de", "1,234 %"), ("ru", "1,234 %")])
def test_the_language_decides_what_parts_thousands(language: str, certain: str) -> None:
    assert reading(certain, language) == Accepted(1.234)


@pytest.mark.parametrize(("typed", "values"), [("5 7 %", [57, 7]), ("57 . 5 %", [57.5, 5]), ("90 70 %", [70])])
def test_a_number_torn_apart_is_asked_about(typed: str, values: list[float]) -> None:
    readings = (*(Accepted(value, typed) for value in values), Accepted(None, typed))
    assert reading(typed) == ToConfirm(Violation(Code.PERCENT_UNSURE, {"written": typed}), readings)


def test_a_remark_over_the_limit_is_refused() -> None:
    limited = QUESTION.model_copy(update={"max_words": 3})
    assert reading("57 % (one two three)", question=limited) == Accepted(57, "one two three")
    assert reading("57 % (one two three four)", question=limited) == Refused(
        Violation(Code.TOO_MANY_WORDS, {"count": 4, "limit": 3, "excess": 1})
    )
    assert reading("no survey so far", question=limited) == Refused(
        Violation(Code.TOO_MANY_WORDS, {"count": 4, "limit": 3, "excess": 1})
    )


def test_an_address_hidden_in_the_message_is_kept_in_the_remark() -> None:
    survey = Hyperlink("survey", "https://gov.pk/survey-2019")
    circumstances = Circumstances(date(2019, 4, 22))
    assert read(Typed("57% (survey)", (survey,)), QUESTION, circumstances) == Accepted(
        57, "survey (https://gov.pk/survey-2019)"
    )
    assert read(Typed("57%", (survey,)), QUESTION, circumstances) == Accepted(57, "https://gov.pk/survey-2019")


SHOWN = [
    ("en", 57.5, "57.5%"),
    ("fr", 57.5, "57,5\u00a0%"),
    ("ru", 57, "57\u00a0%"),
    ("tr", 57, "%57"),
    ("xx", 0, "0%"),
]


@pytest.mark.parametrize(("language", "value", "shown"), SHOWN)
def test_a_percentage_is_shown_as_the_language_writes_it(language: str, value: float, shown: str) -> None:
    assert show(Accepted(value), QUESTION, Circumstances(date(2019, 4, 22), language)) == shown


def test_a_remark_alone_shows_no_number() -> None:
    assert show(Accepted(None, "none yet"), QUESTION, Circumstances(date(2019, 4, 22))) == ""


@settings(max_examples=200)
@given(st.integers(0, 100) | st.floats(0, 100) | st.decimals(0, 100, places=2), st.sampled_from(LANGUAGES))
def test_reading_what_is_shown_gives_the_same_percentage(number: float, language: str) -> None:
    value = int(number) if number == int(number) else float(number)
    shown = show(Accepted(value), QUESTION, Circumstances(date(2019, 4, 22), language))
    assert reading(shown, language) == Accepted(value)


PIECES = [
    *("57", "0", "٥", "½", "%", "$", " ", "-", ",", ".", "٫", "'", "/", "(", "\n"),
    *("between", "and", "to", "of", "million", "https://"),
]


@settings(max_examples=200)
@given(
    st.text(st.characters(), max_size=80) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.sampled_from(LANGUAGES),
)
def test_every_message_is_read_and_no_value_leaves_0_to_100(text: str, language: str) -> None:
    answer = reading(text, language)
    readings = answer.readings if isinstance(answer, ToConfirm) else [answer] if isinstance(answer, Accepted) else []
    for accepted in readings:
        assert accepted.value is None or (isinstance(accepted.value, int | float) and 0 <= accepted.value <= 100)


LONG = [
    *("9", "9 ", "9.", "9-", "9/", "9,999", "9 of ", "a", "%", "a@", ".", " ", "-"),
    *("about ", "57% and ", "www.", "e\u0301", "\u0301\u0323"),
]


@pytest.mark.parametrize("piece", LONG)
def test_a_very_long_message_takes_no_more_than_its_length(piece: str) -> None:
    reading(piece * (20_000 // len(piece)))
