"""What words mean in their sentences."""

import numpy as np

from index.embedders.bundled import BundledEmbedder
from rag.checks.chinese import tokens
from rag.checks.states import Reader, segmented, states


def test_all_twelve_layers_give_the_states_of_the_bulk_encoder() -> None:
    text = "Die Ärztin flog nach Wien und blieb in Genf."
    with_blanks = [(t.start - 1, t.end) for t in tokens(text)[1:]]
    ours = Reader(layers=12).words(text)[1:]
    theirs = BundledEmbedder().embed_passages([text], [with_blanks])[1][0]
    cosines = (ours * theirs).sum(1) / np.linalg.norm(ours, axis=1) / np.linalg.norm(theirs, axis=1)
    assert cosines.min() > 0.99


def test_a_text_is_cut_into_its_likeliest_pieces_with_their_places() -> None:
    text = "passage: Geneva talks"
    assert [text[start:end] for _, start, end in segmented(text)] == ["passage", ":", " Gene", "va", " talk", "s"]


def test_the_nearest_word_is_the_translation_or_what_stands_in_its_place() -> None:
    claim, quote = "The minister flew to Vienna on Monday.", "Der Minister flog am Montag nach Genf."
    likeness = states(claim) @ states(quote).T
    nearest = {t.text: tokens(quote)[int(likeness[i].argmax())].text for i, t in enumerate(tokens(claim))}
    assert nearest["minister"] == "Minister"
    assert nearest["Monday"] == "Montag"
    assert nearest["Vienna"] == "Genf"


def test_words_past_the_longest_text_have_no_state() -> None:
    read = Reader(layers=1).words("word " * 600)
    assert read.shape == (600, 384)
    assert read[0].any()
    assert not read[-1].any()
