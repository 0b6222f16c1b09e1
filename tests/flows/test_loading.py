"""Every defect of a questionnaire file: alone, by table, and all at once."""

# ruff: noqa: E501 - a table reads best with one case a line

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import Defect, QuestionnaireError
from flows.loading import load_questionnaire, parse_questionnaire, shipped_questionnaires
from flows.loading.source import MAX_SIZE
from flows.questionnaire import MAX_OFFERED, MAX_QUESTIONS, MAX_SECTIONS

HERE = Path(__file__).parent

SOUND = """\
name: tea-survey
version: 1
title: {en: Tea, fr: Thé}
languages: [en, fr]
minutes: 5
introduction: {en: About tea., fr: Sur le thé.}
thanks: {en: Thank you., fr: Merci.}
choice_lists:
  teas:
    - {name: green, label: {en: Green, fr: Vert}}
    - {name: black, label: {en: Black, fr: Noir}}
definitions:
  - {name: tea, label: {en: What is tea?, fr: Le thé ?}, text: {en: A drink., fr: Une boisson.}}
opening:
  name: opening
  label: {en: Before, fr: Avant}
  questions:
    - {name: country, type: country, label: {en: Country, fr: Pays}}
sections:
  - name: habits
    label: {en: Habits, fr: Habitudes}
    questions:
      - name: q1
        number: 1
        type: yes_no
        label: {en: Do you drink tea?, fr: Buvez-vous du thé ?}
        definitions: [tea]
      - name: cups
        type: group
        relevant: "${q1} = 'yes'"
        label: {en: Your tea, fr: Votre thé}
        questions:
          - name: q2
            type: select_multiple
            choices: teas
            label: {en: Which?, fr: Lequel ?}
            constraint: count-selected(.) < 3
            constraint_message: {en: Two at most., fr: Deux au plus.}
          - name: q3
            type: text
            max_words: 10
            relevant: selected(${q2}, 'green')
            label: {en: Why?, fr: Pourquoi ?}
"""

Q1, Q2, Q3 = (
    "sections[0].questions[0]",
    "sections[0].questions[1].questions[0]",
    "sections[0].questions[1].questions[1]",
)

CARD = """\
name: tea-survey
version: 1
title: {en: Tea}
languages: [en]
sections:
  - name: contact
    label: {en: Contact}
    questions:
      - name: person
        type: group
        card: true
        label: {en: Contact}
        questions:
          - {name: q1, type: text, field: name, label: {en: "Name:"}}
          - {name: q2, type: email, label: {en: "E-mail:"}}
          - {name: q3, type: text, label: {en: "Room:"}}
"""

PERSON = "sections[0].questions[0]"
CARD_DEFECTS: list[tuple[str, str, str, str]] = [
    ("type: text, label", "type: yes_no, label", f"{PERSON}.questions[2].type (q3) line 16", "A card cannot ask a yes_no, only text, email, phone or links."),
    ("type: text, label", "type: text, field: name, label", f"{PERSON}.questions[2] (q3) line 16", "Another question of this card asks for the name."),
    ("type: text, label", "type: email, label", f"{PERSON}.questions[2] (q3) line 16", "Another question of this card asks for the email."),
    ("field: name", "field: nmae", f"{PERSON}.questions[0].field (q1) line 14", "There is no field of a card 'nmae'; did you mean 'name'?"),
    ("type: email", "type: email, field: email", f"{PERSON}.questions[1].field (q2) line 15", "'field' belongs to a text, not to a question whose type says it."),
    ("        card: true\n", "", f"{PERSON}.questions[0].field (q1) line 13", "'field' belongs to a question in a group with 'card: true'."),
    ("field: name, label: {en: \"Name:\"}}\n          - {name: q2, type: email", "label: {en: \"Name:\"}}\n          - {name: q2, type: text", f"{PERSON}.card (person) line 11", "None of its questions has a 'field' (name, title, organization, email or phone) to fill."),
]  # fmt: skip

