/** Text as it was printed elsewhere: its script, its direction, and characters that would turn a line around. */

import { el } from "./dom.js";
import { t, locale } from "./texts.js";

const TURNING = /([\u202a-\u202e\u2066-\u2069])/u;
const OVERRIDES = { "\u202d": "LRO", "\u202e": "RLO" };
const RIGHT_TO_LEFT = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);
const FROM_RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}]/u;
const FROM_LEFT = /(?![\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}])\p{L}/u;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/**
 * The text as nodes. An override, which shows letters in another order than they stand in, is drawn as its name; the
 * other controls of direction are left out, because one that is never closed would turn the text after it.
 */
export function plain(text) {
  return String(text ?? "")
    .split(TURNING)
    .filter((piece) => OVERRIDES[piece] || !TURNING.test(piece))
    .map((piece) => (OVERRIDES[piece] ? el("span.control", { title: t("control") }, OVERRIDES[piece]) : piece));
}

/** A language code fit for the attribute `lang`, or null. */
export function lang(code) {
  if (!LANGUAGE.test(code ?? "") || code === "und") return null;
  return code === "zh" ? "zh-Hans" : code;
}

/** A name or a title inside a line of another language. */
export function inline(text, code = null) {
  return el("bdi", { lang: lang(code) }, ...plain(text));
}

/** A block of its own: a paragraph, a quote, a heading, in its own direction. */
export function block(tag, text, code = null, ...more) {
  return el(tag, { dir: direction(text, code), lang: lang(code) }, ...plain(text), ...more);
}

/**
 * The language's own direction where the text has a letter of it, so that an Arabic paragraph that opens with “NATO”
 * is still set from the right; `auto`, by the first letter, where the language is unknown or the letters are others.
 */
export function direction(text, code) {
  if (!lang(code)) return "auto";
  if (RIGHT_TO_LEFT.has(code.split("-")[0])) return FROM_RIGHT.test(text) ? "rtl" : "auto";
  return FROM_LEFT.test(text) ? "ltr" : "auto";
}

/** The offset in UTF-16 units, which strings are sliced by, of an offset in code points, which the server counts. */
export function units(text, points) {
  let offset = 0;
  for (let n = 0; n < points && offset < text.length; n += 1) offset += text.codePointAt(offset) > 0xffff ? 2 : 1;
  return offset;
}

/** A language's name in the language of the page. */
export function languageName(code) {
  if (!lang(code)) return t("language.unknown");
  return new Intl.DisplayNames([locale.code], { type: "language" }).of(code);
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)/;
const FORMAT = { dateStyle: "long", calendar: "gregory", timeZone: "UTC" };

function day(iso) {
  const match = DAY.exec(iso ?? "");
  const date = match ? new Date(Date.UTC(match[1], match[2] - 1, match[3])) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

/** The day as the outlet states it, never moved to the reader's time zone, as plain text. */
export function dayText(iso) {
  const date = day(iso);
  return date ? new Intl.DateTimeFormat(locale.code, FORMAT).format(date) : t("date.unknown");
}

/** The same as an element that holds the date for machines. */
export function dayTime(iso) {
  return day(iso) ? el("time", { datetime: iso.slice(0, 10), dir: locale.dir }, dayText(iso)) : own(t("date.unknown"));
}

/** A moment of the reader's own, in their time zone: the time if it was today, else the day, as short as it can be. */
export function momentTime(iso) {
  const [date, now] = [new Date(iso), new Date()];
  const thisYear = date.getFullYear() === now.getFullYear() ? { month: "short", day: "numeric" } : { dateStyle: "medium" };
  const style = date.toDateString() === now.toDateString() ? { timeStyle: "short" } : thisYear;
  const words = new Intl.DateTimeFormat(locale.code, { ...style, calendar: "gregory" }).format(date);
  return el("time", { datetime: iso, dir: locale.dir }, words);
}

/** A period in words: both ends count, either may be open. */
export function periodText(since, until) {
  const [from, to] = [day(since), day(until)];
  if (from && to) return new Intl.DateTimeFormat(locale.code, FORMAT).formatRange(from, to);
  if (from) return t("period.since", { day: dayText(since) });
  return to ? t("period.until", { day: dayText(until) }) : "";
}

export function number(value) {
  return new Intl.NumberFormat(locale.code).format(value);
}

/** The address if it is one of the web, else null: no other scheme becomes a link. */
export function webAddress(address) {
  try {
    const url = new URL(address);
    return ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Words of the page itself, which may stand in a line of the other direction. */
function own(words) {
  return el("span", { dir: locale.dir }, words);
}

/** Outlet, day and language of an article, with the outlets that ran the same copy. */
export function imprint(article, alsoIn = []) {
  const outlet = article.source ? inline(article.source) : own(t("outlet.unknown"));
  outlet.classList.add("outlet");
  const parts = [outlet, dayTime(article.published), own(languageName(article.language))];
  if (alsoIn.length) {
    const names = alsoIn.flatMap((name, i) => (i ? [t("list.comma"), inline(name)] : [inline(name)]));
    parts.push(el("span", { dir: locale.dir }, `${t("also")} `, ...names));
  }
  return el("p.imprint", {}, ...parts.flatMap((part, i) => (i ? [" · ", part] : [part])));
}
