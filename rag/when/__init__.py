"""Words of time: the period that a question names, and the relative days inside an article."""

from rag.when.days import relative_days as relative_days
from rag.when.period import Period as Period
from rag.when.period import resolve as resolve
