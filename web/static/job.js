/** One lot of articles on its way into the library: how far it is, and what became of it. */

import { announce } from "./announce.js";
import { call, stream } from "./api.js";
import { changed } from "./conversation.js";
import { at, button, el, icon } from "./dom.js";
import { english } from "./notices.js";
import { number } from "./printed.js";
import { t } from "./texts.js";
import { drawWelcome } from "./welcome.js";

const SHOWN = 20;

/** Sends `body` and returns the element that tells how it goes. `close` closes the dialog that it stands in. */
export function startJob(name, body, close) {
  const told = el("p", {}, t("job.sent"));
  const bar = el("progress", { "aria-label": t("job.progress") });
  const node = el("section.job", {}, el("h3", {}, el("bdi", {}, name)), told, bar);
  follow(node, told, bar, body, close).catch((problem) => {
    bar.remove();
    node.classList.add("failure");
    told.replaceWith(english("p", problem.message));
    announce(`${t("job.failed")} ${problem.message}`);
  });
  return node;
}

async function follow(node, told, bar, body, close) {
  const { job } = await call("POST", "articles", { body });
  for await (const { event, data } of stream("GET", `jobs/${encodeURIComponent(job)}/events`)) {
    if (event === "progress") {
      told.textContent = state(data);
      if (data.total) Object.assign(bar, { max: data.total, value: data.done_articles });
    } else if (event === "summary") return finish(node, told, bar, data, close);
    else if (event === "error") throw new Error(data.detail || data.title);
  }
  throw new Error(t("job.cut"));
}

function state({ state: name, detail, done_articles: done }) {
  if (name === "fetching") return t("job.fetching");
  if (name === "waiting" && detail) return detail;
  return done ? t("job.done", { count: number(done) }) : t("job.sent");
}

function finish(node, told, bar, summary, close) {
  bar.remove();
  const counts = ["added", "updated", "unchanged", "copies"].filter((name) => summary[name]);
  const words = counts.map((name) => t(`job.${name}`, { count: number(summary[name]) })).join(t("list.comma"));
  told.replaceChildren(icon(words ? "check" : "none"), words || t("job.nothing"));
  announce(told.textContent);
  if (summary.rejected.length) node.append(rejections(summary));
  if (summary.added || summary.updated) {
    const ask = () => {
      close();
      at("question").focus();
    };
    node.append(button("write", t("job.ask"), ask));
    const welcome = at("turns").querySelector(".welcome");
    if (welcome) drawWelcome(at("turns"));
  }
  changed();
}

function rejections({ rejected, rejections: count = rejected.length }) {
  const items = rejected
    .slice(0, SHOWN)
    .map(({ where, reason }) => el("li", {}, el("bdi", {}, where), ": ", english("span", reason)));
  const more = count - items.length;
  return el(
    "details.folded",
    { open: true },
    el("summary", {}, t("job.rejected", { count: number(count) })),
    el("ul", {}, ...items, more > 0 ? el("li", {}, t("job.more", { count: number(more) })) : null),
  );
}
