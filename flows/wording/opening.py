"""Greetings, the choice of language, and where the respondent is. Knows no refusal and no answer."""

from __future__ import annotations

from flows.answers import show
from flows.reading import Accepted
from flows.sentences import N_
from flows.turns import (
    Action,
    CountryFixed,
    LanguageAsked,
    LanguageSet,
    TakenOver,
    Welcome,
    WelcomeBack,
    Whereabouts,
)
from flows.wording import carrying
from flows.wording.buttons import Part, Row, button, one_a_row, remind_again, review, sections, show_again
from flows.wording.catalogue import language_name, translator
from flows.wording.deadline import opening_text, taken_until, time_left
from flows.wording.progress import at_your_pace, done
from flows.wording.rich import Text, fill, joined, literal
from flows.wording.speaker import Speaker

CHOOSE_LANGUAGE = N_("Please choose your language.")


def language_asked(speaker: Speaker, reply: LanguageAsked) -> Part:
    """Said in every language of the questionnaire, since none is known yet."""
    languages = speaker.conversation.questionnaire.languages
    sentences = dict.fromkeys(translator(language).text(CHOOSE_LANGUAGE) for language in languages)
    choices = (button(speaker, Action.LANGUAGE, language_name(language), choice=language) for language in languages)
    return Part(joined(map(literal, sentences), "\n"), one_a_row(choices))


def language_set(speaker: Speaker, reply: LanguageSet) -> Part:
    return Part(speaker.say("✓ Language · {language}", language=language_name(reply.language)))


def welcome(speaker: Speaker, reply: Welcome) -> Part:
    questionnaire = speaker.conversation.questionnaire
    country = country_name(speaker, reply.country) if reply.country else None
    text = joined(
        (
            fill("**{title}**", title=speaker.plain_of(questionnaire.title)),
            speaker.text_of(questionnaire.introduction) if questionnaire.introduction else (),
            opening_text(speaker),
            joined((_answering_for(speaker, country), _size(speaker), _at_ease(speaker), taken_until(speaker)), "\n"),
            carrying.greeting(speaker),
        )
    )
    begin: Row = (button(speaker, Action.BEGIN, speaker.words("Begin")),)
    if country is None:
        return Part(text, (begin,))
    other = button(speaker, Action.OTHER_COUNTRY, speaker.words("Not {country}", country=country))
    return Part(text, ((*begin, other),))


def taken_over(speaker: Speaker, reply: TakenOver) -> Part:
    return Part(speaker.say("You take over from the person before you. The answers given so far are kept."))


def country_fixed(speaker: Speaker, reply: CountryFixed) -> Part:
    country = country_name(speaker, speaker.conversation.response.country or "")
    text = speaker.say(
        "Your invitation is for {country}, and this cannot be changed here. "
        "If it is not your country, please tell the survey team that sent you the link.",
        country=country,
    )
    question = speaker.conversation.question
    return Part(text, ((show_again(speaker, question.name),),) if question else ())


def welcome_back(speaker: Speaker, reply: WelcomeBack) -> Part:
    go_on = Action.SHOW if reply.question else Action.SUMMARY
    place = stopped_at(speaker, reply.question) if reply.question else speaker.say("All that is left is to submit.")
    how_far = done(speaker, reply.done, reply.total), at_your_pace(speaker), time_left(speaker)
    text = joined((speaker.say("Welcome back."), place, *how_far), " ")
    return Part(text, ((button(speaker, go_on, speaker.words("Continue")), sections(speaker), review(speaker)),))


def whereabouts(speaker: Speaker, reply: Whereabouts) -> Part:
    place = _is_at(speaker, reply.question) if reply.question else _no_question_open(speaker)
    how_far = done(speaker, reply.done, reply.total), at_your_pace(speaker), time_left(speaker)
    text = joined((place, *how_far), " ")
    shown = (show_again(speaker, reply.question),) if reply.question else ()
    around = (*shown, sections(speaker), review(speaker))
    if speaker.conversation.response.reminders:
        return Part(text, (around,))
    not_reminded = speaker.say("You asked not to be reminded.")
    return Part(joined((text, not_reminded), "\n"), (around, (remind_again(speaker),)))


def country_name(speaker: Speaker, code: str) -> str:
    question = speaker.conversation.questionnaire.country_question
    return show(Accepted(code), question, speaker.conversation.circumstances(question)) if question else code


def _answering_for(speaker: Speaker, country: str | None) -> Text:
    return speaker.say("You answer for {country}.", country=country) if country else ()


def _size(speaker: Speaker) -> Text:
    questionnaire = speaker.conversation.questionnaire
    if questionnaire.minutes is None:
        return speaker.say_count(
            "There is {count} section.", "There are {count} sections.", len(questionnaire.sections)
        )
    return speaker.say_count(
        "There is {count} section, usually about {duration} in all.",
        "There are {count} sections, usually about {duration} in all.",
        len(questionnaire.sections),
        duration=speaker.translator.duration(questionnaire.minutes),
    )


def _at_ease(speaker: Speaker) -> Text:
    return speaker.say("Stop whenever you like: every answer is kept at once, and /start brings you back to it.")


def stopped_at(speaker: Speaker, name: str) -> Text:
    question = speaker.named(name)
    if speaker.is_in_opening(name):
        return speaker.say("You stopped at {question}.", question=question)
    section = speaker.section_words(name)
    return speaker.say("You stopped at {question}, in {section}.", question=question, section=section)


def _is_at(speaker: Speaker, name: str) -> Text:
    question = speaker.named(name)
    if speaker.is_in_opening(name):
        return speaker.say("You are at {question}.", question=question)
    section = speaker.section_words(name)
    return speaker.say("You are at {question}, in {section}.", question=question, section=section)


def _no_question_open(speaker: Speaker) -> Text:
    if speaker.conversation.response.is_submitted:
        return speaker.say("Your response is submitted.")
    return speaker.say("All that is left is to submit.")
