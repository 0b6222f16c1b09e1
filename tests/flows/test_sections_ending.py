"""A section that the course leaves behind is summed up above the first question of the next one."""

from __future__ import annotations

from flows.turns import Action, Command, LeftOpen, Prompt, Recorded, SectionEnded, SectionsShown, Summary
from tests.flows.small import small
from tests.scenario import Scenario


def at_site() -> Scenario:
    return Scenario(small()).begin().say("Pakistan").say("I agree").expect_question("site")


def test_it_is_told_with_the_first_question_of_the_next() -> None:
    scenario = at_site().say("www.gov.pk").say("no")
    scenario.expect_question("tools").expect_replies(Recorded, SectionEnded, Prompt)
    assert scenario.reply(SectionEnded) == SectionEnded("one", answered=2, skipped=0, open=0)


def test_what_was_skipped_or_left_open_is_counted_apart() -> None:
    scenario = at_site().tap(Action.SKIP).tap(Action.REASON, "no-such-thing").tap(Action.SKIP)
    scenario.tap(Action.REASON, "later").expect_replies(LeftOpen, SectionEnded, Prompt)
    assert scenario.reply(SectionEnded) == SectionEnded("one", answered=0, skipped=1, open=1)


def test_the_last_section_is_told_above_the_summary() -> None:
    scenario = at_site().say("www.gov.pk").say("no").tap(Action.NONE).say("small").say("5 %").tap(Action.TODAY)
    scenario.expect_replies(Recorded, SectionEnded, Summary)
    assert scenario.reply(SectionEnded).section == "two"


def test_the_opening_is_not_summed_up_and_within_a_section_nothing_is_said() -> None:
    scenario = at_site().expect_replies(Recorded, Prompt)
    scenario.say("www.gov.pk").expect_replies(Recorded, Prompt)


def test_a_correction_out_of_turn_ends_no_section() -> None:
    scenario = at_site().say("www.gov.pk").say("no").tap(Action.EDIT, question="has")
    scenario.say("no").expect_question("tools").expect_replies(Recorded, Prompt)


def test_a_section_gone_to_from_the_hub_ends_when_it_is_left() -> None:
    scenario = at_site().command(Command.SECTIONS).expect_replies(SectionsShown)
    scenario.tap(Action.SECTION, "two", question="").tap(Action.NONE).say("small").say("5 %").tap(Action.TODAY)
    assert scenario.reply(SectionEnded) == SectionEnded("two", answered=4, skipped=0, open=0)


def test_a_single_question_is_no_section_to_sum_up() -> None:
    sections = [*small().model_dump(by_alias=True)["sections"]]
    sections[0] = {**sections[0], "questions": sections[0]["questions"][:1]}
    scenario = Scenario(small(sections=sections)).begin().say("Pakistan").say("I agree").say("www.gov.pk")
    scenario.expect_question("tools").expect_replies(Recorded, Prompt)
