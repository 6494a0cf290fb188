"""When one stated quantity carries another: equal after units, rounding and bounds.

A claim may round ("almost 79 %" of 78.6), give less ("more than two million" of 2.4 million) and use another unit
("half an hour" of 30 minutes); it may not say more than what is stated.
"""

from dataclasses import replace
from fractions import Fraction

from rag.checks.counted import Bound, Quantity
from rag.checks.units import UNMISTAKABLE

_ROUNDED, _HEDGED, _CONVERTED = Fraction(3, 100), Fraction(8, 100), Fraction(4, 100)
"""How far off a number may be: rounded to the digits it shows, said to be approximate, turned into another unit."""
_BEYOND, _BEYOND_SHARE = Fraction(5, 4), Fraction(3, 2)
"""How far past its bound a number may lie that was not merely cut to its first digits (1.9 million to one)."""
_UPWARD: frozenset[Bound] = frozenset(("more", "at least"))
_DOWNWARD: frozenset[Bound] = frozenset(("less", "at most"))
_SHARES = frozenset(("percent", "share"))
_LOOSE = frozenset(("count", "ordinal", "label", "times"))


def agrees(claimed: Quantity, stated: Quantity) -> bool:
    """Does the stated quantity carry the claimed one?"""
    claimed, stated = _as_weight(claimed, stated), _as_weight(stated, claimed)
    if not _same_kind(claimed, stated):
        return False
    if claimed.dimension and claimed.dimension == stated.dimension:
        return _near(claimed.size, stated.size, claimed, stated)
    values = [(c, s) for c in _values(claimed) for s in _values(stated)]
    return any(_near(c, s, claimed, stated) for c, s in values)


def restates(claimed: Quantity, stated: Quantity) -> bool:
    """Carries it in the same unit, sort for sort: enough to say that a number comes from there."""
    return (
        agrees(claimed, stated)
        and claimed.dimension == stated.dimension
        and (
            claimed.sort == stated.sort
            or {claimed.sort, stated.sort} <= _LOOSE
            or {claimed.sort, stated.sort} <= _SHARES
        )
    )


def is_opposed(claimed: Quantity, stated: Quantity) -> bool:
    """The same number, once as a floor and once as a ceiling."""
    return (
        _same_kind(claimed, stated)
        and _near(claimed.size, stated.size, claimed, stated, plainly=True)
        and (
            (claimed.bound in _UPWARD and stated.bound in _DOWNWARD)
            or (claimed.bound in _DOWNWARD and stated.bound in _UPWARD)
        )
    )


def is_rival(claimed: Quantity, stated: Quantity) -> bool:
    """Might it stand in the claimed quantity's place? It counts or measures the same kind of thing."""
    if stated.sort == "label":
        return False
    if claimed.sort in _SHARES:
        return stated.sort in _SHARES
    if claimed.sort == "money":
        return stated.sort == "money"
    if claimed.sort == "measure":
        return stated.sort == "measure" and claimed.dimension == stated.dimension
    if claimed.sort == "ordinal":
        return stated.sort == "ordinal"
    return stated.sort in ("count", "times")


def _as_weight(quantity: Quantity, other: Quantity) -> Quantity:
    """Pounds, livres and Pfund are money or weight: where the other is a weight, they are."""
    pounds = quantity.unit == "GBP" and other.dimension == "mass"
    return replace(quantity, sort="measure", unit="lb") if pounds else quantity


def _same_kind(claimed: Quantity, stated: Quantity) -> bool:
    """Things counted may stand without their unit; two units must measure the same, two currencies be one."""
    if claimed.sort in _SHARES or stated.sort in _SHARES:
        return claimed.sort == "count" or (claimed.sort in _SHARES and stated.sort in _SHARES | {"count"})
    if claimed.sort == "money" and stated.sort == "money":
        return claimed.unit == stated.unit or not {claimed.unit, stated.unit} <= UNMISTAKABLE
    if claimed.sort == "measure" and stated.sort == "measure":
        return claimed.dimension == stated.dimension
    return claimed.sort in _LOOSE or stated.sort in _LOOSE


def _values(quantity: Quantity) -> list[Fraction]:
    return [quantity.value] if quantity.other is None else [quantity.value, quantity.other]


def _near(claimed: Fraction, stated: Fraction, c: Quantity, s: Quantity, plainly: bool = False) -> bool:
    if claimed == stated:
        return plainly or not _bounds_cross(c, s)
    if not plainly and _is_within(claimed, stated, c, s):
        return True
    off = abs(claimed - stated)
    most = max(abs(stated), abs(claimed))
    if c.unit != s.unit and c.dimension and off <= most * _CONVERTED:
        return True
    step = c.step * c.size / c.value if c.dimension and c.value else c.step
    if off <= step / 2 and off <= most * _ROUNDED:
        return True
    return (c.bound == "about" or c.sort == "share") and off <= most * _HEDGED


def _is_within(claimed: Fraction, stated: Fraction, c: Quantity, s: Quantity) -> bool:
    """More than a million of 1.9 million, less than eighty of 78.6; but not more than 100 of "more than 200"."""
    if s.bound not in ("exact", "about"):
        return False
    most = _BEYOND_SHARE if c.sort in _SHARES else _BEYOND
    if c.bound in _UPWARD and claimed < stated:
        return stated <= claimed * most or any(claimed == stated // step * step for step in _steps(stated))
    if c.bound in _DOWNWARD and claimed > stated:
        return stated * most >= claimed or any(claimed == -(-stated // step) * step for step in _steps(stated))
    return False


def _steps(value: Fraction) -> list[Fraction]:
    """The weights of the first two digits."""
    first = Fraction(10) ** (len(str(int(value))) - 1)
    return [first, first / 10]


def _bounds_cross(claimed: Quantity, stated: Quantity) -> bool:
    return (claimed.bound in _UPWARD and stated.bound in _DOWNWARD) or (
        claimed.bound in _DOWNWARD and stated.bound in _UPWARD
    )
