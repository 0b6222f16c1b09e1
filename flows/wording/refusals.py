"""When an answer cannot simply be kept: refused, doubted, or lacking words or a reason. Knows no other reply."""

from __future__ import annotations

from flows.answer import OverrideReason, SkipReason
from flows.answering import REFUSALS_BEFORE_HELP
from flows.message import Button
from flows.overriding import reasons_against
from flows.questionnaire import MAX_CAPTION, Question
from flows.reading import Accepted
from flows.sentences import N_
from flows.turns import LATER, Action, CannotBeSkipped, Doubted, OtherAsked, ReasonAsked, Refused
from flows.violations import TOO_LONG, Code, Violation
from flows.waiting import ForAnswer, ForConfirmation
from flows.wording.buttons import (
    Part,
    Row,
    Rows,
    answer_rows,
    are_numbered,
    button,
    offers,
    one_a_row,
    packed,
    show_again,
    way_row,
)
from flows.wording.instructions import HELP
from flows.wording.opening import country_name
from flows.wording.overrides import CAPTIONS
from flows.wording.prompts import definitions
from flows.wording.rich import Text, bare, fill, joined, plain
from flows.wording.showing import is_remark_alone, value_words
from flows.wording.speaker import Speaker, shortened
from flows.wording.violations import SENTENCES

MAX_QUOTED = 60

_REASONS = {
    SkipReason.NO_SUCH_THING: N_("There is no such thing"),
    SkipReason.NOT_AVAILABLE: N_("It is not available"),
    LATER: N_("Later: leave it open"),
}


def refused(speaker: Speaker, reply: Refused) -> Part:
    question = speaker.question(reply.question)
    needs_help = reply.times >= REFUSALS_BEFORE_HELP
    text = joined(
        (
            _which(speaker, question, reply.violation, unseen=reply.unseen),
            _quoted(speaker, reply),
            _with_example(speaker, question, reply),
            speaker.say(HELP[question.type], today=speaker.today) if needs_help else (),
        )
    )
    may_keep = bool(reply.typed.strip()) and reply.violation.code is not Code.ADDRESSED
    return Part(text, _ways_on(speaker, question, needs_help=needs_help, may_keep=may_keep))


def doubted(speaker: Speaker, reply: Doubted) -> Part:
    question = speaker.question(reply.question)
    captions = tuple(_caption(speaker, question, reply, reading) for reading in reply.readings)
    doubt = joined(
        (
            _which(speaker, question, reply.doubt, unseen=reply.unseen),
            _whether_reason(speaker, reply) or sentence(speaker, question, reply.doubt),
        ),
        "\n",
    )
    retype = (button(speaker, Action.RETYPE, _retype_caption(speaker, reply), question.name),)
    team = _ask_team(speaker, question) if reply.doubt.code is Code.NOT_AN_ANSWER else ()
    other_ways = tuple(row for row in (retype, _keep_old(speaker, question), team, way_row(speaker, question)) if row)
    if reasons := (*([OverrideReason.OWN_WORDS] if reply.reason else []), *reasons_against(reply.doubt)):
        return Part(doubt, (*_override_rows(speaker, question, reasons), *other_ways))
    if all(len(caption) <= MAX_CAPTION for caption in captions):
        return Part(doubt, (*_confirm_rows(speaker, question, captions), *other_ways))
    listed = _listed(speaker, question, reply.readings)
    short = (speaker.words("Yes, keep this"),) if len(captions) == 1 else tuple(map(str, range(1, len(captions) + 1)))
    confirm = tuple(_confirm(speaker, question, place, caption) for place, caption in enumerate(short))
    return Part(joined((doubt, listed)), (confirm, *other_ways))


def _whether_reason(speaker: Speaker, reply: Doubted) -> Text:
    """Of words that came after a warning and hold no answer."""
    if not reply.reason:
        return ()
    return speaker.say(
        "Is “{words}” the reason why {value} is right? If not, please send the answer again.",
        words=shortened(reply.reason, MAX_QUOTED),
        value=value_words(speaker, speaker.question(reply.question), reply.readings[0]),
    )


