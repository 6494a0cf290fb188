/** A finished answer: its sentences with their proof, the versions where sources disagree, or that there is none. */

import { el, heard, icon } from "./dom.js";
import { openArticle } from "./lazy.js";
import { english, noticeView } from "./notices.js";
import { dayText, dayTime, direction, imprint, inline, lang, plain } from "./printed.js";
import { foldedSources, sourceList } from "./sources.js";
import { locale, t } from "./texts.js";

const SIGNS = { supported: "check", weak: "weak", quoted: "quote", unsupported: "cut" };
const VERDICTS = { partial: "cut", conflicting: "versions", insufficient_evidence: "none" };

/** The whole answer as one element. */
export function answerView(answer) {
  const citations = new Map(answer.citations.map((citation) => [citation.number, citation]));
  const cut = answer.sentences.filter((sentence) => sentence.support === "unsupported");
  const kept = answer.sentences.filter((sentence) => sentence.support !== "unsupported");
  const none = answer.status === "insufficient_evidence";
  return el(
    "div.answer",
    { "data-status": answer.status },
    verdict(answer, cut.length),
    answer.versions?.length ? versions(answer, citations) : null,
    ...(answer.notices ?? []).map((notice) => noticeView("p.notice", notice)),
    kept.length
      ? el("ol.sentences", {}, ...kept.map((sentence) => sentenceView(sentence, citations, answer.language)))
      : null,
    cut.length ? cutSentences(cut, answer.language) : null,
    none ? null : footing(answer, kept, cut),
    answer.written_by && answer.citations.length ? quotes(answer.citations) : null,
    none ? nearest(answer.hits) : foldedSources(answer.hits),
  );
}

function verdict(answer, cut) {
  const sign = VERDICTS[answer.status];
  if (!sign) return null;
  const parts = [el("h3", {}, icon(sign), t(`status.${answer.status}`))];
  if (answer.status === "insufficient_evidence") parts.push(noticeView("p", answer.reason ?? untitled(answer.note)));
  else if (answer.status === "conflicting") parts.push(el("p", {}, t("conflicting.note")));
  else if (cut) parts.push(el("p", {}, t("partial.note", { count: cut })));
  return el("div.verdict", {}, ...parts);
}

/** A reason that is a plain text, without the words that stand above it already. */
function untitled(note) {
  const rest = note.replace(/^No evidence found[:.]\s*/, "");
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function sentenceView({ text, citations: numbers, support, reasons }, citations, language) {
  const cited = numbers.map((number) => citations.get(number)).filter(Boolean);
  if (support === "quoted" && cited.length) return el("li", {}, quoteFigure(cited[0], text));
  return marked(support, text, language, cited, reasons);
}

/** A sentence with its mark; all of it runs in the sentence's direction. */
function marked(support, text, language, cited, reasons) {
  const line = el(
    "p",
    { lang: lang(language) },
    ...plain(text),
    ...cited.flatMap((citation) => [" ", citeButton(citation)]),
  );
  const attributes = { dir: direction(text, language), "data-support": support };
  return el("li.sentence", attributes, icon(SIGNS[support]), el("div", {}, line, proof(support, reasons)));
}

function proof(support, reasons) {
  if (support === "supported") return heard(t("support.supported"));
  const words = reasons.length ? [": ", english("span", reasons.join("; "))] : [];
  return el("p.proof", {}, el("span", { dir: locale.dir }, t(`support.${support}`), ...words));
}

/** A citation's number; pressing it opens the article at the quote. */
export function citeButton(citation) {
  const { number, article, quote, start } = citation;
  const outlet = article.source ?? t("outlet.unknown");
  const name = t("cite", { number, outlet, day: dayText(article.published) });
  const press = (event) => openArticle(article.id, { quote, start, from: event.currentTarget });
  return el(
    "button.cite",
    { type: "button", "aria-label": name, title: name, "aria-expanded": "false", on: { click: press } },
    String(number),
  );
}

/** A quote and where it stands, in the quote's direction. */
function quoteFigure(citation, text = citation.quote) {
  const { article, also_in: alsoIn } = citation;
  const title = article.title ? el("p.title", {}, inline(article.title, article.language)) : null;
  const caption = el("figcaption", {}, citeButton(citation), el("div", {}, title, imprint(article, alsoIn)));
  const quote = el("blockquote", { lang: lang(article.language) }, ...plain(text));
  return el("figure.quote", { dir: direction(text, article.language) }, quote, caption);
}

function quotes(citations) {
  const list = [...citations]
    .sort((a, b) => a.number - b.number)
    .map((citation) => el("li", {}, quoteFigure(citation)));
  return el(
    "details.folded.quotes",
    {},
    el("summary", {}, t("quotes", { count: citations.length })),
    el("ol", {}, ...list),
  );
}

function cutSentences(cut, language) {
  const items = cut.map(({ text, reasons }) => marked("unsupported", text, language, [], reasons));
  return el(
    "details.folded.cut",
    {},
    el("summary", {}, t("cut", { count: cut.length })),
    el("ol.sentences", {}, ...items),
  );
}

function versions({ versions: list, language }, citations) {
  return el("ol.versions", {}, ...list.map((version) => versionView(version, citations, language)));
}

function versionView({ value, citations: numbers, corrected }, citations, language) {
  const told = corrected ? el("s", {}, inline(value, language)) : inline(value, language);
  const dir = direction(value, language);
  const who = numbers
    .map((number) => citations.get(number))
    .filter(Boolean)
    .map((citation) => {
      const { source, published } = citation.article;
      return el(
        "li",
        {},
        citeButton(citation),
        " ",
        el("span.who", {}, source ? inline(source) : t("outlet.unknown"), " · ", dayTime(published)),
      );
    });
  return el(
    "li",
    { dir: dir === "auto" ? null : dir, "data-corrected": corrected ? "true" : null },
    el("p.value", {}, told),
    corrected ? el("p.proof", {}, icon("cut"), el("span", { dir: locale.dir }, t("version.corrected"))) : null,
    el("ul", {}, ...who),
  );
}

/** How sure it is, in words, and what became of the draft. */
function footing(answer, kept, cut) {
  const made = answer.written_by ? t("written", { model: answer.written_by }) : t("quoted");
  const counts = ["supported", "weak"].map((support) => [support, kept.filter((s) => s.support === support).length]);
  counts.push(["unsupported", cut.length]);
  const marks = counts.filter(([, count]) => count && answer.written_by);
  return el(
    "div.footing",
    {},
    el("p", {}, el("strong", {}, t(`confidence.${answer.confidence}`)), " ", confidenceNote(answer)),
    marks.length
      ? el(
          "ul.marks",
          {},
          ...marks.map(([support, count]) => el("li", {}, icon(SIGNS[support]), t(`marks.${support}`, { count }))),
        )
      : null,
    el("p.made", {}, made),
  );
}

function confidenceNote({ note, written_by: model, confidence }) {
  if (locale.code === "en") return note;
  return t(`confidence.${model ? "written" : "quoted"}.${confidence}`);
}

function nearest(hits) {
  return hits.length ? el("div.nearest", {}, el("h3", {}, t("nearest")), sourceList(hits)) : null;
}
