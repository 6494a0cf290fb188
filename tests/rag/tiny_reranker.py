"""A real cross-encoder of a few numbers, written to disk: a text that holds one word scores 0.94, any other 0."""

from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertForSequenceClassification, BertModel, PreTrainedTokenizerFast
from transformers.utils import logging

SPECIAL = {"[CLS]": 0, "[SEP]": 1, "[PAD]": 2, "[UNK]": 3}


def write_reranker(folder: Path, word: str, *, labels: int = 1, weight: float = 1.0) -> str:
    """One layer whose every token looks at all, and adds up what the word brings. Returns the folder's name."""
    model = BertForSequenceClassification(_config(num_labels=labels))
    with torch.no_grad():
        for name, values in model.named_parameters():
            values.fill_(1.0 if name.endswith("LayerNorm.weight") else 0.0)
        model.bert.embeddings.word_embeddings.weight[4, 0] = 1.0
        layer = model.bert.encoder.layer[0].attention
        for through in (layer.self.value, layer.output.dense, model.bert.pooler.dense):
            through.weight.copy_(torch.eye(4))
        model.classifier.weight[:, 0] = weight
    return _written(model, folder, word)


def write_encoder(folder: Path) -> str:
    """A model that embeds and scores nothing."""
    return _written(BertModel(_config()), folder, "word")


def _config(**more: int) -> BertConfig:
    return BertConfig(
        vocab_size=5,
        hidden_size=4,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=4,
        max_position_embeddings=512,
        **more,
    )


def _written(model: BertModel | BertForSequenceClassification, folder: Path, word: str) -> str:
    words = Tokenizer(models.WordLevel({**SPECIAL, word: 4}, unk_token="[UNK]"))
    words.normalizer = normalizers.Lowercase()
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    words.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 0), ("[SEP]", 1)],
    )
    named = {f"{name.strip('[]').lower()}_token": name for name in SPECIAL}
    logging.disable_progress_bar()
    model.save_pretrained(folder)
    PreTrainedTokenizerFast(tokenizer_object=words, model_max_length=512, **named).save_pretrained(folder)
    return str(folder)
