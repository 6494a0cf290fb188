"""Where sentences end, in many languages, and quoted ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language import sentences

QUOTED = [
    ("en", ['"I saw it.', 'He left," she said.', '"Not true."', "Then it ended."]),
    ("en", ["He said, “No!” and left.", "“Go (now).”", "She went."]),
    ("en", ["It's Dr. Smith's.", "The U.S. won 6.5 to 3."]),
    ("en", ['A mark that is never closed: "This goes on.', "So do we.", "And they do."]),
    ("de", ["Er sagte: „Ich gehe.", "Es ist spät.“", "Dann ging er.", "»Ja.«", "Nein."]),
    ("fr", ["Il a dit : « Je pars. »", "Puis il est parti."]),
    ("ar", ["قال: «سأذهب غدا.", "لن أعود.»", "ثم غادر."]),
    ("fa", ["او گفت: «می‌روم.»", "سپس رفت."]),
    ("hi", ['उसने कहा, "मैं जाऊँगा।"', "फिर वह चला गया।"]),
    ("sw", ['Alisema: "Nitakwenda.', 'Sitarudi."', "Kisha akaondoka."]),
]
UNSPACED = [
    ("zh", ["他说：“我很高兴。", "我会来。”", "记者问：“何时？”", "他没有回答。"]),
    ("ja", ["彼は「行く。」と言った。", "雨が降った。"]),
]


@pytest.mark.parametrize(("language", "expected"), QUOTED)
def test_a_quotation_ends_sentences_as_any_text_does(language: str, expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[a:b] for a, b in sentences(text, language)] == expected


@pytest.mark.parametrize(("language", "expected"), UNSPACED)
def test_so_does_one_in_a_script_without_spaces(language: str, expected: list[str]) -> None:
    text = "".join(expected)
    assert [text[a:b] for a, b in sentences(text, language)] == expected


@given(st.text(alphabet="aB .!?\"“”«»'’。「」\n", max_size=60), st.sampled_from(["en", "ar", "zh", "de", "sw"]))
def test_nothing_but_white_space_lies_between_sentences(text: str, language: str) -> None:
    spans = sentences(text, language)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()
