/** The articles of the library: looked through, opened, removed. */

import { announce } from "./announce.js";
import { call } from "./api.js";
import { button, el } from "./dom.js";
import { confirm, openDialog } from "./dialog.js";
import { known } from "./filter-dialog.js";
import { openAdd, openArticle } from "./lazy.js";
import { imprint, inline, languageName, number } from "./printed.js";
import { t } from "./texts.js";

const PAGE = 20;
const PAUSE = 250;

export async function openLibrary() {
  const act = await openDialog(t("library"), (close) => view(close), { wide: true });
  act?.();
}

function view(close) {
  const state = { title: "", language: "", source: "", offset: 0, ticket: 0 };
  const list = el("ol.sources", {});
  const told = el("p.quieter", { role: "status" });
  const more = button("", t("library.more"), () => load(true));
  const load = (on = false) => show(state, { list, told, more, languages, sources }, close, on);
  const languages = choice("language", t("filter.languages"), state, load);
  const sources = choice("source", t("filter.sources"), state, load);
  let timer = 0;
  const input = (event) => {
    state.title = event.target.value;
    clearTimeout(timer);
    timer = setTimeout(load, PAUSE);
  };
  const title = el("input", {
    type: "search",
    dir: "auto",
    maxlength: "300",
    autofocus: true,
    "aria-label": t("library.search"),
    placeholder: t("library.search"),
    on: { input },
  });
  const add = button("add", t("empty.add"), () => close(() => openAdd()));
  load();
  return el(
    "div.stack.library",
    {},
    el("div.row", {}, title, languages, sources),
    told,
    list,
    el("div.row", {}, more, add),
  );
}

function choice(name, words, state, load) {
  const change = (event) => {
    state[name] = event.target.value;
    load();
  };
  return el("select", { "aria-label": words, on: { change } }, el("option", { value: "" }, words));
}

async function show(state, parts, close, on) {
  const ticket = ++state.ticket;
  state.offset = on ? state.offset + PAGE : 0;
  const { title, language, source, offset } = state;
  try {
    const found = await call("GET", "articles", { query: { title, language, source, limit: PAGE, offset } });
    if (ticket !== state.ticket) return;
    const items = found.articles.map((article) => item(article, close, () => show(state, parts, close, false)));
    if (!on) parts.list.replaceChildren();
    parts.list.append(...items);
    if (on) items[0]?.querySelector("button").focus();
    parts.told.textContent = t("library.count", { count: number(found.total) });
    parts.more.hidden = offset + items.length >= found.total;
    options(parts.languages, known(found.facets.languages), languageName);
    options(parts.sources, found.facets.sources, (name) => name);
  } catch (problem) {
    parts.told.textContent = problem.message;
  }
}

/** Fills a list of choices once, from what the whole library holds. */
function options(select, facets, name) {
  if (select.options.length > 1) return;
  select.append(...Object.keys(facets).map((value) => el("option", { value }, name(value))));
}

function item(article, close, reload) {
  const title = article.title || article.id;
  const press = () => close(() => openArticle(article.id));
  const open = el("button.link", { type: "button", on: { click: press } }, inline(title, article.language));
  const remove = async () => {
    if (!(await confirm(t("library.delete"), inline(title, article.language), t("delete")))) return;
    try {
      await call("DELETE", `articles/${encodeURIComponent(article.id)}`);
      announce(t("deleted"), { show: true });
      reload();
    } catch (problem) {
      announce(problem.message, { show: true });
    }
  };
  return el(
    "li.source",
    {},
    open,
    imprint(article, article.also_in),
    button("delete", t("library.remove", { title }), remove, { quiet: true }),
  );
}
