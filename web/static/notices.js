/** What the server has to say of an answer: in the page's language where it knows the kind, else in English. */

import { el } from "./dom.js";
import { dayText, inline, periodText, plain } from "./printed.js";
import { locale, t } from "./texts.js";

const none = () => ({});
const years = ({ years: list = "" }) => ({ years: inline(list.replaceAll(", ", t("list.comma"))) });
const failure = ({ error }) => ({ error: english("bdi", plain(error)) });

/** What fills the places of each kind's text. Words from elsewhere are elements, so that none turns the line around. */
const PARTS = {
  nothing_matches: none,
  nothing_near: none,
  missing_years: years,
  unnamed_years: years,
  model_found_none: none,
  unproven: none,
  model_failed: failure,
  period_left_out: ({ since, until }) => ({ period: periodText(since, until) }),
  correction: ({ outlet, day, value }) => ({ outlet: inline(outlet), day: dayText(day), value: inline(value) }),
  not_kept: failure,
};

/** Words of the server, which are English whatever the page's language is. */
export function english(name, words) {
  return el(name, locale.code === "en" ? {} : { lang: "en", dir: "ltr" }, words);
}

/** A notice, or the reason why there is no evidence. One kept by an earlier Khabar is a plain text. */
export function noticeView(name, notice) {
  if (typeof notice === "string") return english(name, notice);
  const { kind, text, values = {} } = notice;
  if (!Object.hasOwn(PARTS, kind)) return english(name, text);
  return el(name, {}, ...filled(kind, PARTS[kind](values)));
}

/** The pieces of a kind's text, with elements in its places. */
function filled(kind, parts) {
  const places = Object.keys(parts).map((place) => [place, `\0${place}\0`]);
  return t(`notice.${kind}`, Object.fromEntries(places))
    .split("\0")
    .map((piece, i) => (i % 2 ? parts[piece] : piece));
}
