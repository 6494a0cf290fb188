"""What the server counts and times, for Prometheus, at `GET /metrics`."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from rag.types import Answer

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30, 60, 120)


class Metrics:
    """The meters of one server, in a registry of its own, so that two servers in one process do not mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        own = self.registry
        self.requests = Counter("khabar_requests", "Requests answered.", ["method", "route", "status"], registry=own)
        self.seconds = Histogram(
            "khabar_request_seconds", "Seconds from request to last byte.", ["route"], buckets=_SECONDS, registry=own
        )
        self.under_way = Gauge("khabar_requests_under_way", "Requests being answered now.", registry=own)
        self.answers = Counter("khabar_answers", "Answers.", ["status", "confidence", "written"], registry=own)
        self.stages = Histogram(
            "khabar_answer_seconds", "Seconds until a stage of an answer.", ["stage"], buckets=_SECONDS, registry=own
        )
        self.left = Counter("khabar_readers_left", "Answers that nobody waited for any more.", registry=own)
        self.failures = Counter("khabar_answer_failures", "Answers that failed.", ["kind"], registry=own)
        self.tokens = Counter("khabar_model_tokens", "Tokens of the language model.", ["kind"], registry=own)
        self.dollars = Counter("khabar_model_dollars", "US dollars, where the price is known.", registry=own)
        self.articles_taken = Counter("khabar_articles_taken", "Articles by their fate.", ["outcome"], registry=own)
        self.library = Gauge("khabar_library", "What the library holds.", ["what"], registry=own)
        self.jobs = Gauge("khabar_jobs_open", "Lots of articles that wait or are being added.", registry=own)

    def answered(self, answer: Answer) -> None:
        """Counts an answer and what its model used."""
        self.answers.labels(answer.status, answer.confidence, "yes" if answer.written_by else "no").inc()
        if usage := answer.usage:
            self.tokens.labels("prompt").inc(usage.prompt_tokens)
            self.tokens.labels("completion").inc(usage.completion_tokens)
            self.dollars.inc(usage.cost or 0.0)

    def text(self) -> bytes:
        """The meters in Prometheus' text format."""
        return generate_latest(self.registry)
