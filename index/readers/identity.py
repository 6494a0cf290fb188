"""What an article is known by: an id that stays when it is read again, and the host that printed it."""

import hashlib
from urllib.parse import urlsplit


def make_id(key: str, ordinal: int = 1, content: str = "") -> str:
    """16 hexadecimal digits: of `key` (a URL or an absolute path) and the place in it, else of the content.

    So a file that was changed replaces what was read from it before.
    """
    if not key:
        return _digest(content)
    return _digest(key if ordinal == 1 and "://" in key else f"{key}#{ordinal}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def host_of(url: str | None) -> str | None:
    """The host of a URL without "www.", to stand for an outlet that is not named; None where it has none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
