/** What stands where no question has been asked yet: the first step, or what there is to read. */

import { call } from "./api.js";
import { button, el } from "./dom.js";
import { openAdd, openArticle } from "./lazy.js";
import { imprint, inline, number } from "./printed.js";
import { t } from "./texts.js";

const LATEST = 4;

export async function drawWelcome(place) {
  const welcome = el("section.welcome", {});
  place.replaceChildren(welcome);
  try {
    const { total, articles } = await call("GET", "articles", { query: { limit: LATEST } });
    welcome.append(...(total ? ready(total, articles) : empty()));
  } catch (problem) {
    const retry = button("retry", t("retry"), () => drawWelcome(place));
    welcome.append(el("h2", {}, t("failed")), el("p", {}, problem.message), retry);
  }
}

function ready(total, articles) {
  const list = articles.map((article) => el("li.source", {}, door(article), imprint(article)));
  return [
    el("h2", {}, t("welcome")),
    el("p", {}, t("welcome.note", { total: number(total) })),
    el("h3", {}, t("welcome.latest")),
    el("ul.sources", {}, ...list),
  ];
}

function door({ id, title, language }) {
  const press = (event) => openArticle(id, { from: event.currentTarget });
  return el("button.link", { type: "button", on: { click: press } }, inline(title || id, language));
}

function empty() {
  return [
    el("h2", {}, t("empty")),
    el("p", {}, t("empty.note")),
    button("add", t("empty.add"), () => openAdd(), { kind: "primary" }),
    el("p.quieter", {}, t("empty.terminal"), " ", el("code", { dir: "ltr" }, "khabar add FILES")),
  ];
}
