"""Units of the word lists: what they measure, and how much of it in the first unit of their dimension."""

from fractions import Fraction

UNITS: dict[str, tuple[str, Fraction]] = {
    name: (dimension, Fraction(factor))
    for dimension, units in {
        "time": "second 1 minute 60 hour 3600 day 86400 week 604800 fortnight 1209600 month 2629800 quarter 7889400 "
        "year 31557600 decade 315576000 century 3155760000",
        "night": "night 1",
        "length": "m 1 mm .001 cm .01 km 1000 mile 1609.344 nmi 1852 foot .3048 inch .0254 yard .9144 li 500",
        "mass": "kg 1 g .001 jin .5 tonne 1000 lb .45359237 ounce .0283495",
        "area": "m2 1 km2 1000000 mile2 2589988 hectare 10000 acre 4046.86 mu 666.667",
        "volume": "litre 1 gallon 3.78541 barrel 158.987",
        "speed": "kmh 1 mph 1.609344",
        "celsius": "celsius 1",
        "fahrenheit": "fahrenheit 1",
    }.items()
    for name, factor in zip(units.split()[::2], units.split()[1::2], strict=True)
}
"""Unit → (dimension, how many of the dimension's first unit). A month is the twelfth of a year of 365.25 days."""

SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW",
    "₪": "ILS", "﷼": "SAR", "usd": "USD", "eur": "EUR", "gbp": "GBP", "cny": "CNY", "rmb": "CNY", "jpy": "JPY",
    "inr": "INR", "rs": "INR", "rub": "RUB", "sar": "SAR", "aed": "AED", "egp": "EGP", "chf": "CHF",
}  # fmt: skip
"""Currency signs and codes, folded → the currency."""

UNMISTAKABLE = frozenset(("USD", "EUR", "JPY", "CNY", "INR", "RUB", "KRW", "ILS", "AED"))
"""Currencies whose name no other one shares, the American dollar among them by habit."""

PERCENT_SIGNS = frozenset("%٪﹪％")
