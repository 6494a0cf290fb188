/** One question and what becomes of it: searched, found, drafted, proven; or stopped, or failed. */

import { answerView } from "./answer.js";
import { announce } from "./announce.js";
import { stream } from "./api.js";
import { button, el } from "./dom.js";
import { described, label } from "./filters.js";
import { askNote, copyAnswer, editFilters } from "./lazy.js";
import { english } from "./notices.js";
import { block, inline, plain } from "./printed.js";
import { sourceList } from "./sources.js";
import { t } from "./texts.js";

/** `<khabar-turn data-state="asking | done | stopped | failed">` */
export class Turn extends HTMLElement {
  /** `again` is called with the turn when the reader asks the same once more, with other filters or the same. */
  constructor(question, request, again) {
    super();
    Object.assign(this, { question, request, again, answer: null, turnId: null, draft: null, found: 0 });
    Object.assign(this, { rating: null, note: "" });
    this.head = el("header.asked", {}, block("h2", question));
    this.told = el("div.told", {});
    this.body = el("div.body", {});
    this.foot = el("footer.actions", {});
  }

  connectedCallback() {
    if (!this.firstChild) this.append(this.head, this.told, this.body, this.foot);
  }

  /** Asks, and draws what arrives. Resolves with the answer, or null where there is none. */
  async ask() {
    this.stopper = new AbortController();
    this.stage("asking");
    this.progress = el("p.progress", {}, t("searching"));
    this.body.replaceChildren(this.progress);
    this.foot.replaceChildren();
    try {
      const options = { body: { ...this.request, question: this.question }, signal: this.stopper.signal };
      for await (const { event, data } of stream("POST", "ask/stream", options)) {
        this.take(event, data);
        if (this.dataset.state !== "asking") break; // answered or failed: what the line does now is no matter
      }
      if (this.dataset.state === "asking") this.fail(t("problem.cut"));
    } catch (error) {
      if (error.name === "AbortError") this.stopped();
      else this.fail(error.message, error.own);
    }
    return this.answer;
  }

  stop() {
    this.stopper?.abort();
  }

  take(event, data) {
    if (event === "rewritten") this.rewritten(data.question);
    else if (event === "filters") this.filtered(data);
    else if (event === "sources") this.sources(data.hits);
    else if (event === "delta") this.delta(data.text);
    else if (event === "citation") this.cited();
    else if (event === "answer") this.finish(data);
    else if (event === "error") this.fail(data.detail || data.title || t("problem.cut"), !data.detail && !data.title);
  }

  rewritten(question) {
    if (question === this.question.trim().replace(/\s+/g, " ")) return;
    this.told.append(el("p.rewritten", {}, `${t("rewritten")} `, inline(question)));
  }

  /** Period and outlets as the server understood them. A period that it read from the words can be corrected. */
  filtered(filters) {
    const { phrases = [] } = filters;
    const chips = described(filters).map(({ field, words }) => {
      const read = field === "since" && phrases.length;
      const from = read ? [" ", t("period.read"), " ", ...phrases.map((phrase) => inline(`“${phrase}”`))] : [];
      return label(field === "since" ? "calendar" : "filter", el("bdi", {}, ...plain(words)), ...from);
    });
    if (!chips.length) return;
    if (phrases.length) chips.push(button("", t("period.change"), () => this.correct(filters), { kind: "small" }));
    this.told.append(el("div.chips", { role: "group", "aria-label": t("filters.read") }, ...chips));
  }

  async correct({ since, until }) {
    const changed = await editFilters(
      { since, until },
      { field: "since", only: ["since", "until"], action: t("ask.again") },
    );
    if (!changed) return;
    this.again(this, { ...this.request, filters: { ...this.request.filters, ...changed } });
  }

  sources(hits) {
    this.found = hits.length;
    this.progress.textContent = t(hits.length ? "sources.found" : "sources.none", { count: hits.length });
    announce(this.progress.textContent);
    if (hits.length) this.body.append(el("div.arriving", {}, sourceList(hits)));
  }

  delta(text) {
    if (!this.draft) {
      this.draft = el("p.draft", { dir: "auto" });
      this.progress.textContent = t("drafting");
      this.progress.after(this.draft);
    }
    this.draft.append(...plain(text));
  }

  cited() {
    this.progress.textContent = t("proving");
  }

  /** Draws an answer that was given earlier, with the reader's thumb, "up", "down" or null, and the note to it. */
  restore(answer, { rating, note }) {
    Object.assign(this, { rating, note });
    this.rewritten(answer.standalone || this.question);
    this.filtered(answer.filters);
    this.finish(answer, { say: false });
    return this;
  }

  finish(answer, { say = true } = {}) {
    this.answer = answer;
    this.turnId = answer.turn_id ?? null;
    this.conversation = answer.conversation_id ?? null;
    this.stage("done");
    this.body.replaceChildren(answerView(answer));
    this.foot.replaceChildren(...this.actions());
    const sure = answer.confidence === "none" ? "" : t(`confidence.${answer.confidence}`);
    if (!this.request.language) this.head.firstChild.replaceWith(block("h2", this.question, answer.language));
    if (say) announce(`${t("ready")} ${t(`status.${answer.status}`)}. ${sure}`);
  }

  /** What is left of a question that the reader stopped: the draft, marked as unproven. */
  stopped() {
    this.stage("stopped");
    this.progress.textContent = t(this.draft ? "stopped.draft" : "stopped");
    announce(t("stopped"));
    this.foot.replaceChildren(this.retry());
  }

  fail(words, own = true) {
    this.stage("failed");
    const reason = own ? el("p", {}, words) : english("p", words);
    const box = el(
      "div.failure",
      {},
      el("h3", {}, t("failed")),
      reason,
      this.draft ? el("p", {}, t("failed.draft")) : null,
    );
    this.progress.replaceWith(box);
    this.progress = box;
    announce(`${t("failed")} ${words}`);
    this.foot.replaceChildren(this.retry());
  }

  retry() {
    return button("retry", t("retry"), () => this.again(this, this.request));
  }

  actions() {
    const thumb = (rating) =>
      button(rating, t(`rate.${rating}`), (event) => askNote(this, rating, event.currentTarget), {
        quiet: true,
        "aria-pressed": String(this.rating === rating),
        "data-rating": rating,
      });
    const copy = button("copy", t("copy"), () => copyAnswer(this.question, this.answer));
    if (!this.turnId) return [copy];
    return [
      copy,
      thumb("up"),
      thumb("down"),
      button("retry", t("ask.again"), () => this.again(this, this.request), { quiet: true }),
    ];
  }

  stage(name) {
    this.dataset.state = name;
    this.setAttribute("aria-busy", String(name === "asking"));
  }
}

customElements.define("khabar-turn", Turn);
