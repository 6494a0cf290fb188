/** Edits what limits the search: period, outlets, languages, order, and how to answer. */

import { call } from "./api.js";
import { button, el } from "./dom.js";
import { field, openDialog } from "./dialog.js";
import { inline, lang, languageName, number } from "./printed.js";
import { LANGUAGES, t } from "./texts.js";

/**
 * Resolves with the changed filters, or null. `only` names the fields to show, `field` the one to begin at, `action`
 * the words of the button.
 */
export async function editFilters(filters, { field: first = null, only = null, action = t("apply") } = {}) {
  const wanted = (name) => !only || only.includes(name);
  const facets = only
    ? {}
    : await call("GET", "articles", { query: { limit: 1 } }).then(
        (found) => found.facets,
        () => ({}),
      );
  return openDialog(t("filters"), (close) => {
    const parts = controls(filters, facets);
    inOrder(parts);
    const submit = (event) => {
      event.preventDefault();
      close(
        Object.fromEntries(
          Object.entries(parts)
            .filter(([name]) => wanted(name))
            .map(([name, part]) => [name, part.value()]),
        ),
      );
    };
    const start = Object.hasOwn(parts, first ?? "") ? parts[first] : Object.values(parts)[0];
    start.node.querySelector("input, select")?.setAttribute("autofocus", "");
    const shown = Object.entries(parts)
      .filter(([name]) => wanted(name))
      .map(([, part]) => part.node);
    const go = el(
      "div.row",
      {},
      button("", action, () => {}, { type: "submit", kind: "primary" }),
      button("", t("cancel"), () => close()),
    );
    return el("form.stack.filters", { on: { submit } }, ...shown, go);
  });
}

function controls({ since, until, sources = [], languages = [], latest, answerIn, quotesOnly }, facets) {
  return {
    since: dayField(t("filter.since"), since),
    until: dayField(t("filter.until"), until),
    languages: choices(t("filter.languages"), known(facets.languages), languages, languageName),
    sources: choices(t("filter.sources"), facets.sources, sources, (name) => inline(name)),
    latest: box(t("filter.latest"), latest),
    answerIn: select(t("filter.answer"), answerIn),
    quotesOnly: box(t("filter.quotes"), quotesOnly),
  };
}

/** The browser says, in its own words, that a period cannot end before it begins. */
function inOrder({ since, until }) {
  const last = until.node.querySelector("input");
  const limit = () => (last.min = since.value() ?? "");
  since.node.addEventListener("input", limit);
  limit();
}

function dayField(words, value) {
  const input = el("input", { type: "date", value: value?.slice(0, 10) });
  return { node: field(words, input), value: () => input.value || null };
}

function box(words, value) {
  const input = el("input", { type: "checkbox" });
  input.checked = Boolean(value);
  return { node: el("label.check", {}, input, el("span", {}, words)), value: () => input.checked };
}

function select(words, value) {
  const names = Object.keys(LANGUAGES).map((code) => el("option", { value: code }, languageName(code)));
  const input = el("select", {}, el("option", { value: "" }, t("filter.answer.same")), ...names);
  input.value = value ?? "";
  return { node: field(words, input), value: () => input.value || null };
}

/** Boxes to tick. What was chosen is listed even where the library has none of it now. */
function choices(words, facets = {}, chosen, name) {
  const counts = new Map([...chosen.map((value) => [value, 0]), ...Object.entries(facets)]);
  const boxes = [...counts].map(([value, count]) => {
    const input = el("input", { type: "checkbox", value });
    input.checked = chosen.includes(value);
    return el("label.check", {}, input, el("span", {}, name(value)), el("small", {}, number(count)));
  });
  const node = el("fieldset", {}, el("legend", {}, words), el("div.boxes", {}, ...boxes));
  node.hidden = !boxes.length;
  return { node, value: () => [...node.querySelectorAll("input:checked")].map((input) => input.value) };
}

/** Languages that can be asked for: an article whose language is not known has none. */
export function known(languages = {}) {
  return Object.fromEntries(Object.entries(languages).filter(([code]) => lang(code)));
}
