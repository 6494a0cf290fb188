/** The passages that were found, best first, each a door to its article. */

import { el } from "./dom.js";
import { openArticle } from "./lazy.js";
import { imprint, inline } from "./printed.js";
import { t } from "./texts.js";

/** A list of hits. Pressing one opens its article at the passage. */
export function sourceList(hits) {
  return el("ol.sources", {}, ...hits.map((hit) => el("li", {}, source(hit))));
}

function source({ article, passage, also_in: alsoIn }) {
  const open = (event) =>
    openArticle(article.id, { quote: passage.text, start: passage.start, from: event.currentTarget });
  const title = article.title || passage.text.slice(0, 90);
  return el(
    "div.source",
    {},
    el("button.link", { type: "button", on: { click: open } }, inline(title, article.language)),
    imprint(article, alsoIn),
  );
}

/** The same folded away, once the answer stands above it. */
export function foldedSources(hits) {
  return el("details.folded", {}, el("summary", {}, t("sources.read", { count: hits.length })), sourceList(hits));
}