DEFECTS: list[tuple[str, str, str, str]] = [
    # what is replaced, by what, where the defect is told, and how
    # the file
    ("name: tea-survey", "name: [", "line 3", "The file is not YAML: expected ',' or ']', but got ':', while parsing a flow sequence."),
    ("  teas:", "\tteas:", "line 9", "The file is not YAML: found character '\\t' that cannot start any token, while scanning for the next token."),
    ("Before", "Be\x00fore", "line 1", "The file is not YAML: unacceptable character #x0000: special characters are not allowed."),
    ("version: 1", "version: 1\nversion: 2", "version line 3", "The property 'version' stands here twice."),
    ("version: 1", "version: 1\n? [a, b]\n: 2", "line 3", "The name of a property must be a word."),
    ("max_words: 10", "max_words: 10\n            hint: &again {en: Say it., fr: Dites-le.}\n            constraint: string-length(.) > 3\n            constraint_message: *again", f"{Q3}.constraint_message (q3) line 44", "Aliases (*) are not supported: write it out."),
    # properties
    ("        number: 1", "        nubmer: 1", f"{Q1}.nubmer (q1) line 24", "There is no property 'nubmer' here; did you mean 'number'?"),
    ("minutes: 5", "minutes: 5\npurpose: tea", "purpose line 6", "There is no property 'purpose' here."),
    ("  label: {en: Before, fr: Avant}", "  label: {en: Before, fr: Avant}\n  title: {en: Before, fr: Avant}", "opening.title (opening) line 17", "There is no property 'title' here."),
    ("title: {en: Tea, fr: Thé}\n", "", "title line 1", "The property 'title' is missing."),
    ("        type: yes_no\n", "", f"{Q1}.type (q1) line 23", "The property 'type' is missing."),
    ("            label: {en: Why?, fr: Pourquoi ?}\n", "", f"{Q3}.label (q3) line 39", "The property 'label' is missing."),
    ("minutes: 5", "minutes: five", "minutes line 5", "It must be a whole number."),
    ("version: 1", "version:", "version line 2", "It must be a text."),
    ("minutes: 5", "minutes: " + "5" * 5000, "minutes line 5", "Unable to parse input string as an integer, exceeded maximum size."),
    ("minutes: 5", "minutes: 0", "minutes line 5", "It must be at least 1."),
    ("max_words: 10", "max_words: 9999", f"{Q3}.max_words (q3) line 41", "It must be at most 2000."),
    ("        number: 1", "        required: maybe", f"{Q1}.required (q1) line 24", "It must be true or false."),
    ("        number: 1", "        required:", f"{Q1}.required (q1) line 24", "It must be true or false."),
    ("        number: 1", "        number: [1]", f"{Q1}.number (q1) line 24", "It must be a text."),
    ("title: {en: Tea, fr: Thé}", "title: Tea", "title line 3", "It must be written by name, such as `{en: …}`."),
    ("languages: [en, fr]", "languages: en", "languages line 4", "It must be a list."),
    ("    - {name: black,", "    - coffee\n    - {name: black,", "choice_lists.teas[1] line 11", "It must be written with its properties, such as `{name: …, label: …}`."),
    ("    - {name: country, type: country, label: {en: Country, fr: Pays}}", "    []", "opening.questions (opening) line 17", "It must not be empty."),
    ("version: 1", "version: ''", "version line 2", "It must not be empty."),
    ("version: 1", "version: the very first of them all", "version line 2", "It is longer than 20 characters."),
    ("en: Why?", "en: ~", f"{Q3}.label.en (q3) line 43", "It must be a text."),
    ("type: yes_no", "type: yesno", f"{Q1}.type (q1) line 25", "There is no question type 'yesno'; did you mean 'yes_no'?"),
    ("type: yes_no", "type: [yes_no]", f"{Q1}.type (q1) line 25", "There is no question type \"['yes_no']\"; did you mean 'yes_no'?"),
    # names
    ("name: tea-survey", "name: Tea Survey", "name line 1", "'Tea Survey' is not a name: a small letter a–z first, then only a–z, 0–9 and -."),
    ("name: q3", "name: Q3", f"{Q3}.name (Q3) line 39", "'Q3' is not a name: a small letter a–z first, then only a–z, 0–9 and _."),
    ("name: q3", "name: q3_" + "x" * 22, f"{Q3}.name (q3_{'x' * 22}) line 39", "It is longer than 24 characters."),
    ("name: q3", "name: q1", f"{Q3}.name (q1) line 39", "Another question or group is named 'q1'."),
    ("name: q3", "name: cups", f"{Q3}.name (cups) line 39", "Another question or group is named 'cups'."),
    ("name: habits", "name: opening", "sections[0].name (opening) line 20", "Another section is named 'opening'."),
    ("name: black", "name: green", "choice_lists.teas[1].name (green) line 11", "Another choice is named 'green'."),
    ("name: black", "name: other", "choice_lists.teas[1].name (other) line 11", "A choice cannot be named 'other': write `other: true` at the question."),
    # choices, other, limits
    ("        number: 1", "        choices: teas", f"{Q1}.choices (q1) line 24", "A yes_no offers no choices."),
    ("definitions:\n", "  milks:\n    - {name: soy, label: {en: Soy, fr: Soja}}\ndefinitions:\n", "choice_lists.milks line 12", "No question offers the choice list 'milks'."),
    ("        number: 1", "        other: true", f"{Q1}.other (q1) line 24", "'other' belongs to a select_one or select_multiple, not to a yes_no."),
    ("        number: 1", "        max_words: 250", f"{Q1}.max_words (q1) line 24", "A yes_no takes no words to count."),
    ("choices: teas\n", "choices: teas\n            max_words: 10\n", f"{Q2}.max_words (q2) line 36", "A select_multiple without 'other' takes no words to count."),
    ("max_words: 10", "small_shares: true", f"{Q3}.small_shares (q3) line 41", "'small_shares' belongs to a percent, not to a text."),
    # definitions
    ("definitions: [tea]", "definitions: [tea, tee]", f"{Q1}.definitions[1] (q1) line 27", "There is no definition 'tee'; did you mean 'tea'?"),
    ("definitions: [tea]", "definitions: [tea, tea]", f"{Q1}.definitions[1] (q1) line 27", "The definition 'tea' is attached twice."),
    ("        definitions: [tea]\n", "", "definitions[0] (tea) line 13", "The definition 'tea' is attached to no question."),
    ("en: What is tea?", "en: What is it that we call a tea?", "definitions[0].label.en (tea) line 13", "The label has 30 characters; a button has room for 29."),
    # texts and languages
    ("{en: Why?, fr: Pourquoi ?}", "{en: Why?}", f"{Q3}.label (q3) line 43", "The text in 'fr' is missing."),
    ("{en: Why?, fr: Pourquoi ?}", "{en: Why?, fr: Pourquoi ?, de: Warum?}", f"{Q3}.label.de (q3) line 43", "'de' is not among the questionnaire's languages."),
    ("{en: Green, fr: Vert}", "{fr: Vert}", "choice_lists.teas[0].label (green) line 10", "The text in 'en' is missing."),
    ("languages: [en, fr]", "languages: [en, fr, fr]", "languages[2] line 4", "The language 'fr' stands twice."),
    ("en: Why?", "en: ' '", f"{Q3}.label.en (q3) line 43", "The text is blank."),
    ("en: Why?", "en: '" + "y" * 3001 + "'", f"{Q3}.label.en (q3) line 43", "The text has 3,001 characters; at most 3,000 fit into one message."),
    ("en: Why?", "en: Why **now?", f"{Q3}.label.en (q3) line 43", "A ** begins bold text that does not end."),
    # expressions
    ("selected(${q2}, 'green')", "selected(${q2}", f"{Q3}.relevant (q3) line 42", "The expression cannot be read: it ends too early."),
    ("selected(${q2}, 'green')", "choosen(${q2}, 'green')", f"{Q3}.relevant (q3) line 42", "The expression cannot be read: unknown function choosen() (at character 1)."),
    ("selected(${q2}, 'green')", "selected(${q22}, 'green')", f"{Q3}.relevant (q3) line 42", "There is no question 'q22'; did you mean 'q2'?"),
    ("${q1} = 'yes'", "${q3} = 'yes'", "sections[0].questions[1].relevant (cups) line 30", "The question 'q3' is asked later; only earlier ones can be named."),
    ("count-selected(.) < 3", "count-selected(${q2}) < 3", f"{Q2}.constraint (q2) line 37", "'q2' is this question itself; in a 'constraint' write '.'."),
    ("count-selected(.) < 3", "${q3} = ''", f"{Q2}.constraint (q2) line 37", "The question 'q3' is asked later; only earlier ones can be named."),
    ("selected(${q2}, 'green')", "string-length(.) > 3", f"{Q3}.relevant (q3) line 42", "'.' stands for the answer in a 'constraint'; 'relevant' has none yet."),
    ("selected(${q2}, 'green')", "selected(${q2}, 'grean')", f"{Q3}.relevant (q3) line 42", "The question 'q2' offers no choice 'grean'; did you mean 'green'?"),
    ("selected(${q2}, 'green')", "selected(${q2}, 'other')", f"{Q3}.relevant (q3) line 42", "The question 'q2' offers no choice 'other'."),
    ("count-selected(.) < 3", "not(selected(., 'oolong'))", f"{Q2}.constraint (q2) line 37", "The question 'q2' offers no choice 'oolong'."),
    ("${q1} = 'yes'", "count-selected(${q1}) > 0", "sections[0].questions[1].relevant (cups) line 30", "count-selected() looks at what is chosen from a list; the question 'q1' offers none."),
    ("${q1} = 'yes'", "selected(${q1}, 'yes')", "sections[0].questions[1].relevant (cups) line 30", "selected() looks at what is chosen from a list; the question 'q1' offers none."),
    ("${q1} = 'yes'", "${q1} = 'Yes'", "sections[0].questions[1].relevant (cups) line 30", "The question 'q1' offers no choice 'Yes'; did you mean 'yes'?"),
    ("            constraint: count-selected(.) < 3\n", "", f"{Q2}.constraint_message (q2) line 37", "There is no 'constraint' that this message could be about."),
    # the country
    ("type: yes_no", "type: country", f"{Q1} (q1) line 23", "A second country question: a response is of one country."),
]  # fmt: skip


