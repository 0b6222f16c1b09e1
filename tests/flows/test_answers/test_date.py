from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers import read
from flows.answers.date import show
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Hyperlink, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

QUESTION = Question(name="date", type="date", label={"en": "Date of submission"})
TODAY = date(2019, 4, 25)
LANGUAGES = [
    *("en", "fr", "es", "ru", "ar", "zh", "pt-BR", "de", "fa", "vi"),
    *("th", "hi", "ja", "ko", "eu", "hu", "lt", "he", "xx"),
]


def reading(text: str, language: str = "en", country: str | None = "PAK") -> Reading:
    return read(Typed(text), QUESTION, Circumstances(TODAY, language, country))


APRIL_22 = [
    # every one of these says 22 April 2019 and nothing else
    *("22-April-2019", "22 April 2019", "22 april 2019", "22 APR 2019", "22APR2019", "April 22, 2019", "Apr. 22 2019"),
    *("April 22nd, 2019", "22nd of April, 2019", "the 22nd of April 2019", "2019 April 22", "2019, 22 April"),
    *("22/04/2019", "22/4/2019", "22-04-2019", "22–04–2019", "22.04.2019", "22.4.2019", "22. 4. 2019", "22 04 2019"),
    *("2019-04-22", "2019/04/22", "2019.04.22", "2019 4 22", "4/22/2019", "04-22-2019", "20190422", "22042019"),
    *(
        "2019-04-22T14:05:00Z",
        "(22/04/2019)",
        "22/04/2019.",
        "Date: 22/04/2019",
        "On 22 April 2019",
        "as of 22 April 2019",
    ),
    *("Monday, 22 April 2019", "22 April 2019 (Monday)", "Mon 22 Apr 2019", "\u200f22/04/2019\u200f"),
    *(
        "22 avril 2019",
        "Le 22 avril 2019",
        "lundi 22 avril 2019",
        "22 avr. 2019",
        "22 de abril de 2019",
        "22 de abril del 2019",
    ),
    *("22 апреля 2019", "22 апреля 2019 г.", "22 апреля 2019 года", "22 Апрель 2019", "22 апр. 2019 г."),
    *("٢٢/٠٤/٢٠١٩", "22 أبريل 2019", "22 ابريل ٢٠١٩", "٢٢ نيسان ٢٠١٩", "يوم الاثنين 22 أبريل 2019", "22 أفريل 2019"),
    *(
        "2019年4月22日",
        "2019年04月22日",
        "2019 年 4 月 22 日",
        "２０１９年４月２２日",
        "2019年4月22日星期一",
        "日期：2019年4月22日",
    ),
    *("۲۲/۰۴/۲۰۱۹", "२२/०४/२०१९", "2019년 4월 22일", "22 de abril de 2019", "22⁄04⁄2019"),
]


@pytest.mark.parametrize("typed", APRIL_22)
def test_a_date_is_read_in_any_usual_form(typed: str) -> None:
    assert reading(typed) == Accepted("2019-04-22")


IN_THEIR_LANGUAGE = [
    ("de", "22. April 2019"),
    ("fa", "۲۲ آوریل ۲۰۱۹"),
    ("vi", "ngày 22 tháng 4 năm 2019"),
    ("th", "วันที่ 22 เมษายน ค.ศ. 2019"),
    ("hi", "22 अप्रैल 2019"),
    ("en", "۲۲ اپریل ۲۰۱۹"),
    ("fi", "22. huhtikuuta 2019"),
    ("hu", "2019. április 22."),
    ("lt", "2019 m. balandžio 22 d."),
    ("eu", "2019(e)ko apirilaren 22(a)"),
    ("he", "22 באפריל 2019"),
    ("sw", "22 Aprili 2019"),
    ("am", "22 ኤፕሪል 2019"),
    ("uk", "22 квітня 2019 р."),
    ("id", "Senin, 22 April 2019"),
]


@pytest.mark.parametrize(("language", "typed"), IN_THEIR_LANGUAGE)
def test_months_are_read_in_the_respondents_language(language: str, typed: str) -> None:
    assert reading(typed, language) == Accepted("2019-04-22")


