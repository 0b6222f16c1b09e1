"""Help: for the open question what is asked and how it is answered, with an example; then how everything works."""

from __future__ import annotations

from flows.questionnaire import Question
from flows.turns import Action, HelpShown
from flows.waiting import AboutQuestion
from flows.wording.buttons import Part, Row, Rows, button, one_a_row, review, sections, show_again, way_row
from flows.wording.cards import at_once
from flows.wording.commands import commands_of
from flows.wording.instructions import HELP
from flows.wording.prompts import definitions, limit
from flows.wording.rich import Text, bare, fill, joined
from flows.wording.speaker import Speaker, shortened

MAX_LABEL = 160


def help_shown(speaker: Speaker, reply: HelpShown) -> Part:
    what_this_is = speaker.say(
        "I ask the questions one at a time. Write your answer in your own words, or press a button. "
        "Every answer is kept at once and can be corrected later."
    )
    listed = commands_of(speaker.conversation.questionnaire.languages).items()
    commands = (fill("{command} · ", command=speaker.apart(f"/{name}")) + speaker.say(does) for name, does in listed)
    general = what_this_is, joined(commands, "\n")
    if reply.question is None:
        return Part(joined(general), ((sections(speaker), review(speaker)),))
    question = speaker.question(reply.question)
    return Part(joined((_about(speaker, question), *general)), _ways_on(speaker, question))


def _about(speaker: Speaker, question: Question) -> Text:
    card = speaker.conversation.questionnaire.card_of(question.name)
    return joined(
        (
            speaker.say("**Now open: {question}**", question=_asked(speaker, question)),
            at_once(speaker) if card else (),
            speaker.say(HELP[question.type], today=speaker.today),
            limit(speaker, question),
        ),
        "\n",
    )


def _asked(speaker: Speaker, question: Question) -> str:
    return speaker.numbered(question, bare(shortened(speaker.plain_of(question.label), MAX_LABEL)))


def _ways_on(speaker: Speaker, question: Question) -> Rows:
    """The terms explained, and what can be done; the open prompt stays as it is."""
    rows: tuple[Row, ...] = (
        *one_a_row(definitions(speaker, question)),
        (show_again(speaker, question.name),),
        *_while_asked(speaker, question),
    )
    return tuple(row for row in rows if row)


def _while_asked(speaker: Speaker, question: Question) -> Rows:
    if not isinstance(speaker.conversation.response.waiting, AboutQuestion):
        return ()
    team = button(speaker, Action.ASK_TEAM, speaker.words("Ask the survey team"), question.name)
    return ((team,), way_row(speaker, question))
