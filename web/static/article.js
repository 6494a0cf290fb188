/** An article beside the answer, its quote highlighted; on a narrow screen, a sheet over it. */

import { announce } from "./announce.js";
import { call } from "./api.js";
import { copyQuote } from "./copy.js";
import { at, button, el, heard, icon, style } from "./dom.js";
import { block, direction, imprint, inline, lang, plain, units, webAddress } from "./printed.js";
import { t } from "./texts.js";

const BESIDE = matchMedia("(min-width: 68rem)");
let opener = null;
let wanted = 0;

/**
 * Opens the article `id` and highlights `quote`, which stood at the code point `start` of its text when it was cited.
 * `from` is the button that was pressed, which gets the focus back.
 */
export async function openArticle(id, { quote = "", start = 0, from = null } = {}) {
  const ticket = ++wanted;
  await style("article");
  mark(from);
  const panel = at("article");
  panel.replaceChildren(heading(t("article.loading")));
  show(panel);
  try {
    const article = await call("GET", `articles/${encodeURIComponent(id)}`);
    if (ticket === wanted && panel.open) draw(panel, article, quote, start);
  } catch (problem) {
    if (ticket !== wanted || !panel.open) return;
    const failure = el("div.failure", {}, el("p", {}, problem.message));
    panel.replaceChildren(tools(null), heading(t("article.failed")), failure);
    announce(t("article.failed"));
  }
}

function show(panel) {
  if (!panel.open) {
    if (BESIDE.matches) panel.show();
    else panel.showModal();
  }
  panel.querySelector("h2").focus({ preventScroll: true });
}

/** Marks the button whose article is open, for eyes and for screen readers. */
function mark(button) {
  opener?.setAttribute("aria-expanded", "false");
  opener = button;
  if (button?.classList.contains("cite")) button.setAttribute("aria-expanded", "true");
}

function closed() {
  wanted += 1;
  const back = opener;
  mark(null);
  if (back?.isConnected) back.focus({ preventScroll: true });
  else at("question").focus();
}

function heading(title, language = null) {
  return el(
    "h2",
    { id: "article-title", tabindex: "-1", dir: direction(title, language), lang: lang(language) },
    ...plain(title),
  );
}

/** Where the quote stands, in UTF-16 units: as cited, else wherever it is now, else nowhere: [0, 0]. */
function span(text, quote, start) {
  if (!quote) return [0, 0];
  const cited = units(text, start);
  const from = text.startsWith(quote, cited) ? cited : text.indexOf(quote);
  return from < 0 ? [0, 0] : [from, from + quote.length];
}

function draw(panel, article, quote, start) {
  const { text } = article;
  const [from, to] = span(text, quote, start);
  const hadFocus = panel.contains(document.activeElement);
  panel.replaceChildren(
    tools(article, text.slice(from, to)),
    el(
      "div",
      { dir: direction(text, article.language) },
      article.title ? heading(article.title, article.language) : heading(t("article.untitled")),
      imprint(article, article.also_in),
      article.author ? el("p.imprint", {}, `${t("author")} `, inline(article.author)) : null,
    ),
    quote && !to ? el("p.failure", {}, t("article.changed")) : "",
    el("div.text", {}, ...paragraphs(text, from, to, article.language)),
  );
  if (hadFocus) panel.querySelector("h2").focus({ preventScroll: true });
  panel.scrollTop = 0;
  const marked = panel.querySelector("mark");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  marked?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  announce(t(marked ? "article.opened.quote" : quote ? "article.changed" : "article.opened"));
}

function tools(article, quote = "") {
  const address = webAddress(article?.url);
  const original = { href: address, target: "_blank", rel: "noreferrer noopener", referrerpolicy: "no-referrer" };
  return el(
    "div.tools",
    {},
    button("close", t("article.close"), () => at("article").close(), { quiet: true }),
    el("span.space"),
    quote ? button("copy", t("copy.quote"), () => copyQuote(quote, article)) : null,
    address ? el("a.button", original, icon("out"), el("span", {}, t("original")), heard(` (${t("new.tab")})`)) : null,
  );
}

/** The text by paragraphs; `from` and `to` are the units to highlight, across paragraphs where need be. */
function paragraphs(text, from, to, language) {
  let offset = 0;
  const found = [];
  for (const line of text.split("\n")) {
    const [a, b] = [Math.max(from - offset, 0), Math.min(to - offset, line.length)];
    if (line.trim()) found.push(paragraph(line, a, b, language));
    offset += line.length + 1;
  }
  return found;
}

function paragraph(line, a, b, language) {
  if (a >= b) return block("p", line, language);
  return el(
    "p",
    { dir: direction(line, language), lang: lang(language) },
    ...plain(line.slice(0, a)),
    heard(t("quote.begins")),
    el("mark", {}, ...plain(line.slice(a, b))),
    heard(t("quote.ends")),
    ...plain(line.slice(b)),
  );
}

at("article").addEventListener("close", closed);
// Between beside and over, the same article is shown the other way.
BESIDE.addEventListener("change", () => {
  const panel = at("article");
  if (!panel.open) return;
  panel.removeEventListener("close", closed);
  panel.addEventListener("close", () => panel.addEventListener("close", closed), { once: true });
  panel.close();
  show(panel);
});
