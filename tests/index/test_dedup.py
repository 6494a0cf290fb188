from collections.abc import Iterable

import pytest

from index.dedup import Leaders, content_hash, is_near_copy, signature

STORY = (
    "The General Assembly adopted the Arab resolution on Friday by 120 votes to 14, with 45 abstaining. "
    "Jordan had brought the text on behalf of the Arab group, and Russia voted in favour of it. "
    "A Canadian amendment that condemned Hamas by name failed to win the two thirds that it needed. "
    "Resolutions of the Assembly bind nobody, but they carry political weight, diplomats said after the vote."
)
WIRE = "NEW YORK, Oct 28 (Sample Wire) - " + STORY.replace("brought", "introduced") + " (Reporting by A. Writer)"


class Shelf:
    """Leaders over a plain dictionary."""

    def __init__(self) -> None:
        self.texts: dict[str, tuple[str, bytes | None]] = {}
        self.loads = 0
        self.leaders = Leaders(self.stored, self.texts.get)

    def stored(self) -> Iterable[tuple[str, str, bytes]]:
        self.loads += 1
        return [(name, "en", signed) for name, (_, signed) in self.texts.items() if signed]

    def keep(self, name: str, text: str, language: str = "en") -> None:
        signed = signature(text, language)
        self.leaders.add(name, language, signed)
        self.texts[name] = (text, signed)

    def find(self, text: str, language: str = "en") -> str | None:
        return self.leaders.find(text, language, signature(text, language))


def test_the_hash_is_of_the_folded_text() -> None:
    assert content_hash("صوّتت  ١٢٠ دولة\n\nاليوم") == content_hash("صوتت 120 دولة اليوم")
    assert content_hash("120 countries") != content_hash("121 countries")


def test_a_wire_copy_is_found() -> None:
    shelf = Shelf()
    shelf.keep("a", STORY)
    assert shelf.find(WIRE) == "a"


def test_a_copy_in_other_punctuation_and_spelling_is_found() -> None:
    text = "وصوّتت 120 دولة لصالح القرار العربي، بما في ذلك روسيا والصين، فيما عارضته 14 دولة. " * 3
    assert is_near_copy(text.replace("،", " ,").replace("وصوّتت", "وصوتت"), text, "ar")


def test_a_copy_cut_short_is_found() -> None:
    shelf = Shelf()
    shelf.keep("a", STORY)
    assert shelf.find(STORY[: STORY.index(" Resolutions of")]) == "a"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("120 votes", "121 votes"),
        ("on Friday", "on Friday, Oct 27,"),
        ("it needed.", "it needed, winning only 88 votes."),
    ],
)
def test_a_new_number_makes_it_no_copy(old: str, new: str) -> None:
    update = STORY.replace(old, new)
    assert update != STORY
    assert not is_near_copy(update, STORY, "en")


def test_an_update_of_a_toll_stays_an_article_of_its_own() -> None:
    toll = "联合国大会周五通过决议。地震已造成{}人死亡，救援人员仍在废墟中搜寻幸存者，当局说伤者被送往附近医院。" * 5
    assert not is_near_copy(toll.format(*["15"] * 5), toll.format(*["12"] * 5), "zh")
    assert is_near_copy(toll.format(*["12"] * 5), toll.format(*["12"] * 5), "zh")


def test_numbers_are_compared_by_their_digits() -> None:
    leader = STORY.replace("120 votes", "a budget of 1,200 and 64,6 percent")
    assert is_near_copy(leader.replace("1,200", "1200").replace("64,6", "64.6"), leader, "en")


def test_a_dateline_of_another_day_is_no_news() -> None:
    assert is_near_copy("GENEVA, 28 October 2023, 14:35 - " + STORY, "GENEVA, October 27 - " + STORY, "en")


def test_an_added_paragraph_makes_it_no_copy() -> None:
    added = " Moscow called the outcome a clear signal to Washington, while Israel's envoy dismissed it in anger."
    assert not is_near_copy(STORY + added, STORY, "en")
    assert is_near_copy(STORY, STORY + added, "en")


def test_another_story_is_no_copy() -> None:
    shelf = Shelf()
    shelf.keep("a", STORY)
    other = "The national team won the final on penalties after a long and nervous evening in the capital. " * 3
    assert shelf.find(other) is None


def test_languages_are_kept_apart() -> None:
    shelf = Shelf()
    shelf.keep("a", STORY, "en")
    assert shelf.find(STORY, "fr") is None


def test_a_very_short_text_has_no_near_copies() -> None:
    assert signature(STORY[:199], "en") is None
    shelf = Shelf()
    shelf.keep("a", STORY[:199])
    assert shelf.find(STORY[:199]) is None


def test_a_leader_taken_away_is_not_found() -> None:
    shelf = Shelf()
    shelf.keep("a", STORY)
    shelf.keep("b", WIRE)
    shelf.leaders.remove("a")
    assert shelf.find(WIRE) == "b"
    shelf.leaders.remove("b")
    shelf.leaders.remove("b")
    assert shelf.find(WIRE) is None


def test_what_is_stored_is_read_once_and_late() -> None:
    shelf = Shelf()
    shelf.texts["a"] = (STORY, signature(STORY, "en"))
    assert shelf.loads == 0
    assert [shelf.find(WIRE), shelf.find(STORY)] == ["a", "a"]
    assert shelf.loads == 1


def test_a_signature_of_another_version_is_made_anew() -> None:
    shelf = Shelf()
    shelf.texts["a"] = (STORY, b"Rensa:RMinHash:1\x00")
    assert shelf.find(WIRE) == "a"
