"""Expressions: what holds, by table; what cannot be read; and that nothing at all makes them fail."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answer import Answer, SkipReason
from flows.errors import ExpressionError
from flows.expressions import MAX_LENGTH, OWN, compile_expression
from flows.expressions.functions import FUNCTIONS, MAX_MATCHED_LENGTH
from flows.expressions.values import as_number, as_text, divided, remainder, rounded
from flows.reading import Accepted, Link, Value

NOW = datetime(2019, 4, 22, 12, tzinfo=UTC)


def answer(value: Value | None) -> Answer:
    return Answer(value=value, given_at=NOW)


ANSWERS: Mapping[str, Answer | None] = {
    "usage": answer(True),
    "consent": answer(False),
    "features": answer(("sdgs", "once_only", "other")),
    "nothing_ticked": answer(()),
    "share": answer(57),
    "budget": answer(0.5),
    "owner": answer("state"),
    "name": answer("Raza Ali Shah"),
    "day": answer("2019-04-22"),
    "odd_day": answer("2019-02-30"),
    "portals": answer((Link(url="https://www.moit.gov.pk"), Link(url="https://www.nitb.gov.pk", name="NITB"))),
    "remark_only": Answer(note="is being upgraded", given_at=NOW),
    "skipped": Answer(skipped=SkipReason.NOT_AVAILABLE, given_at=NOW),
    "taken_back": None,
    "or": answer("a name that is an operator"),
}

HOLDS = [
    # yes and no, one choice, a text
    "${usage} = 'yes'",
    "'yes' = ${usage}",
    '${usage} = "yes"',
    "${ usage } = 'yes'",
    "${usage} != 'no'",
    "${consent} = 'no'",
    "${owner} = 'state'",
    "${name} = 'Raza Ali Shah'",
    "${or} != ''",
    # several choices, addresses
    "selected(${features}, 'sdgs')",
    "selected(${features}, 'other')",
    "not(selected(${features}, 'sdg'))",
    "count-selected(${features}) = 3",
    "count-selected(${features}) > 0",
    "count-selected(${nothing_ticked}) = 0",
    "count-selected(${portals}) = 2",
    "contains(${portals}, 'nitb.gov.pk')",
    # numbers
    "${share} = 57",
    "${share} = '57'",
    "${share} > 56.5 and ${share} < 57.5",
    "${share} >= 57 and ${share} <= 57",
    "${budget} = 0.5",
    "${budget} = .50",
    "${budget} < ${share}",
    "${share} + 3 = 60",
    "${share} - 7 = 50",
    "${share}-7=50",
    "${share} * 2 = 114",
    "${share} div 2 = 28.5",
    "${share} mod 10 = 7",
    "-7 mod 3 = -1",
    "-${share} = 0 - 57",
    "+${share} = 57",
    "--1 = 1",
    "1 div 0 > 1000000",
    "-1 div 0 < -1000000",
    "string(0 div 0) = 'NaN'",
    "string(5 mod 0) = 'NaN'",
    "2 + 3 * 4 = 14",
    "(2 + 3) * 4 = 20",
    "number('12') = 12",
    "number(' -1.5 ') = -1.5",
    "number(true()) = 1",
    "int(3.7) = 3 and int(-3.7) = -3",
    "string(int('x')) = 'NaN'",
    "round(2.5) = 3 and round(-2.5) = -2",
    "round(57.345, 2) = 57.35",
    "round('x') != round('x')",
    # dates
    "${day} = '2019-04-22'",
    "${day} >= '2019-01-01' and ${day} < '2020-01-01'",
    "${day} - '2019-04-20' = 2",
    "number('1970-01-02') = 1",
    "not(${odd_day} > '2000-01-01') and not(${odd_day} < '2000-01-01')",
    # blank: no answer, a remark alone, a skipped question
    "${taken_back} = ''",
    "${never_asked} = ''",
    "${remark_only} = ''",
    "${skipped} = ''",
    "not(${skipped})",
    "not(${skipped} > 0) and not(${skipped} <= 0)",
    "${skipped} != 57",
    "not(selected(${skipped}, ''))",
    "string-length(${skipped}) = 0",
    "coalesce(${skipped}, 'none') = 'none'",
    "coalesce(${owner}, 'none') = 'state'",
    # truths
    "true()",
    "not(false())",
    "${name}",
    "${share}",
    "boolean('false')",
    "not(boolean(0))",
    "true() = 'any text'",
    "1 < 2 = true()",
    "false() or ${usage} = 'yes' and true()",
    "true() or false() and false()",
    "if(${usage} = 'yes', ${share}, 0) = 57",
    "if(${usage} = 'no', ${share}, 0) = 0",
    # texts
    "string-length(${name}) = 13",
    "starts-with(${name}, 'Raza')",
    "ends-with(${name}, 'Shah')",
    "contains(${name}, 'Ali')",
    "concat(${owner}, '-', 7, true()) = 'state-7true'",
    "normalize-space('  a   b ') = 'a b'",
    "string(3.0) = '3' and string(0.00001) = '0.00001'",
    "string(1 div 0) = 'Infinity' and string(-1 div 0) = '-Infinity'",
    "string(false()) = 'false'",
    "'it''s' = \"it's\"",
    "regex(${name}, '[A-Z][a-z]+( [A-Z][a-z]+)*')",
    "not(regex(${name}, 'Raza'))",
    "not(regex(${skipped}, '.+'))",
]

CANNOT_BE_READ = [
    ("", "The expression cannot be read: it ends too early"),
    ("${usage} =", "The expression cannot be read: it ends too early"),
    ("(1", "The expression cannot be read: it ends too early"),
    ("${usage", "The expression cannot be read: it ends too early"),
    ("selected(${usage}, 'a'", "The expression cannot be read: it ends too early"),
    ("${usage = 'yes'", "The expression cannot be read: } must follow ${usage (at character 9)"),
    ("${}", "The expression cannot be read: a question's name must follow ${ (at character 3)"),
    ("${1}", "The expression cannot be read: a question's name must follow ${ (at character 3)"),
    ("1)", "The expression cannot be read: unexpected ')' symbol (at character 2)"),
    ("1 2", "The expression cannot be read: unexpected literal 2 (at character 3)"),
    ("'abc", 'The expression cannot be read: unknown symbol "\'" (at character 1)'),
    ("${usage} = “yes”", "The expression cannot be read: unknown symbol '“' (at character 12)"),
    ("${usage} == 'yes'", "The expression cannot be read: unexpected '=' operator (at character 11)"),
    ("or", "The expression cannot be read: unexpected 'or' operator (at character 1)"),
    ("1 * * 2", "The expression cannot be read: unexpected '*' operator (at character 5)"),
    (
        "usage = 'yes'",
        "The expression cannot be read: unexpected word 'usage': a question is written ${usage}, a text in quotes "
        "(at character 1)",
    ),
    ("resource(1)", "The expression cannot be read: unknown function resource() (at character 1)"),
    ("true(1)", "The expression cannot be read: true() takes 0 arguments, not 1 (at character 1)"),
    ("not()", "The expression cannot be read: not() takes 1 argument, not 0 (at character 1)"),
    ("selected(${a}, 'b',)", "The expression cannot be read: unexpected ')' symbol (at character 20)"),
    ("selected(${a})", "The expression cannot be read: selected() takes 2 arguments, not 1 (at character 1)"),
    ("round(1, 2, 3)", "The expression cannot be read: round() takes 1 to 2 arguments, not 3 (at character 1)"),
    ("concat('a')", "The expression cannot be read: concat() takes at least 2 arguments, not 1 (at character 1)"),
    ("/usage", "The expression cannot be read: unknown symbol '/' (at character 1)"),
    ("//*", "The expression cannot be read: unknown symbol '/' (at character 1)"),
    ("$usage", "The expression cannot be read: unknown symbol '$' (at character 1)"),
    ("${a}[1]", "The expression cannot be read: unknown symbol '[' (at character 5)"),
    ("..", "The expression cannot be read: unexpected context item expression (at character 2)"),
    ("__import__('os')", "The expression cannot be read: unknown function __import__() (at character 1)"),
    ("regex(., ${a})", "The pattern of regex() must stand in quotes (at character 10)"),
    ("regex(., '(')", "The pattern '(' cannot be used: unclosed group"),
    ("regex(., 'a)|(b')", "The pattern 'a)|(b' cannot be used: unopened group"),
    (
        "regex(., '(?=a)')",
        "The pattern '(?=a)' cannot be used: look-around, including look-ahead and look-behind, is not supported",
    ),
    (f"regex(., '{'a' * 251}')", "A pattern may have 250 characters, not 251"),
    ("(" * 61, "The expression cannot be read: nested too deeply (at character 61)"),
    ("1" + "+1" * 101, "The expression has more than 100 steps"),
    ("1" * 1001, "The expression has 1001 characters; at most 1000 are allowed"),
]


@pytest.mark.parametrize("text", HOLDS)
def test_it_holds(text: str) -> None:
    assert compile_expression(text).holds(ANSWERS)
    assert not compile_expression(f"not({text})").holds(ANSWERS)


@pytest.mark.parametrize(("text", "sentence"), CANNOT_BE_READ)
def test_what_cannot_be_read_is_told_with_its_position(text: str, sentence: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("text", "value", "holds"),
    [
        (". <= 100", 57, True),
        (". <= 100", 101, False),
        ("string-length(.) >= 3", "abc", True),
        ("string-length(.) >= 3", "ab", False),
        ("count-selected(.) <= 2", ("a", "b", "c"), False),
        ("selected(., 'a') and not(selected(., 'b'))", ("a", "c"), True),
        (". = 'yes'", True, True),
        (". < ${share}", 56, True),
        (". < ${share}", 58, False),
        ("regex(., '\\d{4}-\\d{2}-\\d{2}')", "2019-04-22", True),
        (". = ''", None, True),
    ],
)
def test_a_dot_is_the_answer_itself(text: str, value: Value | None, holds: bool) -> None:
    expression = compile_expression(text)
    assert expression.own
    assert expression.holds(ANSWERS, Accepted(value)) is holds
    assert expression.holds(ANSWERS, answer(value)) is holds


def test_it_tells_the_questions_and_choices_it_names() -> None:
    expression = compile_expression("${a} = 'x' and selected(${b}, 'y') or 'z' != . and ${c} = '' and ${d} > 'no'")
    assert expression.names == {"a", "b", "c", "d"}
    assert expression.own
    assert expression.choices == {("a", "x"), ("b", "y"), (OWN, "z")}
    assert not compile_expression("${a} = 1").own


def test_an_answer_is_never_read_as_an_expression() -> None:
    expression = compile_expression("${name} = 'x'")
    for attack in ("' or true() or '", "x' or '1'='1", "${name}", "true()", "'x'", "x"):
        assert expression.holds({"name": answer(attack)}) is (attack == "x")


def test_an_expression_is_compiled_once() -> None:
    assert compile_expression("${a} = 'once'") is compile_expression("${a} = 'once'")


def test_every_function_is_in_the_tables() -> None:
    texts = " ".join(HOLDS)
    assert [name for name in FUNCTIONS if f"{name}(" not in texts] == []


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(.{1,250}){1,40}x", "(a*)*(a*)*(a*)*b"])
def test_a_dangerous_pattern_comes_to_an_end(pattern: str) -> None:
    """Backtracking, these would not end within a lifetime."""
    expression = compile_expression(f"regex(., '{pattern}')")
    assert not expression.holds({}, Accepted("a" * MAX_MATCHED_LENGTH + "!"))
    assert not expression.holds({}, Accepted("a" * (MAX_MATCHED_LENGTH - 1) + "!"))


def test_a_text_longer_than_a_message_matches_no_pattern() -> None:
    expression = compile_expression("regex(., 'a*')")
    assert expression.holds({}, Accepted("a" * MAX_MATCHED_LENGTH))
    assert not expression.holds({}, Accepted("a" * (MAX_MATCHED_LENGTH + 1)))


PIECES = [
    *("${a}", "${b}", ".", "'yes'", "'2019-04-22'", "''", "'(x'", "0", "1", "2.5", "1e308", "1e999", ",", " "),
    *("(", ")", "{", "}", "$", "'", '"', "[", "/", "*", "+", "-", "div", "mod", "and", "or", "=", "!=", "<", ">="),
    *(f"{name}(" for name in FUNCTIONS),
]
TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)


@st.composite
def well_formed(draw: st.DrawFn, depth: int = 4) -> str:
    """Any expression the grammar has, its patterns aside."""
    leaves = st.sampled_from(["${a}", "${b}", ".", "'yes'", "'2019-04-22'", "''", "0", "7", "2.5", "1e308", "1e999"])
    if depth == 0:
        return draw(leaves)
    below = well_formed(depth - 1)
    operator = st.sampled_from(["+", "-", "*", "div", "mod", "and", "or", "=", "!=", "<", "<=", ">", ">="])
    name = draw(st.sampled_from([*FUNCTIONS, "operator", "leaf"]))
    if name == "leaf" or name == "regex":
        return draw(leaves)
    if name == "operator":
        return f"({draw(below)} {draw(operator)} -{draw(below)})"
    least, most, _ = FUNCTIONS[name]
    count = draw(st.integers(least, most if most is not None else least + 1))
    return f"{name}({', '.join(draw(below) for _ in range(count))})"


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=20),
    st.dates().map(str),
    st.lists(st.sampled_from(["a", "b", "other"])).map(tuple),
    st.lists(st.builds(Link, url=st.text(max_size=10))).map(tuple),
)


@settings(deadline=None)  # the first of them compile patterns
@given(TEXTS, VALUES, VALUES)
def test_any_text_is_an_expression_or_an_expression_error(text: str, one: Value | None, own: Value | None) -> None:
    try:
        expression = compile_expression(text)
    except ExpressionError:
        return
    assert expression.holds({"a": Answer.model_construct(value=one, given_at=NOW)}, Accepted(own)) in (True, False)


@settings(deadline=None)
@given(well_formed(), VALUES, VALUES, VALUES)
def test_every_expression_holds_or_does_not_whatever_the_answers(
    text: str, one: Value | None, two: Value | None, own: Value | None
) -> None:
    values = {
        "a": Answer.model_construct(value=one, given_at=NOW),
        "b": Answer.model_construct(value=two, given_at=NOW),
    }
    if len(text) <= MAX_LENGTH:
        assert compile_expression(text).holds(values, Accepted(own)) in (True, False)


@given(st.floats())
def test_a_number_written_as_text_is_the_same_number(number: float) -> None:
    again = as_number(as_text(number))
    assert again == number or not math.isfinite(number)


@given(st.floats(), st.floats())
def test_division_and_rounding_have_a_result_for_all_numbers(one: float, two: float) -> None:
    for result in (divided(one, two), remainder(one, two), rounded(one, two)):
        assert isinstance(result, float)
