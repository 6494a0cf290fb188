/** Answers and quotes to the clipboard, as plain text with their sources. */

import { announce } from "./announce.js";
import { el } from "./dom.js";
import { dayText, webAddress } from "./printed.js";
import { t } from "./texts.js";

/** The question, its sentences with their numbers, and what stands behind each number. */
export function answerText(question, answer) {
  const numbers = (list) => list.map((number) => `[${number}]`).join("");
  const kept = answer.sentences.filter((sentence) => sentence.support !== "unsupported");
  const weak = ({ support }) => (support === "weak" ? ` (${t("support.weak")})` : "");
  const versions = answer.versions.map(
    ({ value, citations, corrected }) =>
      `– ${value} ${numbers(citations)}${corrected ? ` (${t("version.corrected")})` : ""}`,
  );
  const sentences = kept.map((sentence) => `${sentence.text} ${numbers(sentence.citations)}${weak(sentence)}`);
  const none = answer.status === "insufficient_evidence" ? [t("status.insufficient_evidence")] : [];
  const sources = answer.citations.map(({ number, quote, article }) => `[${number}] ${source(article)}\n“${quote}”`);
  return [question, [...none, ...versions, ...sentences].join("\n"), sources.join("\n\n")].filter(Boolean).join("\n\n");
}

function source({ source: outlet, published, title, url }) {
  return [outlet ?? t("outlet.unknown"), dayText(published), title, webAddress(url)].filter(Boolean).join(" · ");
}

export function copyAnswer(question, answer) {
  return put(answerText(question, answer));
}

export function copyQuote(quote, article) {
  return put(`“${quote}”\n${source(article)}`);
}

async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copied(text)) return announce(t("copy.failed"), { show: true });
  }
  return announce(t("copied"), { show: true });
}

/** The older way, for a page that is not on a secure address, where there is no clipboard to write to. */
function copied(text) {
  const field = el("textarea", { readonly: true, class: "heard" });
  field.value = text;
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  const focused = document.activeElement;
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}
