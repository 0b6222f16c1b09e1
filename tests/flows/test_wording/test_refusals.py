"""What is wrong, what would be right, and what can be done."""

from __future__ import annotations

from flows.answer import Source
from flows.reading import Accepted, Link
from flows.turns import (
    Doubted,
    EditRefused,
    OtherAsked,
    ReasonAsked,
    Refused,
    Separated,
)
from flows.violations import Code, Violation
from flows.waiting import ForAnswer, ForConfirmation
from tests.flows.small import small
from tests.flows.test_wording.saying import (
    LIBRARIES,
    MSQ,
    NOW,
    assert_says,
    captions_of,
    given,
    libraries_response,
    message_of,
    response_of,
    small_response,
)


def test_a_refusal_says_what_is_wrong_and_what_can_be_done() -> None:
    violation = Violation(Code.TOO_MANY_WORDS, {"count": 312, "limit": 250, "excess": 62})
    assert_says(
        message_of(Refused("q6", violation, "word " * 312, 1)),
        """
        This has 312 words; the limit is 250, so 62 too many. \
Your text is not lost: copy it from above, shorten it and send it again, or simply edit your message.
        [Skip][Back]
        """,
    )


def test_messages_that_are_too_long_together_are_counted() -> None:
    violation = Violation(Code.TOO_MANY_WORDS, {"count": 312, "limit": 250, "excess": 62})
    sources = tuple(Source(chat=1, message=number, sent_at=NOW, text="word " * 156) for number in (7, 8))
    waiting = ForAnswer(question="q6", refusals=1, refused="word " * 312, sources=sources)
    assert_says(
        message_of(Refused("q6", violation, "word " * 312, 1), response=response_of(MSQ).but(waiting=waiting)),
        """
        Your last 2 messages have 312 words together; the limit is 250, so 62 too many. \
Your text is not lost: copy it from above, shorten it and send it again.
        [Skip][Back]
        """,
    )


def test_a_refused_correction_may_leave_the_answer_as_it_was() -> None:
    corrected = libraries_response(remarks=given("None.")).but(
        waiting=ForAnswer(question="remarks", returning=True, refusals=1)
    )
    refused = Refused("remarks", Violation(Code.EMPTY), "", 1)
    assert "Keep the old answer" in captions_of(message_of(refused, of=LIBRARIES, response=corrected))
    doubtful = Doubted("remarks", Violation(Code.UNKNOWN_COMMAND, {"written": "/x"}), (Accepted("/x"),))
    waiting = ForConfirmation(question="remarks", returning=True, typed="/x", doubt=doubtful.doubt, readings=())
    message = message_of(doubtful, of=LIBRARIES, response=corrected.but(waiting=waiting))
    assert captions_of(message) == ["Yes, /x", "No, I will retype it", "Keep the old answer", "Skip", "Back"]
    in_turn = corrected.but(waiting=ForAnswer(question="remarks", refusals=1))
    assert "Keep the old answer" not in captions_of(message_of(refused, of=LIBRARIES, response=in_turn))
    unanswered = corrected.but(answers={})
    assert "Keep the old answer" not in captions_of(message_of(refused, of=LIBRARIES, response=unanswered))


def test_what_a_message_was_changed_to_is_refused_beside_the_answer_that_stays() -> None:
    violation = Violation(Code.ADDRESS_SCHEME, {"written": "ftp://a.example", "scheme": "ftp"})
    answer = given((Link(url="https://www.pbs.gov.pk"),), note="old")
    assert_says(
        message_of(EditRefused("q2c", violation, answer)),
        """
        “ftp://a.example” begins with “ftp:”. Please send an address that begins with http:// or https://.

        The answer to 2c stays as it was: https://www.pbs.gov.pk
           remark: old
        """,
    )


def test_what_is_left_out_of_an_answer_is_quoted() -> None:
    assert_says(
        message_of(Separated("q17", given(57), "since 2015")),
        """
        ✓ 17 · 57%
        Left out: “since 2015”
        """,
    )


def test_a_refusal_quotes_what_its_sentence_does_not_and_offers_the_buttons_of_the_question() -> None:
    assert_says(
        message_of(Refused("q10", Violation(Code.EMPTY), "lots\n of it", 1)),
        """
        You wrote: “lots of it”

        I can read nothing in this message. Please write your answer as text.
        [Yes][No]
        [Skip][Back]
        """,
    )


def test_the_third_refusal_in_a_row_gives_an_example_and_offers_to_keep_the_words() -> None:
    assert_says(
        message_of(Refused("q17", Violation(Code.PERCENT_ABOVE_100, {"written": "570 %"}), "570 %", 3)),
        """
        “570 %” is more than 100 %. Please send a number from 0 to 100.

        One number from 0 to 100 is expected, for example:
        57 %
        57.5 (citizen portal only)
        [About this percentage]
        [Keep as a remark]
        [Ask the survey team]
        [Skip][Back]
        """,
    )


def test_words_cannot_be_kept_where_they_would_not_be_an_answer() -> None:
    refused = Refused("country", Violation(Code.NOT_A_COUNTRY, {"written": "Zzz"}), "Zzz", 3)
    assert captions_of(message_of(refused)) == ["Ask the survey team"]


