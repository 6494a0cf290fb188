"""Conversations kept beside the library: stored, recalled as history, exported."""

from rag.conversations.export import Form as Form
from rag.conversations.export import export as export
from rag.conversations.recall import Recalled as Recalled
from rag.conversations.recall import recalled as recalled
from rag.conversations.store import Conversation as Conversation
from rag.conversations.store import Conversations as Conversations
from rag.conversations.store import Feedback as Feedback
from rag.conversations.store import Listed as Listed
from rag.conversations.store import StoredTurn as StoredTurn
