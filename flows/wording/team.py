"""What passes between the focal point and the survey team: remarks, questions, answers. Knows no prompt."""

from __future__ import annotations

from flows.administration.enquiries import Enquiry
from flows.message import Message
from flows.response import Response
from flows.sentences import N_
from flows.turns import Action, EnquiryAsked, EnquirySent, SentBack
from flows.wording.buttons import Part, button, review
from flows.wording.opening import country_name
from flows.wording.rich import Text, joined, literal
from flows.wording.speaker import Speaker, shortened

MAX_QUOTED = 200


def sent_back(speaker: Speaker, reply: SentBack) -> Part:
    text = joined(
        (
            _asked_to_look(speaker, reply),
            speaker.say("They write: {note}", note=reply.note) if reply.note else (),
            speaker.say(
                "You can change your answers now. What you submitted (revision {revision}) stays valid until "
                "you submit again.",
                revision=reply.revision,
            ),
        )
    )
    go_to = (
        button(speaker, Action.EDIT, speaker.words("Go to {question}", question=speaker.reference(name)), name)
        for name in reply.questions[:1]
    )
    return Part(text, ((*go_to, review(speaker)),))


def enquiry_asked(speaker: Speaker, reply: EnquiryAsked) -> Part:
    what = N_("What would you like to ask the survey team? Your next message goes to them; their answer comes here.")
    about = N_(
        "What would you like to ask the survey team about {question}? "
        "Your next message goes to them; their answer comes here."
    )
    text = speaker.say(about, question=speaker.named(reply.question)) if reply.question else speaker.say(what)
    return Part(text, ((button(speaker, Action.BACK, speaker.words("Back")),),))


def enquiry_sent(speaker: Speaker, reply: EnquirySent) -> Part:
    words = shortened(reply.words, MAX_QUOTED)
    return Part(
        speaker.say(
            "Your question is on its way to the survey team: “{words}”\n"
            "Their answer comes here; you can go on meanwhile.",
            words=words,
        )
    )


def enquiry_answered(speaker: Speaker, question: str | None, words: str, answer: str) -> Message:
    """The survey team's answer, in a message of its own; `words` are those of the respondent."""
    asked = shortened(words, MAX_QUOTED)
    about = N_("About {question} you asked: “{words}”")
    heading = (
        speaker.say(about, question=speaker.named(question), words=asked)
        if question
        else speaker.say("You asked: “{words}”", words=asked)
    )
    text = joined((heading, speaker.say("**The survey team answers:** {answer}", answer=answer)))
    if question is None or question not in speaker.conversation.relevant_names:
        return Message(text=text)
    show = button(
        speaker, Action.EDIT, speaker.words("Show {question}", question=speaker.reference(question)), question
    )
    return Message(text=text, buttons=((show,),), about=question)


def enquiry_passed_on(speaker: Speaker, enquiry: Enquiry) -> Message:
    """To the survey team. Whoever replies to this message answers."""
    asked = speaker.question(enquiry.question) if enquiry.question else None
    text = joined(
        (
            _who_asks(speaker, enquiry),
            literal(enquiry.words),
            speaker.say("The question reads: {label}", label=speaker.plain_of(asked.label)) if asked else (),
            speaker.say("Before that they wrote: {tried}", tried=enquiry.tried) if enquiry.tried else (),
            speaker.say("Reply to this message to answer: your words go into their chat."),
        )
    )
    return Message(text=text, about=enquiry.reference)


def submission_told(speaker: Speaker, response: Response) -> Message:
    """To the survey team."""
    who = country_name(speaker, response.country) if response.country else speaker.words("Somebody without a country")
    if response.revision == 1:
        return Message(text=speaker.say("{who} has submitted.", who=who))
    return Message(
        text=speaker.say("{who} has submitted again (revision {number}).", who=who, number=response.revision)
    )


def answer_on_its_way(speaker: Speaker, enquiry: Enquiry) -> Message:
    return Message(text=speaker.say("Your answer is on its way to {who}.", who=_who(speaker, enquiry)))


def answer_kept(speaker: Speaker, enquiry: Enquiry) -> Message:
    who = _who(speaker, enquiry)
    return Message(text=speaker.say("Your answer is kept, but nobody answers for {who} at the moment.", who=who))


def answered_before(speaker: Speaker, enquiry: Enquiry) -> Message:
    """To the second who answers: nothing of theirs was passed on."""
    text = speaker.say(
        "This question was answered before, so your answer was not passed on. What {who} was told: {answer}",
        who=_who(speaker, enquiry),
        answer=enquiry.answer or "",
    )
    return Message(text=text)


def _who_asks(speaker: Speaker, enquiry: Enquiry) -> Text:
    who = _who(speaker, enquiry)
    who = who[:1].upper() + who[1:]
    if enquiry.question is None:
        return speaker.say("**{who} asks:**", who=who)
    return speaker.say("**{who} asks about {question}:**", who=who, question=speaker.named(enquiry.question))


def _who(speaker: Speaker, enquiry: Enquiry) -> str:
    return (
        country_name(speaker, enquiry.country) if enquiry.country else speaker.words("somebody without a country yet")
    )


def _asked_to_look(speaker: Speaker, reply: SentBack) -> Text:
    if not reply.questions:
        return speaker.say("The survey team asks you to look at your answers again.")
    return speaker.say_count(
        "The survey team asks you to look at {count} answer again: {questions}.",
        "The survey team asks you to look at {count} answers again: {questions}.",
        len(reply.questions),
        questions=speaker.references(reply.questions),
    )