WITH_REMARK = [
    ("22/04/2019 (sent by mail)", "2019-04-22", "sent by mail"),
    ("22/04/2019, provisional", "2019-04-22", "provisional"),
    ("Islamabad, 22 April 2019", "2019-04-22", "Islamabad"),
    ("22/04/2019 14:05", "2019-04-22", "14:05"),
    ("Signed 22/04/2019 in Islamabad", "2019-04-22", "Signed 22/04/2019 in Islamabad"),
    ("22 de abril de 2019, Madrid", "2019-04-22", "Madrid"),
    ("22 апреля 2019 г. (по почте)", "2019-04-22", "по почте"),
    ("2019年4月22日提交", "2019-04-22", "提交"),
    ("22/04/2019 (22 April 2019)", "2019-04-22", "22 April 2019"),
    ("1 mai 1800", "1800-05-01", None),
    ("22-IV-2019", "2019-04-22", None),
    ("22.XII.2018", "2018-12-22", None),
    ("1 i 2019", "2019-01-01", None),
    ("22 अप्रैल 2019", "2019-04-22", None),
    ("1 Sept 2019", "2019-09-01", None),
    ("1er janvier 2019", "2019-01-01", None),
    ("1º de enero de 2019", "2019-01-01", None),
    ("29/02/2020", "2020-02-29", None),
    ("05/05/2019", "2019-05-05", None),
    ("04.05.2019", "2019-05-04", None),  # no language writes month and day with dots in that order
]


@pytest.mark.parametrize(("typed", "value", "note"), WITH_REMARK)
def test_what_is_said_beside_the_date_is_the_remark(typed: str, value: str, note: str | None) -> None:
    assert reading(typed) == Accepted(value, note)


RELATIVE = [
    ("today", "2019-04-25"),
    ("Today.", "2019-04-25"),
    ("yesterday", "2019-04-24"),
    ("aujourd’hui", "2019-04-25"),
    ("hier", "2019-04-24"),
    ("hoy", "2019-04-25"),
    ("Сегодня", "2019-04-25"),
    ("вчера", "2019-04-24"),
    ("اليوم", "2019-04-25"),
    ("أمس", "2019-04-24"),
    ("今天", "2019-04-25"),
    ("昨天", "2019-04-24"),
    ("hari ini", "2019-04-25"),
    ("آج", "2019-04-25"),
]


@pytest.mark.parametrize(("typed", "value"), RELATIVE)
def test_today_and_yesterday_are_dates(typed: str, value: str) -> None:
    assert reading(typed) == Accepted(value)


ASKED = [
    # (what is typed, what is doubtful, the days it may mean, the remark)
    ("04/05/2019", "04/05/2019", ["2019-05-04", "2019-04-05"], None),
    ("4-5-2019 (sent)", "4-5-2019", ["2019-05-04", "2019-04-05"], "sent"),
    ("٠٤/٠٥/٢٠١٩", "٠٤/٠٥/٢٠١٩", ["2019-05-04", "2019-04-05"], None),
    ("04052019", "04052019", ["2019-05-04", "2019-04-05"], None),
    ("22/04/19", "22/04/19", ["2019-04-22", "2022-04-19"], None),
    ("31/12/98", "31/12/98", ["1998-12-31"], None),
    ("22.04.19", "22.04.19", ["2019-04-22", "2022-04-19"], None),
    ("22 April 19", "22 April 19", ["2019-04-22", "2022-04-19"], None),
    ("April 22, '19", "April 22, '19", ["2019-04-22", "2022-04-19"], None),
    ("22 April", "22 April", ["2019-04-22", "2018-04-22"], None),
    ("April 22nd (by mail)", "April 22nd", ["2019-04-22", "2018-04-22"], "by mail"),
    ("22/04/2562", "22/04/2562", ["2019-04-22"], None),
    ("between 1 and 5 April 2019", "5 April 2019", ["2019-04-05"], "between 1 and"),
    ("from 1 to 5 April 2019", "5 April 2019", ["2019-04-05"], "from 1 to"),
    ("du 1er au 5 avril 2019", "5 avril 2019", ["2019-04-05"], "du 1er au"),
    ("1-5 April 2019", "5 April 2019", ["2019-04-05"], "1"),
    ("not 22 April 2019", "22 April 2019", ["2019-04-22"], "not"),
    ("5-22 April 2019", "22 April 2019", ["2019-04-22"], "5"),
    ("5-22 April", "22 April", ["2019-04-22", "2018-04-22"], "5"),
    ("2019-04-22-23", "2019-04-22", ["2019-04-22"], "23"),
    ("22 April - 24 April 2019", "24 April 2019", ["2019-04-24"], "22 April"),
    ("Tuesday, 22 April 2019", "22 April 2019", ["2019-04-22"], "Tuesday"),
]


