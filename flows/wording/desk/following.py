"""Who is where, and where one country stands, as the desk says it. Knows no reply of another command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from flows.administration.invitations import State
from flows.administration.progress import Share, Stage, Standing
from flows.answers.folding import fold
from flows.desk.replies import AccessRevoked, CountryShown, ProgressShown, RevokeAsked, StageShown
from flows.desk.states import TeamCommand
from flows.desk.taps import Verb
from flows.message import Button, File, Made
from flows.sentences import N_
from flows.wording.desk.buttons import Said, back_to, button, cancel, named, rows_of
from flows.wording.desk.inviting import successor
from flows.wording.rich import Text, fill, joined, literal
from flows.wording.speaker import Speaker

MAX_OPEN_NAMED: Final = 12

STAGES: Mapping[Stage, str] = {
    Stage.EXPIRED: N_("link expired"),
    Stage.INVITED: N_("link not opened"),
    Stage.IN_PROGRESS: N_("in progress"),
    Stage.COMPLETED: N_("submitted"),
    Stage.AMENDED: N_("submitted again"),
}


def progress_shown(speaker: Speaker, reply: ProgressShown) -> Said:
    whole = sum(reply.counts.values())
    lines = (
        fill("{count} · {stage}", count=reply.counts[stage], stage=speaker.words(words))
        for stage, words in STAGES.items()
        if reply.counts.get(stage)
    )
    heading = speaker.say_count("**{count} country takes part**", "**{count} countries take part**", whole)
    buttons = (
        button(f"{_capital(speaker.words(words))} · {reply.counts[stage]}", Verb.STAGE, stage)
        for stage, words in STAGES.items()
        if reply.counts.get(stage)
    )
    language = speaker.translator.language
    picture = File(
        name="progress.png",
        media_type="image/png",
        made=Made(kind="progress-picture", of={"theme": "light", "language": language}),
    )
    return Said(joined((heading, joined(lines, "\n"), _deadline(speaker, reply))), rows_of(buttons, 2), (picture,))


def _deadline(speaker: Speaker, reply: ProgressShown) -> Text:
    if reply.deadline is None:
        return ()
    day = speaker.translator.day(reply.deadline.date())
    if reply.days_left is None:
        return speaker.say("The deadline was {day}.", day=day)
    left = speaker.say_count("{count} day is left.", "{count} days are left.", reply.days_left)
    return joined((speaker.say("The deadline is {day}.", day=day), left), " ")


def stage_shown(speaker: Speaker, reply: StageShown) -> Said:
    """However many there are: the front splits what is too long for one message between two lines."""
    stage = speaker.words(STAGES[reply.stage])
    heading = fill("**{stage}** · {count}", stage=_capital(stage), count=len(reply.standings))
    ordered = sorted(reply.standings, key=lambda each: fold(named(speaker, each.country)))
    look = button(speaker.words("Look at a country"), Verb.OPEN, TeamCommand.COUNTRY)
    back = button(speaker.words("Progress"), Verb.OPEN, TeamCommand.PROGRESS)
    return Said(joined((heading, joined((_line(speaker, each) for each in ordered), "\n"))), ((look, back),))


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _line(speaker: Speaker, standing: Standing) -> Text:
    country = named(speaker, standing.country)
    if standing.stage in (Stage.INVITED, Stage.EXPIRED):
        return literal(country)
    facts = [country, f"{standing.whole.done}/{standing.whole.total}"]
    if standing.section and standing.stage is Stage.IN_PROGRESS:
        section = speaker.section(standing.section)
        facts.append(speaker.numeral(section) or speaker.plain_of(section.label))
    if standing.last_seen_at:
        facts.append(speaker.translator.day(standing.last_seen_at.date(), short=True))
    return literal(" · ".join(facts))


def country_shown(speaker: Speaker, reply: CountryShown) -> Said:
    parts = (
        fill("**{country}**", country=named(speaker, reply.country)),
        joined((_where(speaker, reply), _access(speaker, reply), _link(speaker, reply), _seen(speaker, reply)), "\n"),
        joined(_sections(speaker, reply.standing), "\n") if reply.standing else (),
        joined((_open(speaker, reply), _remarked(speaker, reply)), "\n"),
    )
    return Said(joined(parts), tuple(row for row in _acts(speaker, reply) if row))


def _where(speaker: Speaker, reply: CountryShown) -> Text:
    standing = reply.standing
    if standing is None:
        return (
            speaker.say("Nothing is answered yet.") if reply.has_person or reply.link else speaker.say("Not invited.")
        )
    done = speaker.say_count(
        "{count} of {total} is done", "{count} of {total} are done", standing.whole.done, total=standing.whole.total
    )
    stage = speaker.words(STAGES[standing.stage])
    if reply.revision and standing.stage is Stage.IN_PROGRESS:
        stage = speaker.words("being corrected")
    where = joined((literal(_capital(stage)), done), " · ")
    if not reply.revision:
        return where
    return joined((where, speaker.say("revision {revision}", revision=reply.revision)), " · ")


def _access(speaker: Speaker, reply: CountryShown) -> Text:
    return speaker.say("Nobody has access at the moment.") if reply.standing and not reply.has_person else ()


def _link(speaker: Speaker, reply: CountryShown) -> Text:
    if reply.link is None:
        return ()
    state, until = reply.link
    day = speaker.translator.day(until.date())
    if state is State.OPEN:
        return speaker.say("A link is open until {day}, and was not used yet.", day=day)
    return speaker.say("The link was not opened, and expired on {day}.", day=day)


def _seen(speaker: Speaker, reply: CountryShown) -> Text:
    standing = reply.standing
    if standing is None or standing.last_seen_at is None:
        return ()
    seen = speaker.say("Last seen {moment}", moment=speaker.moment(standing.last_seen_at))
    if standing.section is None:
        return seen
    section = speaker.plain_of(speaker.section(standing.section).label)
    return joined((seen, speaker.say("at “{section}”", section=section)), " · ")


def _sections(speaker: Speaker, standing: Standing) -> Iterator[Text]:
    for section in speaker.conversation.questionnaire.sections:
        share = standing.sections[section.name]
        label = speaker.apart(speaker.plain_of(section.label))
        yield literal(f"{_mark(share)} {label} · {share.done}/{share.total}")


def _mark(share: Share) -> str:
    return "✓" if share.done == share.total else "◐" if share.done else "○"


def _open(speaker: Speaker, reply: CountryShown) -> Text:
    if not reply.open or reply.standing is None or not reply.standing.whole.done:
        return ()
    named_ones = speaker.references(reply.open[:MAX_OPEN_NAMED])
    left = len(reply.open) - MAX_OPEN_NAMED
    if left > 0:
        return speaker.say_count(
            "Open: {questions} and {count} more.", "Open: {questions} and {count} more.", left, questions=named_ones
        )
    return speaker.say("Open: {questions}.", questions=named_ones)


def _remarked(speaker: Speaker, reply: CountryShown) -> Text:
    if not reply.remarked:
        return ()
    return speaker.say("Remarks not dealt with yet: {questions}.", questions=speaker.references(reply.remarked))


def _acts(speaker: Speaker, reply: CountryShown) -> Iterator[tuple[Button, ...]]:
    country, standing = reply.country, reply.standing
    if standing and standing.stage is Stage.IN_PROGRESS and reply.has_person:
        yield (button(speaker.words("Remind"), Verb.WHETHER_TO_REMIND, country),)
    if reply.revision and reply.has_person:
        yield (button(speaker.words("Give back with remarks"), Verb.CHOOSE, TeamCommand.REOPEN, country),)
    if standing:
        yield tuple(
            button(caption, Verb.COPY, country, form)
            for form, caption in (("pdf", "PDF"), ("docx", "Word"), ("json", "JSON"))
        )
    if reply.link:
        yield (button(speaker.words("Make a new link"), Verb.RENEW, country),)
    elif reply.standing is None and not reply.has_person:
        yield (button(speaker.words("Invite"), Verb.CHOOSE, TeamCommand.INVITE, country),)
    if reply.standing or reply.has_person:
        yield (successor(speaker, country),)
    if reply.has_person or reply.link:
        yield (button(speaker.words("Revoke access"), Verb.REVOKE, country),)


def revoke_asked(speaker: Speaker, reply: RevokeAsked) -> Said:
    country = named(speaker, reply.country)
    text = speaker.say(
        "**Revoke the access of {country}?** Whoever answers for it can do so no more, and is told; a link that is "
        "open opens nothing any more.",
        country=country,
    )
    stay = speaker.say("All answers are kept.") if reply.answers else ()
    revoke = button(speaker.words("Revoke access"), Verb.REVOKED, reply.country)
    return Said(joined((text, stay), " "), ((revoke, cancel(speaker)),))


def access_revoked(speaker: Speaker, reply: AccessRevoked) -> Said:
    country = named(speaker, reply.country)
    if reply.told:
        text = speaker.say("The access of **{country}** is revoked, and its focal point is told.", country=country)
    else:
        text = speaker.say("The link of **{country}** is revoked: it opens nothing any more.", country=country)
    invite = button(speaker.words("Invite somebody else"), Verb.CHOOSE, TeamCommand.INVITE, reply.country)
    return Said(text, ((invite, back_to(speaker, reply.country)),))
