"""The hub of sections, the review and the summary."""

from __future__ import annotations

from flows.reading import Link
from flows.response import Status
from flows.turns import (
    ReviewShown,
    SectionsShown,
    Summary,
)
from flows.waiting import ForAnswer, Nothing
from tests.flows.small import small
from tests.flows.test_wording.saying import (
    MSQ,
    assert_says,
    captions_of,
    given,
    message_of,
    response_of,
    small_response,
)


def test_the_hub_shows_what_is_done_begun_and_open() -> None:
    answers = {"country": given("PAK"), "agree": given(True, version="1"), "site": given(note="none yet")}
    assert_says(
        message_of(
            SectionsShown(), of=small(), response=small_response(answers=answers, waiting=ForAnswer(question="has"))
        ),
        """
        *Sections*

        ✓ Before the questions · 2 of 2
        ◐ I. One · 1 of 2
        ○ II. Two · 0 of 4
        [✓ Before the questions]
        [◐ I. One]
        [○ II. Two]
        [Show 2][Review][Submit]
        """,
    )


def test_a_section_without_a_relevant_question_is_not_in_the_hub() -> None:
    sections = small().model_dump(by_alias=True)["sections"]
    sections[1]["questions"] = [{**sections[1]["questions"][2], "relevant": "${has} = 'yes'"}]
    message = message_of(SectionsShown(), of=small(sections=sections), response=small_response())
    assert "II. Two" not in message.plain_text


def test_a_page_of_the_review_stays_one_message_however_many_addresses_were_given() -> None:
    links = tuple(Link(url=f"https://www.office-{n}.example.org/services", name=f"Office {n}") for n in range(14))
    response = response_of(answers={name: given(links) for name in ("q2a", "q2b", "q2c", "q2d", "q2e")})
    text = message_of(ReviewShown("institutional"), response=response).plain_text
    assert text.count("14 addresses:") == 5
    assert text.count("… and 11 more") == 5
    assert len(text) < 4096


def test_a_long_address_is_cut_in_the_review() -> None:
    response = response_of(answers={"q1": given((Link(url="https://www.example.org/" + "x" * 1000),))})
    assert max(map(len, message_of(ReviewShown("institutional"), response=response).plain_text.splitlines())) <= 120


def test_the_review_shows_a_section_with_a_button_for_each_answer() -> None:
    assert_says(
        message_of(ReviewShown("indicators")),
        """
        *VIII. Indicators* · your answers

        *17. What is the percentage of the population satisfied with their last…*
        57%
        remark: satisfactory rate (for Pakistan Citizen Portal)

        *18. What percentage of your GDP is allocated for ICT investment in the…*
        skipped: not available

        *19. What is the proportion of persons employed in central government…*
        ○ open

        *20. What is the proportion of persons employed in central government…*
        ○ open

        *21. If any, what kind of indicators do you collect/use to track digital…*
        ○ open
        [✎ 17][✎ 18][✎ 19][✎ 20][✎ 21]
        [‹ VII][IX ›]
        [Show 5a][Sections][Submit]
        [Get a copy]
        """,
    )


def test_a_submitted_response_is_reviewed_without_a_submit() -> None:
    response = response_of(waiting=Nothing(), status=Status.COMPLETED)
    assert captions_of(message_of(ReviewShown("opening"), response=response)) == [
        "✎ Country",
        "✎ Date",
        "✎ I/We hereby authorize…",
        "I ›",
        "Sections",
        "Get a copy",
    ]
    assert captions_of(message_of(ReviewShown("contact"), response=response))[-3:-1] == ["‹ IX", "Sections"]


def test_the_summary_says_what_is_left_before_submit() -> None:
    assert_says(
        message_of(Summary(("q23",), ("q18",), ())),
        """
        Everything is answered except 18 (not available) and 23 (open).
        [Submit][Go to 23]
        [Review all]
        """,
    )
    assert_says(
        message_of(Summary((), (), ())),
        """
        Everything is answered.
        [Submit]
        [Review all]
        """,
    )


def test_a_long_summary_names_the_first_and_counts_the_rest() -> None:
    names = tuple(question.name for question in MSQ.questions if question.name.startswith(("q2", "q5", "q1")))
    said = message_of(Summary(names, (), ()), response=response_of(answers={"country": given("PAK")})).plain_text
    assert said == (
        "Not answered yet: 1 (open), 2a (open), 2b (open), 2c (open), 2d (open), 2e (open), "
        "5a (open), 5b (open), 5c (open), 5d (open), 5e (open), 5f (open) and 16 more."
    )


def test_what_is_required_is_named_and_there_is_no_submit_without_it() -> None:
    assert_says(
        message_of(
            Summary(("country", "site"), (), ("country",)),
            of=small(),
            response=small_response(
                answers={name: given(note="x") for name in ("agree", "has", "tools", "size", "rate", "day")}
            ),
        ),
        """
        Everything is answered except Country (open) and 1 (open).

        An answer is needed before you can submit: Country
        [Go to Country]
        [Review all]
        """,
    )