def other_asked(speaker: Speaker, reply: OtherAsked) -> Part:
    return Part(speaker.say("What does “Other” stand for? Please write it in a few words."), (_back(speaker),))


def reason_asked(speaker: Speaker, reply: ReasonAsked) -> Part:
    reasons = (
        button(speaker, Action.REASON, speaker.words(caption), reply.question, str(reason))
        for reason, caption in _REASONS.items()
    )
    names = reply.rest or (reply.question,)
    text = speaker.say_count(
        "For what reason is {question} skipped?",
        "For what reason are {question} skipped?",
        len(names),
        question=speaker.translator.list_of([speaker.named(name) for name in names]),
    )
    return Part(text, (*one_a_row(reasons), _back(speaker)))


def cannot_be_skipped(speaker: Speaker, reply: CannotBeSkipped) -> Part:
    question = speaker.named(reply.question)
    return Part(speaker.say("{question} cannot be skipped: without it nothing can be submitted.", question=question))


def sentence(speaker: Speaker, question: Question, violation: Violation) -> Text:
    """What is wrong, and what would be right; for a constraint in the questionnaire's own words."""
    if violation.code is Code.CONSTRAINT and question.constraint_message:
        return speaker.text_of(question.constraint_message)
    params = dict(violation.params)
    if "country" in params:
        params["country"] = country_name(speaker, str(params["country"]))
    return speaker.say(SENTENCES[violation.code], question=speaker.named(question.name), **params)


def _with_example(speaker: Speaker, question: Question, reply: Refused) -> Text:
    """What is wrong; at the second refusal with an example, unless the sentence brings the same."""
    why = _of_several_messages(speaker, reply) or sentence(speaker, question, reply.violation)
    if not reply.example or reply.example in plain(why):
        return why
    if reply.violation.code in TOO_LONG:
        return joined((why, speaker.say("The limit is reached here: “{words}”", words=reply.example)), "\n")
    return joined((why, speaker.say("For example: {example}", example=reply.example)), "\n")


def _of_several_messages(speaker: Speaker, reply: Refused) -> Text:
    """Of a text that is too long only together: which one of its messages should be edited, nobody could say."""
    waiting = speaker.conversation.response.waiting
    messages = len(waiting.sources) if isinstance(waiting, ForAnswer) else 1
    if reply.violation.code is not Code.TOO_MANY_WORDS or messages < 2:
        return ()
    return speaker.say(
        "Your last {messages} messages have {count} words together; the limit is {limit}, so {excess} too many. "
        "Your text is not lost: copy it from above, shorten it and send it again.",
        messages=messages,
        **reply.violation.params,
    )


def _quoted(speaker: Speaker, reply: Refused) -> Text:
    """What was typed, where it is short and the sentence does not quote it itself."""
    typed = " ".join(reply.typed.split())
    if not typed or len(typed) > MAX_QUOTED or "{written}" in SENTENCES[reply.violation.code]:
        return ()
    return speaker.say("You wrote: “{typed}”", typed=typed)


def _ways_on(speaker: Speaker, question: Question, *, needs_help: bool, may_keep: bool) -> Rows:
    chosen = speaker.conversation.chosen(question.name)
    keep: Row = ()
    if needs_help and may_keep and question.keeps_remark:
        keep = (button(speaker, Action.REMARK, speaker.words("Keep as a remark"), question.name),)
    rows = (
        *_answers(speaker, question, chosen),
        *(one_a_row(definitions(speaker, question)) if needs_help else ()),
        keep,
        _keep_old(speaker, question),
        _ask_team(speaker, question) if needs_help else (),
        way_row(speaker, question),
    )
    return tuple(row for row in rows if row)


def _ask_team(speaker: Speaker, question: Question) -> Row:
    return (button(speaker, Action.ASK_TEAM, speaker.words("Ask the survey team"), question.name),)