@pytest.mark.parametrize(("typed", "written", "days", "note"), ASKED)
def test_what_may_mean_another_day_is_asked_about(typed: str, written: str, days: list[str], note: str | None) -> None:
    assert reading(typed) == ToConfirm(
        Violation(Code.DATE_AMBIGUOUS, {"written": written}), tuple(Accepted(day, note) for day in days)
    )


MESSAGES_ASKED = [
    ("sent today by mail", "sent today by mail", ["2019-04-25"]),
    ("hier soir", "hier soir", ["2019-04-24"]),
    ("22/04/2019 and 23/04/2019", "22/04/2019 and 23/04/2019", ["2019-04-22", "2019-04-23"]),
    ("22/04/2019 or 31/02/2019", "22/04/2019 or 31/02/2019", ["2019-04-22"]),
]


@pytest.mark.parametrize(("typed", "written", "days"), MESSAGES_ASKED)
def test_a_message_that_says_more_than_a_date_is_asked_about_and_kept(
    typed: str, written: str, days: list[str]
) -> None:
    assert reading(typed) == ToConfirm(
        Violation(Code.DATE_AMBIGUOUS, {"written": written}), tuple(Accepted(day, typed) for day in days)
    )


def test_the_month_comes_first_where_the_country_writes_it_first() -> None:
    assert reading("04/05/2019", country="USA") == ToConfirm(
        Violation(Code.DATE_AMBIGUOUS, {"written": "04/05/2019"}), (Accepted("2019-04-05"), Accepted("2019-05-04"))
    )


def test_a_year_of_the_thai_calendar_is_asked_about() -> None:
    assert reading("22 เมษายน พ.ศ. 2562", "th") == ToConfirm(
        Violation(Code.DATE_AMBIGUOUS, {"written": "22 เมษายน พ.ศ. 2562"}), (Accepted("2019-04-22"),)
    )


REFUSED = [
    ("31 Feb 2019", Code.DATE_IMPOSSIBLE, "31 Feb 2019"),
    ("31/02/2019", Code.DATE_IMPOSSIBLE, "31/02/2019"),
    ("29 February 2019", Code.DATE_IMPOSSIBLE, "29 February 2019"),
    ("30 February", Code.DATE_IMPOSSIBLE, "30 February"),
    ("2019/22/04", Code.DATE_IMPOSSIBLE, "2019/22/04"),
    ("0/0/2019", Code.DATE_IMPOSSIBLE, "0/0/2019"),
    ("31 февраля 2019 г.", Code.DATE_IMPOSSIBLE, "31 февраля 2019 г."),
    ("2019年2月31日", Code.DATE_IMPOSSIBLE, "2019年2月31日"),
    ("1398/02/02", Code.DATE_YEAR, "1398/02/02"),
    ("1440-08-17", Code.DATE_YEAR, "1440-08-17"),
    ("22 April 0019", Code.DATE_YEAR, "22 April 0019"),
    ("12345678", Code.NOT_A_DATE, None),
    ("April 2019", Code.NOT_A_DATE, None),
    ("2019", Code.NOT_A_DATE, None),
    ("22", Code.NOT_A_DATE, None),
    ("22/4", Code.NOT_A_DATE, None),
    ("1/2/3", Code.NOT_A_DATE, None),
    ("22/123/2019", Code.NOT_A_DATE, None),
    ("123/04/2019", Code.NOT_A_DATE, None),
    ("16.6.2", Code.NOT_A_DATE, None),
    ("+92 51 9205992", Code.NOT_A_DATE, None),
    ("22 Septmber 2019", Code.NOT_A_DATE, None),
    ("April May 2019", Code.NOT_A_DATE, None),
    ("22 and 4 and 2019", Code.NOT_A_DATE, None),
    ("22\n04\n2019", Code.NOT_A_DATE, None),
    ("22 days, then April", Code.NOT_A_DATE, None),
    ("next week", Code.NOT_A_DATE, None),
    ("soon", Code.NOT_A_DATE, None),
    ("скоро", Code.NOT_A_DATE, None),
    ("قريبا", Code.NOT_A_DATE, None),
    ("\u200b", Code.EMPTY, None),
]


