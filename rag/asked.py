"""Whether a quote can hold the name that a question asks for: a quote that names no one anew cannot say who.

Names are told, and compared across scripts, as those of written sentences are (`rag.checks`).
"""

from rag.checks.carried import carries, sounds
from rag.checks.rivals import Text, parts, states
from rag.checks.spotting import Name, names
from rag.question import wants_name


def lacks_name(question: str, language: str, quote: str, printed_in: str) -> bool:
    """Whether a name is asked for, and the quote has none that the question does not have."""
    if not wants_name(question):
        return False
    asked, said = Text(question, language), Text(quote, printed_in)
    return not any(name.sure and _new(name, said, asked) for name in names(quote, printed_in))


def _new(name: Name, said: Text, asked: Text) -> bool:
    """A name that the question does not have, or none can tell that it has."""
    if name.entries:
        return not states(name, said, asked)
    within = sounds(asked.text, asked.language)
    return any(carries(word.text, said.language, within) is not True for word in parts(name))
