/** The words of the page in six languages: `texts/LANGUAGE/page.js` for what stands there first, `rest.js` for more. */

export const LANGUAGES = { en: "English", ar: "العربية", es: "Español", fr: "Français", ru: "Русский", zh: "中文" };
const STORED = "khabar.language";

/** The language of the page. `dir` follows from it, and everything on the page from `dir`. */
export const locale = { code: "en", dir: "ltr" };
const texts = {};

/** The reader's choice, else the first of the browser's languages that the page knows, else English. */
export function preferred(languages = navigator.languages, chosen = localStorage.getItem(STORED)) {
  const wanted = [chosen, ...languages].filter(Boolean).map((code) => code.toLowerCase().split("-")[0]);
  return wanted.find((code) => Object.hasOwn(LANGUAGES, code)) ?? "en";
}

/** Loads the words and turns the page to their direction. */
export async function loadTexts() {
  locale.code = preferred();
  locale.dir = locale.code === "ar" ? "rtl" : "ltr";
  await load("page");
  document.documentElement.lang = locale.code === "zh" ? "zh-Hans" : locale.code;
  document.documentElement.dir = locale.dir;
}

async function load(part) {
  Object.assign(texts, (await import(`./texts/${locale.code}/${part}.js`)).default);
}

/** Loads the words of the parts that are fetched later. */
export function restOfTexts() {
  return load("rest");
}

/** Keeps the reader's choice and starts the page anew in it. */
export function choose(code) {
  localStorage.setItem(STORED, code);
  location.reload();
}

/** A text of the page with its `{places}` filled. A key without a text is a fault and says so. */
export function t(key, values = {}) {
  const text = texts[key];
  if (text === undefined) throw new Error(`no text for ${key} in ${locale.code}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** Fills the words of index.html: `data-text` is an element's text, `data-label` its name and tooltip. */
export function fill(root = document) {
  for (const node of root.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.matches("button, a")) node.title = t(node.dataset.label);
  }
}