def _keep_old(speaker: Speaker, question: Question) -> Row:
    """What was to be corrected may stay as it is."""
    if not _is_out_of_turn(speaker, question) or speaker.conversation.answer_to(question.name) is None:
        return ()
    return (button(speaker, Action.KEEP, speaker.words("Keep the old answer"), question.name),)


def _is_out_of_turn(speaker: Speaker, question: Question) -> bool:
    waiting = speaker.conversation.response.waiting
    return isinstance(waiting, ForAnswer | ForConfirmation) and waiting.returning and waiting.question == question.name


def _which(speaker: Speaker, question: Question, violation: Violation, *, unseen: bool) -> Text:
    """The question it is about, where that is not the one the respondent has come to or has seen."""
    if unseen and "{question}" in SENTENCES[violation.code]:
        return ()
    if unseen:
        label = bare(shortened(speaker.plain_of(question.label), MAX_QUOTED))
        return fill("**{question}**", question=speaker.numbered(question, label))
    if not _is_out_of_turn(speaker, question):
        return ()
    return fill("**{question}**", question=speaker.reference(question.name))


def _answers(speaker: Speaker, question: Question, chosen: tuple[str, ...]) -> Rows:
    """The buttons of the prompt, or the way to it where they carry numbers that only the prompt explains."""
    if are_numbered(offers(speaker, question, chosen)):
        return ((show_again(speaker, question.name),),)
    return answer_rows(speaker, question, chosen)


def _caption(speaker: Speaker, question: Question, reply: Doubted, reading: Accepted) -> str:
    alone = len(reply.readings) == 1
    if is_remark_alone(reading):
        return speaker.words(N_("Keep as a remark") if alone else N_("None, keep the remark"))
    if reply.doubt.code is Code.NOT_AN_ANSWER:
        return speaker.words("Yes, it is my answer")
    value = value_words(speaker, question, reading)
    return speaker.words("Yes, {value}", value=value) if alone else value


def _retype_caption(speaker: Speaker, reply: Doubted) -> str:
    if reply.doubt.code is Code.NO_ADDRESS:
        return speaker.words("Send an address")
    if reply.doubt.code in {Code.TEXT_SHORT, Code.NOT_AN_ANSWER}:
        return speaker.words("I will retype it")
    if len(reply.readings) == 1 and not is_remark_alone(reply.readings[0]):
        return speaker.words("No, I will retype it")
    return speaker.words("I will retype it")


def _confirm_rows(speaker: Speaker, question: Question, captions: tuple[str, ...]) -> Rows:
    return packed(_confirm(speaker, question, place, caption) for place, caption in enumerate(captions))


def _override_rows(speaker: Speaker, question: Question, reasons: tuple[OverrideReason, ...]) -> Rows:
    """Each keeps the answer, and says why."""
    return one_a_row(
        button(speaker, Action.OVERRIDE, speaker.words(CAPTIONS[reason]), question.name, str(reason))
        for reason in reasons
    )


def _confirm(speaker: Speaker, question: Question, place: int, caption: str) -> Button:
    return button(speaker, Action.CONFIRM, caption, question.name, str(place))


def _listed(speaker: Speaker, question: Question, readings: tuple[Accepted, ...]) -> Text:
    """Each reading by the number its button carries; the only one by its lines, each with an arrow, unless they are the
    paragraphs of a text."""
    words = tuple(_in_full(speaker, question, reading) for reading in readings)
    if len(words) == 1 and question.type == "text":
        return fill("→ {words}", words=words[0])
    if len(words) == 1:
        return joined((fill("→ {line}", line=line) for line in words[0].splitlines()), "\n")
    return joined((fill("{place}. {words}", place=place, words=each) for place, each in enumerate(words, 1)), "\n")


def _in_full(speaker: Speaker, question: Question, reading: Accepted) -> str:
    return speaker.words("only the remark") if is_remark_alone(reading) else value_words(speaker, question, reading)


def _back(speaker: Speaker) -> Row:
    return (button(speaker, Action.BACK, speaker.words("Back")),)