def defects_of(text: str) -> tuple[Defect, ...]:
    with pytest.raises(QuestionnaireError) as caught:
        parse_questionnaire(text)
    return caught.value.defects


def test_the_sound_questionnaire_has_no_defect() -> None:
    questionnaire = parse_questionnaire(SOUND)
    assert [question.name for question in questionnaire.questions] == ["country", "q1", "q2", "q3"]


@pytest.mark.parametrize(("old", "new", "place", "sentence"), DEFECTS)
def test_a_defect_alone_is_told_with_its_place(old: str, new: str, place: str, sentence: str) -> None:
    assert old in SOUND
    assert defects_of(SOUND.replace(old, new, 1)) == (Defect(place, sentence),)


@pytest.mark.parametrize(("old", "new", "place", "sentence"), CARD_DEFECTS)
def test_a_defect_of_a_card_is_told_with_its_place(old: str, new: str, place: str, sentence: str) -> None:
    assert parse_questionnaire(CARD).card_of("q3") is not None
    assert defects_of(CARD.replace(old, new)) == (Defect(place, sentence),)


def test_a_choice_list_that_does_not_exist_leaves_the_one_meant_unused() -> None:
    assert defects_of(SOUND.replace("choices: teas", "choices: tees")) == (
        Defect("choice_lists.teas line 9", "No question offers the choice list 'teas'."),
        Defect(f"{Q2}.choices (q2) line 35", "There is no choice list 'tees'; did you mean 'teas'?"),
    )


