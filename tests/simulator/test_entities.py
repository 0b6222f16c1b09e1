from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.detection import find_entities
from simulator.entities import Entity, MarkedText, MarkupError, checked_link, parse_html, tidy, utf16_length


def bold(offset: int, length: int) -> Entity:
    return Entity("bold", offset, length)


READ = [
    ("plain", "plain", ()),
    ("<b>a</b>", "a", (bold(0, 1),)),
    ("<strong>a</strong>b", "ab", (bold(0, 1),)),
    ("x <i>y</i>", "x y", (Entity("italic", 2, 1),)),
    ("<em>y</em>", "y", (Entity("italic", 0, 1),)),
    ("<u>y</u><ins>z</ins>", "yz", (Entity("underline", 0, 1), Entity("underline", 1, 1))),
    ("<s>a</s><del>b</del>", "ab", (Entity("strikethrough", 0, 1), Entity("strikethrough", 1, 1))),
    ("<code>a &lt; b</code>", "a < b", (Entity("code", 0, 5),)),
    ("<pre>x</pre>", "x", (Entity("pre", 0, 1),)),
    ('<pre><code class="language-python">x</code></pre>', "x", (Entity("pre", 0, 1, language="python"),)),
    ("<blockquote>q</blockquote>", "q", (Entity("blockquote", 0, 1),)),
    ("<blockquote expandable>q</blockquote>", "q", (Entity("blockquote", 0, 1),)),
    ("<tg-spoiler>s</tg-spoiler>", "s", (Entity("spoiler", 0, 1),)),
    ('<span class="tg-spoiler">s</span>', "s", (Entity("spoiler", 0, 1),)),
    ('<a href="https://un.org">UN</a>', "UN", (Entity("text_link", 0, 2, url="https://un.org/"),)),
    ('<a href="https://un.org/a?b=1&amp;c=2">UN</a>', "UN", (Entity("text_link", 0, 2, "https://un.org/a?b=1&c=2"),)),
    ("<a>un.org</a>", "un.org", (Entity("text_link", 0, 6, url="http://un.org/"),)),
    ('<a href="nothing">UN</a>', "UN", ()),
    ("<b>a<i>b</i></b>", "ab", (bold(0, 2), Entity("italic", 1, 1))),
    ("<b>a</>", "a", (bold(0, 1),)),
    ("<B>a</B>", "a", (bold(0, 1),)),
    ("<b></b>x", "x", ()),
    ("&lt;b&gt; &amp; &quot;&#39;&#x27;", "<b> & \"''", ()),
    ("&nbsp; &copy; & &#0;", "&nbsp; &copy; & &#0;", ()),
    ("&lt", "<", ()),
    ("😀<b>é</b>", "😀é", (bold(2, 1),)),
    ("<b>😀</b>!", "😀!", (bold(0, 2),)),
    ("العربية <b>نص</b>", "العربية نص", (bold(8, 2),)),
]

REFUSED = [
    ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
    ("é<br/>", 'Unsupported start tag "br/" at byte offset 2'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("a</b>", "Unexpected end tag at byte offset 1"),
    ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ('<a href="x>a</a>', "Unclosed start tag at byte offset 0"),
    ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
]


@pytest.mark.parametrize(("markup", "text", "entities"), READ)
def test_html_becomes_text_and_entities(markup: str, text: str, entities: tuple[Entity, ...]) -> None:
    assert parse_html(markup) == MarkedText(text, entities)


@pytest.mark.parametrize(("markup", "refusal"), REFUSED)
def test_broken_html_is_refused_in_the_servers_words(markup: str, refusal: str) -> None:
    with pytest.raises(MarkupError) as raised:
        parse_html(markup)
    assert str(raised.value) == refusal


@given(st.text())
@settings(max_examples=200)
def test_escaped_text_reads_as_itself(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert parse_html(escaped) == MarkedText(text)


@given(st.text(alphabet="ab <>/&;#1é😀\"'=iBa"))
@settings(max_examples=200)
def test_any_markup_is_read_or_refused_and_entities_lie_inside_the_text(markup: str) -> None:
    try:
        marked = parse_html(markup)
    except MarkupError:
        return
    assert all(0 <= entity.offset < entity.end <= utf16_length(marked.text) for entity in marked.entities)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        (MarkedText("  a \n"), MarkedText("a")),
        (MarkedText("\n\n a", (bold(3, 1),)), MarkedText("a", (bold(0, 1),))),
        (MarkedText("ab  ", (bold(1, 3),)), MarkedText("ab", (bold(1, 1),))),
        (MarkedText("a\x00b\tc"), MarkedText("a b c")),
        (MarkedText("   ", (bold(0, 3),)), MarkedText("")),
    ],
)
def test_white_space_around_a_text_goes_and_entities_move_along(given_text: MarkedText, kept: MarkedText) -> None:
    assert tidy(given_text) == kept


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", [("bot_command", "/start")]),
        ("/start@simulated_bot now", [("bot_command", "/start@simulated_bot")]),
        ("see /help.", [("bot_command", "/help")]),
        ("and/or 1/2", []),
        ("https://un.org/a, and", [("url", "https://un.org/a")]),
        ("www.eoffice.gov.pk (intranet)", [("url", "www.eoffice.gov.pk")]),
        ("is in construction.It will", [("url", "construction.It")]),
        ("write to a.b@moit.gov.pk", [("email", "a.b@moit.gov.pk")]),
        ("ask @somebody", [("mention", "@somebody")]),
        ("#egov 5", [("hashtag", "#egov")]),
        ("no entity, 3.5 % and ASP.NET_x", []),
    ],
)
def test_telegram_finds_commands_and_addresses_by_itself(text: str, found: list[tuple[str, str]]) -> None:
    assert [(entity.type, text[entity.offset : entity.end]) for entity in find_entities(text)] == found


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("un.org", "http://un.org/"),
        ("https://un.org/a", "https://un.org/a"),
        ("tg://user?id=1001", "tg://user?id=1001"),
        ("javascript:alert(1)", None),
        ("nothing", None),
    ],
)
def test_only_real_addresses_become_links(address: str, link: str | None) -> None:
    assert checked_link(address) == link
