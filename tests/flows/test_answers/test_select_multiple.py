from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers.select_multiple import read, show
from flows.questionnaire import Choice, Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

QUESTION = Question(name="q15", type="select_multiple", choices="technologies", other=True, label={"en": "On which?"})
WITHOUT_OTHER = QUESTION.model_copy(update={"other": False})

TECHNOLOGIES = (
    Choice(name="ai", label={"en": "Artificial Intelligence (AI)", "fr": "Intelligence artificielle (IA)"}),
    Choice(name="blockchain", label={"en": "Blockchain", "fr": "Chaîne de blocs", "zh": "区块链"}),
    Choice(name="big_data", label={"en": "Big data", "fr": "Mégadonnées", "ru": "Большие данные"}),
    Choice(name="smart_cities", label={"en": "Smart cities", "fr": "Villes intelligentes", "ar": "المدن الذكية"}),
    Choice(name="robotics", label={"en": "Robotics", "fr": "Robotique"}),
    Choice(name="iot", label={"en": "Internet of Things (IOT)", "fr": "Internet des objets"}),
    Choice(name="quantum", label={"en": "Quantum computing", "fr": "Informatique quantique"}),
    Choice(name="vr", label={"en": "Virtual reality", "fr": "Réalité virtuelle"}),
    Choice(name="ar", label={"en": "Augmented reality", "fr": "Réalité augmentée"}),
)
STRATEGY = (
    Choice(name="plan", label={"en": "has an implementation plan."}),
    Choice(
        name="default", label={"en": "has an emphasis on digital by default; digital by design; mobile-first principle"}
    ),
    Choice(
        name="no_one_behind",
        label={
            "en": "has an emphasis to 'leave no one offline' or to 'leave no one behind'; or other specific measures"
        },
    ),
    Choice(name="inclusion", label={"en": "makes reference to e-participation, digital inclusion and/or engagement."}),
)
ALL = tuple(choice.name for choice in TECHNOLOGIES)


def offering(choices: tuple[Choice, ...], language: str = "en") -> Circumstances:
    return Circumstances(today=date(2019, 4, 22), language=language, choices=choices)


def chosen(*names: str, note: str | None = None, other: str | None = None) -> Accepted:
    return Accepted(names, note=note, other=other)


def unsure(written: str, *readings: Accepted) -> Reading:
    return ToConfirm(Violation(Code.CHOICE_UNSURE, {"written": written}), readings)


def not_a_choice(written: str) -> Refused:
    return Refused(Violation(Code.NOT_A_CHOICE, {"written": written}))


def all_but(*names: str) -> Accepted:
    return chosen(*(name for name in ALL if name not in names))


