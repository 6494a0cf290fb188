"""Keys of the API: random, kept as their SHA-256, each for reading alone or for writing too.

A key holds 256 random bits, so that a plain hash is as good as a slow one: there is nothing to guess.
An entry of KHABAR_API_KEYS is `NAME:SCOPE:HASH`, as `khabar key` prints it.
"""

import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from typing import Literal, get_args

from index.types import InputError

Scope = Literal["read", "write"]
_PREFIX = "khabar_"
_NAME = re.compile(r"[\w.@-]{1,64}")


@dataclass(frozen=True, slots=True)
class Key:
    """Who may do what; `digest` is the SHA-256 of the key itself, in hexadecimal digits. "write" includes reading."""

    name: str
    scope: Scope
    digest: str

    def may(self, scope: Scope) -> bool:
        return scope == "read" or self.scope == "write"

    @property
    def entry(self) -> str:
        """As it stands in KHABAR_API_KEYS."""
        return f"{self.name}:{self.scope}:{self.digest}"


def new_key(name: str, scope: Scope) -> tuple[str, Key]:
    """A key, which is shown once and kept nowhere, and what is to be kept of it. Raises InputError on a bad name."""
    secret = _PREFIX + secrets.token_urlsafe(32)
    return secret, _key(f"{name}:{scope}:{_digest(secret)}")


def parse_keys(entries: Iterable[str]) -> tuple[Key, ...]:
    """The keys of KHABAR_API_KEYS. Raises InputError, which shows no part of an entry but its place."""
    keys = list[Key]()
    for number, entry in enumerate(entries, start=1):
        try:
            keys.append(_key(entry))
        except InputError:
            raise InputError(
                f"entry {number} of KHABAR_API_KEYS is not NAME:SCOPE:HASH: `khabar key NAME` prints one that is"
            ) from None
    return tuple(keys)


def find(keys: Iterable[Key], secret: str) -> Key | None:
    """The entry of a key, compared in the same time whether it is there or not."""
    digest, found = _digest(secret), None
    for key in keys:
        if hmac.compare_digest(key.digest, digest):
            found = key
    return found


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what is bound there."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def check_bind(host: str, keys: Iterable[Key]) -> None:
    """Raises InputError where others could reach a server without keys."""
    if not is_loopback(host) and not tuple(keys):
        raise InputError(
            f"{host} can be reached from other machines: set KHABAR_API_KEYS (`khabar key NAME` makes a key), "
            "or leave --host out to serve this machine alone"
        )


def _key(entry: str) -> Key:
    name, _, rest = entry.partition(":")
    scope, _, digest = rest.partition(":")
    if not _NAME.fullmatch(name):
        raise InputError(f"the name {name!r} of a key is not 1 to 64 letters, digits, dots, dashes or @")
    if scope not in get_args(Scope) or not re.fullmatch("[0-9a-f]{64}", digest):
        raise InputError("a key is NAME:SCOPE:HASH, the scope read or write")
    return Key(name, "write" if scope == "write" else "read", digest)


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
