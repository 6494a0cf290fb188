"""Keys: made, kept as hashes, found again, and asked for wherever others could come in."""

import re

import pytest

from index.types import InputError
from web.keys import check_bind, find, is_loopback, new_key, parse_keys


def test_a_new_key_is_found_by_its_hash_alone() -> None:
    secret, kept = new_key("newsroom", "read")
    assert secret not in kept.entry
    assert re.fullmatch(r"newsroom:read:[0-9a-f]{64}", kept.entry)
    (parsed,) = parse_keys([kept.entry])
    assert find([parsed], secret) == kept
    assert find([parsed], secret[:-1]) is None
    assert find([parsed], "") is None


def test_two_keys_of_one_name_differ() -> None:
    assert new_key("a", "read")[0] != new_key("a", "read")[0]


def test_writing_includes_reading_and_not_the_other_way_round() -> None:
    reader, writer = new_key("r", "read")[1], new_key("w", "write")[1]
    assert (reader.may("read"), reader.may("write")) == (True, False)
    assert (writer.may("read"), writer.may("write")) == (True, True)


@pytest.mark.parametrize(
    "entry", ["newsroom", "a:read", "a:admin:" + "0" * 64, "a b:read:" + "0" * 64, "khabar_secret"]
)
def test_an_entry_that_is_none_is_told_of_by_its_place_without_showing_it(entry: str) -> None:
    with pytest.raises(InputError, match="entry 2 of KHABAR_API_KEYS") as caught:
        parse_keys([new_key("a", "read")[1].entry, entry])
    assert entry not in str(caught.value).replace("KHABAR_API_KEYS", "")


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("[::1]", True), ("localhost", True),
        ("0.0.0.0", False), ("::", False), ("192.168.1.4", False), ("news.example", False), ("", False),
    ],
)  # fmt: skip
def test_what_this_machine_alone_reaches(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


def test_others_are_not_let_in_without_keys() -> None:
    check_bind("127.0.0.1", ())
    check_bind("0.0.0.0", [new_key("a", "read")[1]])
    with pytest.raises(InputError, match=r"0\.0\.0\.0 can be reached from other machines: set KHABAR_API_KEYS"):
        check_bind("0.0.0.0", ())