CASES: list[tuple[str, Reading]] = [
    ("2", chosen("blockchain")),
    ("2, 4 and 7", chosen("blockchain", "smart_cities", "quantum")),
    ("7 4 2", chosen("blockchain", "smart_cities", "quantum")),
    ("2.4.7", chosen("blockchain", "smart_cities", "quantum")),
    ("1-3", chosen("ai", "blockchain", "big_data")),
    ("1 – 3, 5", chosen("ai", "blockchain", "big_data", "robotics")),
    ("3 to 1", chosen("ai", "blockchain", "big_data")),
    ("No. 2 and no. 4", chosen("blockchain", "smart_cities")),
    ("٢، ٤", chosen("blockchain", "smart_cities")),
    ("۲ و ۴", chosen("blockchain", "smart_cities")),
    ("२, ४", chosen("blockchain", "smart_cities")),
    ("２、４", chosen("blockchain", "smart_cities")),
    ("第2项和第4项", chosen("blockchain", "smart_cities")),
    ("2 и 4", chosen("blockchain", "smart_cities")),
    # numbers with words around them, and numbers in words
    ("numbers 2 and 4", chosen("blockchain", "smart_cities")),
    ("only 2", chosen("blockchain")),
    ("from 1 to 3", chosen("ai", "blockchain", "big_data")),
    ("between 1 and 3", chosen("ai", "blockchain", "big_data")),
    ("n° 2 et 4", chosen("blockchain", "smart_cities")),
    ("les numéros 2, 4 et 7", chosen("blockchain", "smart_cities", "quantum")),
    ("le 2 et le 4", chosen("blockchain", "smart_cities")),
    ("de 1 à 3", chosen("ai", "blockchain", "big_data")),
    ("du 1 au 3", chosen("ai", "blockchain", "big_data")),
    ("entre 1 et 3", chosen("ai", "blockchain", "big_data")),
    ("seulement 2", chosen("blockchain")),
    ("two, four and seven", chosen("blockchain", "smart_cities", "quantum")),
    ("deux et quatre", chosen("blockchain", "smart_cities")),
    ("the first and the third", chosen("ai", "big_data")),
    ("1st and 3rd", chosen("ai", "big_data")),
    ("le premier et le troisième", chosen("ai", "big_data")),
    ("le 1er et le 3e", chosen("ai", "big_data")),
    # these count choices, and do not name them
    ("the first three", chosen("ai", "blockchain", "big_data")),
    ("the first 3", chosen("ai", "blockchain", "big_data")),
    ("les deux premiers", chosen("ai", "blockchain")),
    ("los dos primeros", chosen("ai", "blockchain")),
    ("первые два", chosen("ai", "blockchain")),
    ("أول اثنين", chosen("ai", "blockchain")),
    ("前两个", chosen("ai", "blockchain")),
    ("the first 40", unsure("the first 40", chosen("other", other="the first 40"))),
    # with "Other" at the end nobody can tell what is last
    ("the last two", unsure("the last two", chosen("vr", "ar"), chosen("other", other="the last two"))),
    ("first and last", unsure("last", chosen("ai", "ar"), chosen("ai", "other", other="last"))),
    ("option two", chosen("blockchain")),
    ("the second one", chosen("blockchain")),
    ("1 thru 3", chosen("ai", "blockchain", "big_data")),
    ("1 ou 3", chosen("ai", "big_data")),
    ("два и четыре", chosen("blockchain", "smart_cities")),
    ("второй", chosen("blockchain")),
    ("الأول والثاني", chosen("ai", "blockchain")),
    ("二和四", chosen("blockchain", "smart_cities")),
    ("第二和第四", chosen("blockchain", "smart_cities")),
    ("دو اور چار", chosen("blockchain", "smart_cities")),
    # letters, as on a form
    ("a", chosen("ai")),
    ("a and c", chosen("ai", "big_data")),
    ("a) and c)", chosen("ai", "big_data")),
    ("A, B, C", chosen("ai", "blockchain", "big_data")),
    ("a-c, e", chosen("ai", "blockchain", "big_data", "robotics")),
    ("b) Blockchain", chosen("blockchain")),
    ("x", unsure("x", chosen("other", other="x"))),
    ("a e c", unsure("a e c", chosen("other", other="a e c"))),
    # what is said of each
    ("only AI", chosen("ai")),
    ("AI only", chosen("ai")),
    ("AI yes, blockchain no", chosen("ai")),
    ("yes, 1 and 3", chosen("ai", "big_data")),
    ("1: yes, 2: no", chosen("ai")),
    ("1 no, 2 no, 3", chosen("big_data")),
    ("✅ AI ❌ Blockchain", chosen("ai")),
    ("1 ✅ 2 ❌", chosen("ai")),
    ("1 y, 2 n, 3 y", chosen("ai", "big_data")),
    ("1. yes\n2. no\n3. yes", chosen("ai", "big_data")),
    ("AI : oui\nBlockchain : non", chosen("ai")),
    ("AI: no\nBlockchain: no", chosen()),
    ("1: yes, 14: no", not_a_choice("14")),
    ("AI, not blockchain", chosen("ai")),
    ("AI but not blockchain", chosen("ai")),
    ("all, not 3", all_but("big_data")),
    ("all but the last", unsure("all but the last", all_but("ar"), chosen("other", other="all but the last"))),
    (
        "all but blokchain",
        unsure("all but blokchain", all_but("blockchain"), chosen("other", other="all but blokchain")),
    ),
    ("not AI", unsure("not AI", chosen("other", other="not AI"))),
    ("none yet", chosen(note="none yet")),
    ("пока нет", chosen(note="пока нет")),
    ("除了3以外全部", all_but("big_data")),
    ("les deux", unsure("les deux", chosen("other", other="les deux"))),
    # all of them but some
    ("1-4 except 3", chosen("ai", "blockchain", "smart_cities")),
    ("1, 2, 3 but not 2", chosen("ai", "big_data")),
    ("1 à 4 sauf 3", chosen("ai", "blockchain", "smart_cities")),
    ("all of them but 3", all_but("big_data")),
    ("all apart from 3 and 5", all_but("big_data", "robotics")),
    ("All of the above, excluding Robotics", all_but("robotics")),
    ("tous sauf le 3", all_but("big_data")),
    ("toutes, à l'exception de 3 et 5", all_but("big_data", "robotics")),
    ("tous à l’exception du 3", all_but("big_data")),
    (
        "tout à part la robotique",
        unsure("tout à part la robotique", all_but("robotics"), chosen("other", other="tout à part la robotique")),
    ),
    ("1-4 except 44", not_a_choice("44")),
    ("1-44 except 3", unsure("1-44 except 3", chosen("ai"), chosen("other", other="1-44 except 3"))),
    ("all of these, and other: drones", chosen(*ALL, "other", other="drones")),
    ("tous, et autre : drones", chosen(*ALL, "other", other="drones")),
    ("aucun", chosen()),
    ("none of these", chosen()),
    ("all", chosen(*ALL)),
    ("All of the above", chosen(*ALL)),
    ("Все", chosen(*ALL)),
    ("全部", chosen(*ALL)),
    ("all except 3", chosen(*(name for name in ALL if name != "big_data"))),
    ("All but AI and robotics", chosen(*(name for name in ALL if name not in ("ai", "robotics")))),
    ("tous sauf 3", chosen(*(name for name in ALL if name != "big_data"))),
    ("none", chosen()),
    ("None of these", chosen()),
    ("Aucun", chosen()),
    ("нет", chosen()),
    ("لا شيء", chosen()),
    ("以上都不是", chosen()),
    ("0", chosen()),
    ("AI", chosen("ai")),
    ("artificial intelligence", chosen("ai")),
    ("big_data", chosen("big_data")),
    ("BLOCKCHAIN, AI", chosen("ai", "blockchain")),
    ("AI and blockchain", chosen("ai", "blockchain")),
    ("AI Blockchain", chosen("ai", "blockchain")),
    ("AI + IoT & robotics", chosen("ai", "robotics", "iot")),
    ("• Big data\n• Smart cities", chosen("big_data", "smart_cities")),
    ("2. Blockchain\n3) Big data", chosen("blockchain", "big_data")),
    ("☑ Artificial Intelligence (AI)\n☐ Blockchain\n☑ Big data", chosen("ai", "big_data")),
    ("1. ☑ AI\n2. ☐ Blockchain\n3. ☑ Big data", chosen("ai", "big_data")),
    ("AI ✓\nBlockchain ✗\nBig data ✓\nRobotics ✗", chosen("ai", "big_data")),
    ("[x] AI\n[ ] Blockchain", chosen("ai")),
    ("AI ✓\nBlockchain ✗ not yet\nRobotics ✓", chosen("ai", "robotics")),
    ("1 ✓ 2 ✗ 3 ✓", chosen("ai", "big_data")),
    ("√ AI\n× Blockchain", chosen("ai")),
    ("quantum, virtual", chosen("quantum", "vr")),
    ("Chaîne de blocs et mégadonnées", chosen("blockchain", "big_data")),
    ("chaine de blocs", chosen("blockchain")),
    ("区块链", chosen("blockchain")),
    ("Большие данные", chosen("big_data")),
    ("المدن الذكية", chosen("smart_cities")),
    ("AI (adopted in 2018), IOT", chosen("ai", "iot", note="adopted in 2018")),
    ("AI, (cloud)", unsure("(cloud)", chosen("ai", "other", other="(cloud)"))),
    ("2 (since 2018)", chosen("blockchain", note="since 2018")),
    ("other", chosen("other")),
    ("10", chosen("other")),
    ("1, 10", chosen("ai", "other")),
    ("Other: our own cloud strategy", chosen("other", other="our own cloud strategy")),
    ("AI; other: cloud, edge and 5G", chosen("ai", "other", other="cloud, edge and 5G")),
    ("AI and others (cloud)", chosen("ai", "other", other="cloud")),
    ("10: cloud", chosen("other", other="cloud")),
    ("10. Other: cloud", chosen("other", other="cloud")),
    ("Others, 2", chosen("blockchain", "other")),
    ("Other cloud strategies", chosen("other", other="Other cloud strategies")),
    ("Autre : l’informatique en nuage", chosen("other", other="l’informatique en nuage")),
    ("Другое: облако", chosen("other", other="облако")),
    ("أخرى: السحابة", chosen("other", other="السحابة")),
    ("其他：云计算", chosen("other", other="云计算")),
    ("blokchain", unsure("blokchain", chosen("blockchain"), chosen("other", other="blokchain"))),
    ("reality", unsure("reality", chosen("vr"), chosen("ar"), chosen("other", other="reality"))),
    (
        "AI, reality, robotik",
        unsure(
            "reality",
            chosen("ai", "robotics", "vr"),
            chosen("ai", "robotics", "ar"),
            chosen("ai", "robotics", "other", other="reality"),
        ),
    ),
    (
        "We have a strategy on blockchain",
        unsure(
            "We have a strategy on blockchain",
            chosen("blockchain"),
            chosen("other", other="We have a strategy on blockchain"),
        ),
    ),
    (
        "2 strategies",
        unsure("2 strategies", chosen("blockchain"), chosen("other", other="2 strategies")),
    ),
    ("our own cloud", unsure("our own cloud", chosen("other", other="our own cloud"))),
    ("AI, cloud", unsure("cloud", chosen("ai", "other", other="cloud"))),
    (
        "AI, cloud; other: edge",
        unsure("cloud", chosen("ai", "other", other="edge; cloud")),
    ),
    ("all except the cloud", unsure("all except the cloud", chosen("other", other="all except the cloud"))),
    ("don't know", unsure("don't know", Accepted(None, note="don't know"), chosen())),
    ("N/A", unsure("N/A", Accepted(None, note="N/A"), chosen())),
    ("-", unsure("-", Accepted(None, note="-"), chosen())),
    (
        "what is blockchain?",
        unsure("what is blockchain?", chosen("blockchain"), chosen("other", other="what is blockchain?")),
    ),
    ("what does this mean?", not_a_choice("what does this mean?")),
    ("help", not_a_choice("help")),
    ("14", not_a_choice("14")),
    ("2, 14", not_a_choice("14")),
    ("100-200", not_a_choice("200")),
    ("20190422", not_a_choice("20190422")),
    ("all except 14", not_a_choice("14")),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_choices_are_read(text: str, expected: Reading) -> None:
    assert read(Typed(text), QUESTION, offering(TECHNOLOGIES)) == expected


OF_A_CLOSED_LIST = [
    ("1, 2", chosen("plan", "default")),
    ("has an implementation plan", chosen("plan")),
    ("Implementation plan, mobile-first", chosen("plan", "default")),
    (
        "has an emphasis on digital by default; digital by design; mobile-first principle, has an implementation plan.",
        chosen("plan", "default"),
    ),
    ("leave no one behind", chosen("no_one_behind")),
    ("digital inclusion and engagement", chosen("inclusion")),
    ("digital engagement", unsure("digital engagement", chosen("inclusion"))),
    ("plan, cloud", unsure("cloud", chosen("plan", note="cloud"))),
    ("digital", unsure("digital", chosen("default"), chosen("inclusion"))),
    ("to", unsure("to", chosen("no_one_behind"), chosen("inclusion"))),
    ("cloud", not_a_choice("cloud")),
    ("other: cloud", not_a_choice("other: cloud")),
    ("5", not_a_choice("5")),
    (", and", not_a_choice(", and")),
    ("cloud " * 20, not_a_choice("cloud cloud cloud cloud cloud cloud cloud cloud cloud cloud…")),
    ("cloud," * 70, not_a_choice("cloud,cloud,cloud,cloud,cloud,cloud,cloud,cloud,cloud,cloud…")),
]


@pytest.mark.parametrize(
    "text",
    [
        "not 1, 2",
        "not 1 and 2",
        "No AI and blockchain",
        "1, 2, not 3 and 4",
        "1 and 2 no",
        "1, 2: no",
        "AI\nNot: 1, 3",
        "not only 1, also 2",
        "AI ❌",
        "1 ❌",
        "AI ✘",
    ],
)
def test_what_may_be_crossed_out_is_not_chosen_without_asking(text: str) -> None:
    assert not isinstance(read(Typed(text), QUESTION, offering(TECHNOLOGIES)), Accepted)


@pytest.mark.parametrize(("text", "expected"), OF_A_CLOSED_LIST)
def test_without_other_only_the_choices_are_read(text: str, expected: Reading) -> None:
    assert read(Typed(text), WITHOUT_OTHER, offering(STRATEGY)) == expected


LANGUAGES = st.sampled_from(["en", "fr", "es", "ru", "ar", "zh"])
WORDS = st.lists(st.sampled_from(["cloud", "edge,", "5G", "облако", "云", "and"]), min_size=1, max_size=4).map(
    lambda words: " ".join(words).strip(",")
)


@settings(max_examples=200)
@given(st.sets(st.sampled_from([*ALL, "other"])), WORDS, LANGUAGES)
def test_what_is_shown_is_read_as_the_same_choices(names: set[str], words: str, language: str) -> None:
    value = tuple(name for name in (*ALL, "other") if name in names)
    accepted = Accepted(value, other=words if "other" in names else None)
    circumstances = offering(TECHNOLOGIES, language)
    assert read(Typed(show(accepted, QUESTION, circumstances)), QUESTION, circumstances) == accepted


@given(st.sets(st.sampled_from([choice.name for choice in STRATEGY])))
def test_labels_with_separators_in_them_are_read_back_whole(names: set[str]) -> None:
    accepted = Accepted(tuple(choice.name for choice in STRATEGY if choice.name in names))
    circumstances = offering(STRATEGY)
    assert read(Typed(show(accepted, WITHOUT_OTHER, circumstances)), WITHOUT_OTHER, circumstances) == accepted


def test_an_answer_that_is_only_a_remark_shows_no_value() -> None:
    assert show(Accepted(None, "N/A"), QUESTION, offering(TECHNOLOGIES)) == ""


PIECES = ["AI", "2", "-", ",", " ", "and", "other", ":", "10", "(", ")", "all but", "blok", "\n", "☑", "☐", "reality"]


@settings(max_examples=200)
@given(
    st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.sampled_from([QUESTION, WITHOUT_OTHER]),
)
def test_every_message_is_read(text: str, question: Question) -> None:
    for choices in (TECHNOLOGIES, STRATEGY, ()):
        assert isinstance(read(Typed(text), question, offering(choices)), Accepted | Refused | ToConfirm)


@pytest.mark.parametrize(
    "piece", ["a", "1 ", "1-9,", "blockchain ", "(", "other ", " ", ",", "and ", "10:", "☑", "has an "]
)
def test_a_very_long_message_takes_no_more_than_its_length(piece: str) -> None:
    read(Typed(piece * (20_000 // len(piece))), QUESTION, offering(TECHNOLOGIES + STRATEGY))
