"""What people may send: honest answers of every type, nasty Unicode, markup, commands, invented callback data."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from flows.answer import OverrideReason
from flows.cards.contact import Contact
from flows.turns import Action, Command

HONEST = (
    *("www.nlp.gov.pk", "https://www.gov.uk/a?b=c", "National Library: www.nlp.gov.pk", "borger.dk and virk.dk"),
    *("57%", "57,5", "٥٧٪", "between 5 and 8", "0.57", "about 3", "2 %", "120", "-3"),
    *("yes", "no", "No, not yet", "oui", "1", "2", "1, 2", "1 and 3", "PDF", "State", "other: a club", "none"),
    *("22 April 2018", "22/04/2018", "01/02/2019", "31.02.2019", "today", "in 1850"),
    *("ed@nitb.gov.pk", "ed@nitb,gov.pk", "ed@example.com", "+92-51-9215347", "051 9215347", "call me"),
    *("Pakistan", "KEN", "Kenia", "Congo", "Wakanda", "I agree", "I do not agree", "English", "français"),
    *("Pakistan has prioritized libraries.", "word " * 60, "N/A", "-", "The portal is being upgraded", "later"),
    *("I have checked it", "an estimate", "nothing to add", "The law was changed in that year", "0", "0 %", "yes, 2 %"),
)
"""Right, doubtful and wrong ones."""

TOGETHER = (
    "Name: Jane Roe\nE-mail: jane@nlp.gov.pk\nTel: +92 51 9215347",
    "Dr. Jane Roe\nDirector, National Library\njane@nlp,gov.pk | +92 51 9215347 | +92 300 1234567",
    "Jane Roe, Director, National Library, jane@nlp.gov.pk",
    "E-mail: jane@example.com\nPhone: call me\nFax: 1",
    "Office of the Director\nKarachi",
    "a. www.nlp.gov.pk\nb) www.nitb,gov.pk\nCulture: www.c.gov.pk\nother",
    "Open data: www.data.gov.pk\nEducation - Ministry of Education, www.edu.gov.pk\nHealth\nnothing",
    "3a. all except 2\n3b: 1-2\n3d: 1",
    "What is offered?: other: a club\nFor whom?\nEveryone",
)
"""One message for several questions: signatures and lists."""

NASTY = (
    *("\u202e", "\u200b\u2060", "Z" + "\u0335" * 300, "\u0000", "\ud83d", "😀" * 40, "👩\u200d👩\u200d👧", "\ufffc"),
    *("<b>", "&lt;", "**", "{x}", "%s", "${q1}", "]]>", "'; DROP TABLE answers; --", "\\", "“", "\u2028", "\x1b[31m"),
    *("www,", "www.\n", "http://", "https://%67ov.pk", "moit.\ngov.pk", "@", "..", "%", "½", "1e400", "9" * 500),
    *("/start", "/review x", "/nonsense", "/", "//", "/help@other_bot", "ı", "İ", "ß", "ﷺ", "\t", "\r\n", " "),
)

words = st.one_of(
    st.sampled_from(HONEST),
    st.sampled_from(TOGETHER),
    st.lists(st.sampled_from(HONEST + TOGETHER), min_size=2, max_size=3).map("\n".join),
    st.sampled_from(HONEST + NASTY),
    st.lists(st.sampled_from(HONEST + NASTY), min_size=1, max_size=4).map("".join),
    st.text(min_size=1, max_size=40),
)

sound_words = words.map(lambda text: re.sub("[\x00\ud800-\udfff]", "\ufffd", text))
"""As they come through the bot, which lets no half characters in."""

_said = st.sampled_from(("", "Jane Roe", "Director", "National Library", "jane@nlp.gov.pk", "+92 51 9215347", "N/A"))
contacts = st.none() | st.builds(
    Contact,
    name=_said,
    title=_said,
    organization=_said,
    emails=st.lists(_said, max_size=2).map(tuple),
    phones=st.lists(_said, max_size=2).map(tuple),
)

_ATTACHING = ("/attach 1", "/attach 3a", "/attach offered", "/attach 99", "/attach \u202e")
commands = st.sampled_from(["/start", "/start xyz", *_ATTACHING, *(f"/{command}" for command in Command)])

names = st.sampled_from(
    [
        "",
        "country",
        "consent",
        "portals",
        "online",
        "offered",
        "formats",
        "owner",
        "readers",
        "founded",
        "q1",
        "nothing",
    ]
)
choices = st.sampled_from(
    ["", "yes", "no", "other", "pdf", "state", "0", "1", "99", "en", "fr", "later", "not-available", *OverrideReason]
)

invented_data = st.one_of(
    st.builds("{}:{}:{}:{}".format, st.sampled_from(list(Action)), st.integers(0, 40), names, choices),
    st.text(max_size=70),
)