@pytest.mark.parametrize(("typed", "code", "written"), REFUSED)
def test_what_is_no_date_is_refused(typed: str, code: Code, written: str | None) -> None:
    assert reading(typed) == Refused(Violation(code, {"written": written} if written else {}))


@pytest.mark.parametrize("typed", ["N/A", "-", "not available", "нет данных"])
def test_a_message_that_there_is_no_date_may_be_kept_as_a_remark(typed: str) -> None:
    assert reading(typed) == ToConfirm(Violation(Code.NOT_A_DATE), (Accepted(None, typed),))


def test_a_remark_over_the_limit_is_refused() -> None:
    limited = QUESTION.model_copy(update={"max_words": 2})
    assert read(Typed("22/04/2019 (sent by mail)"), limited, Circumstances(TODAY)) == Refused(
        Violation(Code.TOO_MANY_WORDS, {"count": 3, "limit": 2, "excess": 1})
    )


def test_an_address_hidden_in_the_message_is_kept_in_the_remark() -> None:
    letter = Hyperlink("letter", "https://gov.pk/letter.pdf")
    assert read(Typed("22/04/2019 (letter)", (letter,)), QUESTION, Circumstances(TODAY)) == Accepted(
        "2019-04-22", "letter (https://gov.pk/letter.pdf)"
    )


SHOWN = [
    ("en", "22 April 2019"),
    ("fr", "22 avril 2019"),
    ("es", "22 de abril de 2019"),
    ("ru", "22 апреля 2019\u202fг."),
    ("ar", "22 أبريل 2019"),
    ("zh", "2019年4月22日"),
    ("xx", "22 April 2019"),
]


@pytest.mark.parametrize(("language", "shown"), SHOWN)
def test_a_date_is_shown_in_full_in_the_language(language: str, shown: str) -> None:
    assert show(Accepted("2019-04-22"), QUESTION, Circumstances(TODAY, language)) == shown


def test_a_remark_alone_shows_no_date() -> None:
    assert show(Accepted(None, "not yet"), QUESTION, Circumstances(TODAY)) == ""


@settings(max_examples=200)
@given(st.dates(date(1500, 1, 1), date(2199, 12, 31)), st.sampled_from(LANGUAGES))
def test_reading_what_is_shown_gives_the_same_date(day: date, language: str) -> None:
    shown = show(Accepted(day.isoformat()), QUESTION, Circumstances(TODAY, language))
    assert reading(shown, language) == Accepted(day.isoformat())


PIECES = [
    *("22", "04", "2019", "19", "20190422", "٢", "April", "apr", "г.", "年", "月", "日"),
    *("/", ".", "-", " ", ",", "\n", "of", "today"),
]


@settings(max_examples=200)
@given(
    st.text(st.characters(), max_size=80) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.sampled_from(LANGUAGES),
)
def test_every_message_is_read_and_every_value_is_a_date(text: str, language: str) -> None:
    answer = reading(text, language)
    readings = answer.readings if isinstance(answer, ToConfirm) else [answer] if isinstance(answer, Accepted) else []
    for accepted in readings:
        assert accepted.value is None or isinstance(date.fromisoformat(str(accepted.value)), date)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_every_message_is_read_on_any_day(today: date) -> None:
    for text in ("22 April", "22/04/19", "29 February", "22/04/2019"):
        assert isinstance(read(Typed(text), QUESTION, Circumstances(today)), Accepted | Refused | ToConfirm)


LONG = [
    *("9", "9 ", "9.", "a", "/", " ", "\u0301\u0323", "22/04/2019 ", "22 April "),
    *("April ", "apr", "22 of ", "T00:00", "2019-04-22T"),
]


@pytest.mark.parametrize("piece", LONG)
def test_a_very_long_message_takes_no_more_than_its_length(piece: str) -> None:
    reading(piece * (20_000 // len(piece)))
