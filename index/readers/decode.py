"""Bytes → text, in whatever encoding they were printed.

A byte order mark decides; then UTF-8 if the bytes are UTF-8; then what the document declares; then a choice
among the encodings that news is found in, by how much the result looks like a language. charset-normalizer is
asked only for a further candidate: alone it takes cp1256 for cp1251 or a Mac encoding on short texts.
"""

import codecs
import re
import unicodedata
from collections import Counter

from charset_normalizer import from_bytes

from index.types import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PK\x03\x04", "ZIP, or an Office document"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "SQLite"),
    (b"RIFF", "audio or video"),
    (b"ID3", "MP3"),
    (b"OggS", "Ogg"),
)
_CANDIDATES = ("cp1256", "cp1251", "gb18030", "cp1252", "koi8-r", "big5", "shift_jis", "euc_kr", "cp1254")
_COMMON = {
    "ARABIC": frozenset("اليمنوتربعدهفسحقكأة"),
    "CYRILLIC": frozenset("оеаинтсрвлкмдпуяыьгз"),
    "LATIN": frozenset("etaoinsrhldcumfpgwyb"),
    "HIRAGANA": frozenset("のにはをたがでてとしれさいるな"),
    "HANGUL": frozenset("이다는의을에가한고하를은지로기"),
}
_TOGETHER = ({"CJK", "HIRAGANA"},)
_NOISE = ("Cc", "Co", "Cn", "So", "Sm")
_EXPECTED = re.compile(r"[\n\r\t\f+=<>|~©®™°]")
_SAMPLE = 20_000
MAX_BAD = 1 / 1000


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; `declared` is the encoding that the document or its server names, if any.

    UTF-8 with fewer than one bad byte in a thousand characters is read with U+FFFD in their place. Raises
    ReadError for what is empty, binary or in no encoding known here.
    """
    if not data.strip():
        raise ReadError("is empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if kind := binary_kind(data):
        raise ReadError(f"looks like binary data ({kind}), not text")
    if name := _utf16_without_bom(data):
        return data.decode(name, errors="replace")
    if b"\0" in data:
        raise ReadError("looks like binary data, not text")
    if (text := _utf8(data)) is not None:
        return text
    return _best(data, declared)


def binary_kind(data: bytes) -> str | None:
    """What the first bytes say it is ("PDF", "PNG", …), or None."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 shows itself by its line breaks and spaces: a zero byte beside each, always on the same side."""
    if len(data) % 2:
        return None
    little = len(re.findall(rb"[ \n\r.,]\0", data[:_SAMPLE]))
    big = len(re.findall(rb"\0[ \n\r.,]", data[:_SAMPLE]))
    for name, mine in (("utf-16-le", little), ("utf-16-be", big)):
        if mine and mine == max(little, big):
            text = data[: _SAMPLE - _SAMPLE % 2].decode(name, errors="replace")
            if _plausibility(text) > 0.5:
                return name
    return None


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    return text if text.count("\ufffd") < len(text) * MAX_BAD else None


def _best(data: bytes, declared: str | None) -> str:
    sample = data[:_SAMPLE]
    best = from_bytes(sample).best()
    guess = best.encoding if best else None
    names = dict.fromkeys(_codec(name) for name in (declared, *_CANDIDATES, guess))
    scored: list[tuple[float, str]] = []
    for name in names:
        if name is not None:
            bonus = 0.15 if name == _codec(declared) else 0.0
            scored.append((_plausibility(sample.decode(name, errors="replace")) + bonus, name))
    score, name = max(scored, key=lambda pair: pair[0])
    text = data.decode(name, errors="replace")
    if score < 0.5 or text.count("\ufffd") > len(text) * MAX_BAD:
        raise ReadError("is in no text encoding known here; save it as UTF-8")
    return text


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip("\"' ")).name
    except LookupError:
        return None
    return {"iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(found, found)


def _plausibility(text: str) -> float:
    """Up to 1: the share of frequent letters in the leading script, less what a wrong guess leaves behind.

    That is letters of a third script, Latin text full of accents, and control or replacement characters.
    """
    letters = Counter(char for char in text if char.isalpha())
    total = sum(letters.values())
    if not total:
        return 0.0
    scripts: Counter[str] = Counter()
    common: Counter[str] = Counter()
    for char, count in letters.items():
        script = _script(char)
        scripts[script] += count
        if _everyday_ideograph(char) if script == "CJK" else char.lower() in _COMMON.get(script, ""):
            common[script] += count
    other = Counter({name: count for name, count in scripts.items() if name != "LATIN"})
    leading, size = other.most_common(1)[0] if other else ("LATIN", 0)
    script = leading if size >= total * 0.2 else "LATIN"
    stray = sum(count for name, count in other.items() if {name, script} not in _TOGETHER and name != script)
    accents = sum(count for char, count in letters.items() if _script(char) == "LATIN" and not char.isascii())
    odd = sum(letters[char] for char in "ðþýÐÞÝ")
    noise = text.count("\ufffd") + sum(_is_noise(char) for char in _EXPECTED.sub("", text))
    usual = common[script] / max(scripts[script], 1)
    return usual - (2 * stray + 3 * max(accents - 0.25 * total, 0.0) + odd) / total - 5 * noise / len(text)


def _is_noise(char: str) -> bool:
    return char in "\u200e\u200f" or unicodedata.category(char) in _NOISE


def _everyday_ideograph(char: str) -> bool:
    """Whether a national standard lists it among its frequent ones: level 1 of GB 2312, Big5 or JIS."""
    for codec, last in (("gb2312", 0xD7), ("big5", 0xC6), ("shift_jis", 0x97)):
        try:
            if char.encode(codec)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False


def _script(char: str) -> str:
    if char.isascii():
        return "LATIN"
    name = unicodedata.name(char, "OTHER").partition(" ")[0]
    return "HIRAGANA" if name == "KATAKANA" else name
