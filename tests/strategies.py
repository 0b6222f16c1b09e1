"""Arbitrary answers and responses, for properties that hold of all of them (hypothesis)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from flows.answer import Answer, Carried, Offer, Override, OverrideReason, SkipReason, Source, Warned
from flows.attachments import KINDS, MOST_BYTES, Attachment
from flows.reading import Accepted, Hyperlink, Link, Value
from flows.response import OpenRemark, Response, Status
from flows.violations import Code, Violation
from flows.waiting import (
    ForAnswer,
    ForBegin,
    ForConfirmation,
    ForLanguage,
    ForList,
    ForOther,
    ForReason,
    ForSubmission,
    Nothing,
    Waiting,
)

names = st.from_regex(r"[a-z][a-z0-9_]{0,23}", fullmatch=True)
"""Names of questions, sections and choices."""

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80)
"""What a person may type: any script, but not what no database can keep (NUL, half a surrogate pair)."""

moments = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5)), timezone(-timedelta(hours=3, minutes=30))]),
)

languages = st.sampled_from(["en", "fr", "es", "ru", "ar", "zh"])
countries = st.sampled_from(["PAK", "KEN", "BRA", "FRA", "KGZ"])

links = st.builds(Link, url=names.map("https://{}.example".format), name=st.none() | texts)
values: st.SearchStrategy[Value] = st.one_of(
    st.booleans(),
    st.integers(0, 100),
    st.floats(0, 100),
    texts,
    st.lists(links, max_size=3).map(tuple),
    st.lists(names, max_size=4).map(tuple),
)

accepted = st.builds(Accepted, value=st.none() | values, note=st.none() | texts, other=st.none() | texts)

hyperlinks = st.builds(Hyperlink, words=texts, url=texts)
sources = st.lists(
    st.builds(
        Source,
        chat=st.integers(1, 2),
        message=st.integers(1, 2**53),
        sent_at=moments,
        text=texts,
        hyperlinks=st.lists(hyperlinks, max_size=2).map(tuple),
        cut=st.booleans(),
        for_other=st.booleans(),
        piece=st.none() | texts,
    ),
    max_size=3,
).map(tuple)

overrides = st.builds(
    Override, warned=st.sampled_from(Warned), reason=st.sampled_from(OverrideReason), words=texts.filter(bool)
)

answers = st.builds(
    Answer,
    value=st.none() | values,
    note=st.none() | texts,
    other=st.none() | texts,
    version=st.none() | st.sampled_from(["1", "2"]),
    skipped=st.none() | st.sampled_from(SkipReason),
    typed=texts,
    sources=sources,
    confirmed=st.booleans(),
    override=st.none() | overrides,
    given_at=moments,
)

violations = st.builds(
    Violation, st.sampled_from(Code), st.dictionaries(names, texts | st.integers(0, 4096), max_size=3)
)

_choices = st.lists(names, max_size=4).map(tuple)

waitings: st.SearchStrategy[Waiting] = st.one_of(
    st.builds(ForLanguage),
    st.builds(ForBegin),
    st.builds(
        ForAnswer,
        question=names,
        returning=st.booleans(),
        refusals=st.integers(0, 9),
        refused=texts,
        sources=sources,
    ),
    st.builds(
        ForConfirmation,
        question=names,
        returning=st.booleans(),
        typed=texts,
        sources=sources,
        doubt=violations,
        readings=st.lists(accepted, max_size=3).map(tuple),
    ),
    st.builds(ForOther, question=names, returning=st.booleans(), chosen=_choices),
    st.builds(ForReason, question=names, returning=st.booleans(), rest=st.booleans()),
    st.builds(ForList, question=names, returning=st.booleans(), typed=texts, sources=sources),
    st.builds(ForSubmission),
    st.builds(Nothing),
)

attachments = st.builds(
    Attachment,
    id=names,
    question=names,
    name=texts,
    media_type=st.sampled_from(sorted({*KINDS.values()})),
    size=st.integers(0, MOST_BYTES),
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    chat=st.integers(1, 2**52),
    message=st.integers(1, 2**31),
    added_at=moments,
)

responses = st.builds(
    Response,
    id=st.uuids(version=4).map(str),
    questionnaire=names,
    version=st.sampled_from(["1", "2"]),
    status=st.sampled_from(Status),
    revision=st.integers(0, 20),
    language=st.none() | languages,
    country=st.none() | countries,
    started_at=moments,
    completed_at=st.none() | moments,
    answers=st.dictionaries(names, answers, max_size=6),
    ticks=st.dictionaries(names, _choices, max_size=2),
    attachments=st.lists(attachments, max_size=2).map(tuple),
    remarks=st.dictionaries(names, st.builds(OpenRemark, words=texts, shown=st.booleans()), max_size=2),
    waiting=waitings,
    position=st.none() | names,
    prompt=st.integers(0, 10_000),
    asked_at=st.none() | moments,
    last_tap=st.none() | texts,
    last_seen_at=st.none() | moments,
    changed_at=st.none() | moments,
    reminders=st.booleans(),
    carried=st.dictionaries(
        names,
        st.builds(Carried, answer=answers, year=st.integers(2000, 2100), offer=st.sampled_from(Offer)),
        max_size=2,
    ),
)
"""Each is valid by itself; nothing says that a questionnaire could lead to it."""
