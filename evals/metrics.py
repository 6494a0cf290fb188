"""How good a ranking or a quote is: pure functions over ids and strings."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

DEPTH = 10
SAME_SENTENCE = 0.5


@dataclass(frozen=True, slots=True)
class Scores:
    """Retrieval scores between 0 and 1: recall at 1, 5 and 10, MRR at 10, nDCG at 10."""

    r1: float
    r5: float
    r10: float
    mrr: float
    ndcg10: float


def score_rankings(gold: Mapping[str, Collection[str]], rankings: Mapping[str, Sequence[str]]) -> dict[str, Scores]:
    """Return the scores of each case in `gold`, computed by ir-measures.

    `gold` maps a case to its relevant ids (binary, not empty), `rankings` to the ids found, best first. An id
    that comes again is ignored, a case without a ranking scores 0, and rankings are cut at ten, so that MRR
    compares systems of different depths. R@1 of a case with two gold articles is at most .5.
    Raises `ValueError` where a case has no gold id.
    """
    import ir_measures
    from ir_measures import RR, R, nDCG

    empty = [case for case, ids in gold.items() if not ids]
    if empty:
        raise ValueError(f"case {empty[0]!r} has no gold id")
    measures = [R @ 1, R @ 5, R @ DEPTH, RR, nDCG @ DEPTH]
    qrels = {case: dict.fromkeys(ids, 1) for case, ids in gold.items()}
    run = {case: _descending(rankings.get(case, ())) for case in gold}
    found = ir_measures.iter_calc(measures, qrels, run)
    values = {(each.query_id, each.measure): float(each.value) for each in found}
    return {case: Scores(*(values[case, measure] for measure in measures)) for case in gold}


def holds_answer(sentence: str, answers: Iterable[str]) -> bool:
    """Return whether any answer stands in the sentence, both folded; "3" is not in "2013" nor in "3.5"."""
    text = fold(sentence)
    return any(re.search(_whole_numbers(fold(answer)), text) for answer in answers if fold(answer))


def _whole_numbers(answer: str) -> str:
    """Return a pattern of the answer that cuts no number at either end."""
    before = r"(?<!\d)(?<!\d[.])" if answer[0].isdigit() else ""
    after = r"(?!\d)(?![.]\d)" if answer[-1].isdigit() else ""
    return before + re.escape(answer) + after


def same_sentence(quote: str, sentence: str) -> bool:
    """Return whether the quote is this sentence, give or take where a splitter cut it.

    One must hold the other, folded, and the shorter be at least half as long, so that neither a whole article
    nor a lone word passes for a sentence.
    """
    short, long = sorted((fold(quote), fold(sentence)), key=len)
    return bool(short) and short in long and len(short) >= SAME_SENTENCE * len(long)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return only what tells words apart, so that two spellings of a phrase are one string.

    NFKC and case folding; Arabic vowel signs and tatweel off, forms of alef, ya, kaf and ta marbuta unified;
    digits of any script as ASCII, without thousands separators; punctuation and spaces off, but for a decimal
    point, or else one space, between two digits.
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_ARABIC)
    text = "".join(_fold_character(character) for character in text)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = re.sub(r",|[.](?!\d)|(?<!\d)[.]", " ", text)
    text = re.sub(r" +", " ", text)
    return re.sub(r" (?!\d)|(?<!\d) ", "", text)


_ARABIC = {
    **dict.fromkeys([*range(0x064B, 0x0660), 0x0670, 0x0640]),
    **str.maketrans("أإآٱىیکة٫٬", "ااااي" + "يكه.,"),
}


def _fold_character(character: str) -> str:
    if character in ".,":
        return character
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return character if unicodedata.category(character)[0] in "LMN" else " "


def _descending(ids: Sequence[str]) -> dict[str, float]:
    ranked = list(dict.fromkeys(ids))[:DEPTH]
    return {each: float(len(ranked) - place) for place, each in enumerate(ranked)}
