/** What limits the search: kept for this tab, and drawn as chips that can be edited. */

import { button, el, icon } from "./dom.js";
import { languageName, periodText, plain } from "./printed.js";
import { t } from "./texts.js";

const STORED = "khabar.filters";
const NONE = { since: null, until: null, sources: [], languages: [], latest: false, answerIn: null, quotesOnly: false };

/** The filters now. `answerIn` is the language to answer in, null for the question's own. */
export let filters = { ...NONE, ...JSON.parse(sessionStorage.getItem(STORED) ?? "{}") };
const watchers = new Set();

/** Calls `watcher` at every change. */
export function watch(watcher) {
  watchers.add(watcher);
}

export function change(changes) {
  filters = { ...filters, ...changes };
  sessionStorage.setItem(STORED, JSON.stringify(filters));
  for (const watcher of watchers) watcher();
}

export function clear() {
  change(NONE);
}

/** True where the filters leave anything out. */
export function limiting({ since, until, sources, languages }) {
  return Boolean(since || until || sources.length || languages.length);
}

/** The part of a request that the filters make. */
export function asked({ since, until, sources, languages, latest, answerIn, quotesOnly }) {
  const request = { filters: { since, until, sources, languages, latest } };
  if (answerIn) request.language = answerIn;
  if (quotesOnly) request.llm = false;
  return request;
}

/** Each filter in words, with the field that edits it and the change that takes it away. */
export function described({ since, until, sources = [], languages = [], latest, answerIn, quotesOnly }) {
  const found = [];
  if (since || until)
    found.push({ field: "since", words: periodText(since, until), without: { since: null, until: null } });
  for (const name of sources)
    found.push({ field: "sources", words: name, without: { sources: sources.filter((s) => s !== name) } });
  for (const code of languages) {
    const without = { languages: languages.filter((l) => l !== code) };
    found.push({ field: "languages", words: t("chip.printed", { language: languageName(code) }), without });
  }
  if (latest) found.push({ field: "latest", words: t("filter.latest"), without: { latest: false } });
  if (answerIn) {
    found.push({
      field: "answerIn",
      words: t("chip.answer", { language: languageName(answerIn) }),
      without: { answerIn: null },
    });
  }
  if (quotesOnly) found.push({ field: "quotesOnly", words: t("filter.quotes"), without: { quotesOnly: false } });
  return found;
}

/** A chip: pressing its words edits, pressing its cross takes the filter away. */
export function chip({ words }, edit, remove) {
  return el(
    "span.chip",
    {},
    el("button", { type: "button", title: t("filter.edit"), on: { click: edit } }, el("bdi", {}, ...plain(words))),
    remove && button("close", t("filter.remove", { filter: words }), remove, { quiet: true }),
  );
}

/** A chip that only tells, such as the words that were read as a period. */
export function label(name, ...parts) {
  return el("span.chip.fixed", {}, icon(name), el("span", {}, ...parts));
}