def test_a_select_without_choices_is_told_so() -> None:
    assert defects_of(SOUND.replace("            choices: teas\n", "")) == (
        Defect("choice_lists.teas line 9", "No question offers the choice list 'teas'."),
        Defect(f"{Q2} (q2) line 33", "The property 'choices' is missing: a select_multiple needs a choice list."),
    )


def test_an_unknown_language_is_told_once_and_no_text_in_it_is_missed() -> None:
    assert defects_of(SOUND.replace("[en, fr]", "[en, fr, klingon]")) == (
        Defect("languages[2] line 4", "'klingon' is not the code of a language, such as en, fr or zh-Hans."),
    )


@pytest.mark.parametrize("true", ["true", "True", "yes", "on", '"1"'])
def test_true_may_be_written_in_many_ways(true: str) -> None:
    text = SOUND.replace("choices: teas\n", f"choices: teas\n            other: {true}\n            max_words: 10\n")
    assert parse_questionnaire(text).question("q2").other


def test_a_question_too_long_for_one_message_is_told_so() -> None:
    long = SOUND.replace("en: Green", f"en: {'g' * 2000}").replace("en: Your tea", f"en: {'t' * 1600}")
    assert defects_of(long) == (
        Defect(
            f"{Q2} (q2) line 33",
            "With its lead-in, hint and choices the question has 3,611 characters; at most 3,500 fit into one message.",
        ),
    )


MINIMAL = """\
name: tea
version: "1"
title: {en: Tea}
languages: [en]
sections:
  - name: habits
    label: {en: Habits}
    questions:
      - {name: q1, type: yes_no, label: {en: Do you drink tea?}}
"""


def test_a_questionnaire_needs_no_opening_introduction_thanks_or_minutes() -> None:
    questionnaire = parse_questionnaire(MINIMAL)
    assert questionnaire.all_sections == questionnaire.sections
    assert [question.name for question in questionnaire.questions] == ["q1"]