def test_a_refusal_leads_back_to_choices_that_are_only_numbered() -> None:
    refused = Refused("q9", Violation(Code.NOT_A_CHOICE, {"written": "laws"}), "laws", 1)
    assert captions_of(message_of(refused)) == ["Show 9", "Skip", "Back"]


def test_ticks_made_before_a_refusal_stay() -> None:
    waiting = ForAnswer(question="offered", refusals=1)
    response = libraries_response(online=given(True)).but(waiting=waiting, ticks={"offered": ("lending",)})
    refused = Refused("offered", Violation(Code.NOT_A_CHOICE, {"written": "laws"}), "laws", 1)
    assert "☑ Lending of e-books" in captions_of(message_of(refused, of=LIBRARIES, response=response))


def test_a_constraint_speaks_in_the_words_of_the_questionnaire() -> None:
    refused = Refused("budget", Violation(Code.CONSTRAINT), "57", 1)
    assert (
        "No state spends that much on its libraries."
        in message_of(refused, of=LIBRARIES, response=libraries_response()).plain_text
    )
    french = libraries_response().but(language="fr")
    assert (
        "Aucun État ne dépense autant pour ses bibliothèques."
        in message_of(refused, of=LIBRARIES, response=french).plain_text
    )


def test_a_constraint_without_words_of_its_own_has_a_sentence() -> None:
    message = message_of(Refused("rate", Violation(Code.CONSTRAINT), "95", 1), of=small(), response=small_response())
    assert_says(
        message,
        """
        You wrote: “95”

        This is not a possible answer to 6. Please check it and send it again.
        [Skip][Back]
        """,
    )


def test_a_country_that_is_taken_is_named() -> None:
    message = message_of(Refused("country", Violation(Code.COUNTRY_TAKEN, {"country": "PAK"}), "", 1))
    assert message.plain_text.startswith("Someone else already answers for Pakistan.")


def test_one_reading_is_confirmed_with_a_yes() -> None:
    doubt = Violation(Code.EMAIL_SLIP, {"written": "a@gmial.com"})
    assert_says(
        message_of(Doubted("contact_email", doubt, (Accepted("a@gmail.com"),))),
        """
        I am not sure which e-mail address is meant by “a@gmial.com”. Which one is right?
        [Yes, a@gmail.com]
        [No, I will retype it]
        [Skip][Back]
        """,
    )


def test_a_message_without_an_address_can_be_kept_as_a_remark() -> None:
    reading = Accepted(None, note="The E-Government Portal is being upgraded")
    assert_says(
        message_of(Doubted("q1", Violation(Code.NO_ADDRESS), (reading,))),
        """
        There is no web address in this. Shall I keep it as a remark, without an address?
        [Keep as a remark]
        [Send an address]
        [Skip][Back]
        """,
    )


def test_several_readings_are_offered_most_likely_first() -> None:
    doubt = Violation(Code.PERCENT_RANGE, {"written": "between 5 and 8"})
    readings = (*map(Accepted, (5, 8, 6.5)), Accepted(None, note="between 5 and 8"))
    message = message_of(Doubted("q18", doubt, readings))
    assert_says(
        message,
        """
        “between 5 and 8” is a range, and one percentage is asked for. Which shall I keep?
        [5%][8%][6.5%]
        [None, keep the remark]
        [I will retype it]
        [Skip][Back]
        """,
    )
    offered = [*message.buttons[0], *message.buttons[1]]
    assert [button.tap.choice for button in offered] == ["0", "1", "2", "3"]


def test_a_reading_too_long_for_a_button_is_shown_in_the_text() -> None:
    doubt = Violation(Code.ADDRESS_UNSURE, {"written": "www.pakistan,gov.pk"})
    urls = ("https://www.pakistan.gov.pk", "https://www.gov.pk")
    assert_says(
        message_of(Doubted("q1", doubt, (Accepted(tuple(Link(url=url) for url in urls)),))),
        """
        I am not sure that I read “www.pakistan,gov.pk” correctly. What shall I keep?

        → https://www.pakistan.gov.pk
        → https://www.gov.pk
        [Yes, keep this]
        [No, I will retype it]
        [Skip][Back]
        """,
    )


def test_several_readings_too_long_for_buttons_are_numbered() -> None:
    doubt = Violation(Code.COUNTRY_UNSURE, {"written": "Korea"})
    readings = (Accepted("KOR"), Accepted("PRK"), Accepted(None, note="Korea"))
    assert_says(
        message_of(Doubted("country", doubt, readings)),
        """
        I am not sure which country is meant by “Korea”. Which one is it?

        1. Republic of Korea
        2. Democratic People’s Republic of Korea
        3. only the remark
        [1][2][3]
        [I will retype it]
        """,
    )


def test_skipping_asks_for_the_reason() -> None:
    assert_says(
        message_of(ReasonAsked("q18")),
        """
        For what reason is 18 skipped?
        [There is no such thing]
        [It is not available]
        [Later: leave it open]
        [Back]
        """,
    )


def test_other_asks_for_its_words() -> None:
    assert_says(
        message_of(OtherAsked("q15")),
        """
        What does “Other” stand for? Please write it in a few words.
        [Back]
        """,
    )
