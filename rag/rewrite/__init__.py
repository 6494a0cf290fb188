"""A follow-up becomes a question that stands alone: by rules, or by the language model and the rules behind it."""

from rag.rewrite.model import rewrite as rewrite
from rag.rewrite.rules import standalone as standalone
from rag.rewrite.told import follow_up as follow_up