def with_choices(count: int) -> str:
    choices = "\n".join(f"    - {{name: t{n}, label: {{en: T{n}, fr: T{n}}}}}" for n in range(count - 2))
    return SOUND.replace("definitions:\n", f"{choices}\ndefinitions:\n", 1)


def with_questions(count: int) -> str:
    return MINIMAL + "".join(f"      - {{name: x{n}, type: text, label: {{en: X{n}}}}}\n" for n in range(count - 1))


def with_sections(count: int) -> str:
    question = "{name: x%d, type: text, label: {en: X}}"
    return MINIMAL + "".join(
        f"  - {{name: s{n}, label: {{en: S{n}}}, questions: [{question % n}]}}\n" for n in range(count - 1)
    )


@pytest.mark.parametrize(
    ("enough", "too_many", "place", "sentence"),
    [
        (
            with_choices(MAX_OFFERED),
            with_choices(MAX_OFFERED + 1),
            f"{Q2} (q2) line 122",
            "These are 91 choices, Other and definitions; the buttons of a question have room for 90.",
        ),
        (
            with_choices(MAX_OFFERED - 1).replace("choices: teas\n", "choices: teas\n            other: true\n"),
            with_choices(MAX_OFFERED).replace("choices: teas\n", "choices: teas\n            other: true\n"),
            f"{Q2} (q2) line 121",
            "These are 91 choices, Other and definitions; the buttons of a question have room for 90.",
        ),
        (
            with_questions(MAX_QUESTIONS),
            with_questions(MAX_QUESTIONS + 1),
            "sections[0].questions (habits) line 8",
            "These are 81 questions; the buttons of a section have room for 80.",
        ),
        (
            with_sections(MAX_SECTIONS),
            with_sections(MAX_SECTIONS + 1),
            "sections line 5",
            "These are 61 sections; the buttons of a questionnaire have room for 60.",
        ),
    ],
)
def test_more_than_the_buttons_of_a_message_have_room_for_is_told(
    enough: str, too_many: str, place: str, sentence: str
) -> None:
    parse_questionnaire(enough)
    assert defects_of(too_many) == (Defect(place, sentence),)


def test_all_defects_of_a_file_are_told_in_one_report_in_its_order() -> None:
    with pytest.raises(QuestionnaireError) as caught:
        load_questionnaire(HERE / "broken.yaml")
    assert str(caught.value).splitlines() == (HERE / "broken.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file must hold properties, such as `name: my-survey`."),
        ("- a\n- b", "The file must hold properties, such as `name: my-survey`."),
        ("[" * 10_000, "The file is nested too deeply."),
        ("#" * (MAX_SIZE + 1), "The file has more than 1,000,000 characters."),
    ],
)
def test_a_file_of_no_use_is_told_so(text: str, sentence: str) -> None:
    assert defects_of(text) == (Defect("line 1", sentence),)


def test_properties_of_the_wrong_kind_hide_no_other_defect() -> None:
    sentences = [str(defect) for defect in defects_of("name: x\nchoice_lists: 1\nsections: {}\nopening: 3\nnmae: 4")]
    assert "choice_lists line 2: It must be written by name, such as `{en: …}`." in sentences
    assert "nmae line 5: There is no property 'nmae' here; did you mean 'name'?" in sentences


def test_a_shipped_questionnaire_is_loaded_by_its_name() -> None:
    assert "msq-2020" in shipped_questionnaires()
    assert load_questionnaire("msq-2020").name == "msq-2020"


def test_a_questionnaire_is_loaded_from_its_path() -> None:
    path = HERE / "questionnaires" / "all-types.yaml"
    assert load_questionnaire(path) == load_questionnaire(str(path))


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("msq-2002", "There is no such file, and no questionnaire of that name. Did you mean msq-2020?"),
        ("zzz", "There is no such file, and no questionnaire of that name. These come with the project: msq-2020."),
        (HERE, "The file cannot be read: Is a directory."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_so(source: str | Path, sentence: str) -> None:
    with pytest.raises(QuestionnaireError) as caught:
        load_questionnaire(source)
    assert caught.value.defects == (Defect(str(source), sentence),)


def test_a_file_that_is_no_utf_8_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("name: thé".encode("latin-1"))
    with pytest.raises(QuestionnaireError, match="is not text in UTF-8: byte 9 is none of it"):
        load_questionnaire(file)
