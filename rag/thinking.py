"""The answer apart from what a model thinks aloud before it."""

_OPEN, _CLOSE = "<think>", "</think>"


class Spoken:
    """Takes a stream piece by piece and lets through what is meant for the reader.

    Left out are blanks before the first letter and one leading `<think>…</think>`, which reasoning models
    (DeepSeek-R1, Qwen3) write into their answer where the server does not take it out. `text` is all that was let
    through, `thought` tells whether the model was seen thinking.
    """

    def __init__(self) -> None:
        self.text, self.thought = "", False
        self._held = ""

    @property
    def begun(self) -> bool:
        return bool(self.text)

    def feed(self, piece: str, thought: bool = False) -> str:
        """What of the stream can be given out now, "" while that is not certain."""
        self.thought = self.thought or thought
        self._held += piece
        if not self.begun:
            self._held = self._held.lstrip()
            if self._held.startswith(_OPEN):
                self.thought = True
                self._held = self._held.partition(_CLOSE)[2].lstrip() if _CLOSE in self._held else self._held
            if _OPEN.startswith(self._held[: len(_OPEN)]):
                return ""
        return self._release()

    def end(self) -> str:
        """What was held back because it might have become a thought, once the stream is over."""
        return "" if self._held.startswith(_OPEN) else self._release()

    def _release(self) -> str:
        text, self._held = self._held, ""
        self.text += text
        return text
