/** Elements made from parts. Text enters the page as text nodes and by no other way. */

/** `el("p.note", { lang: "ar" }, "text", child)`: a tag with classes, its attributes, its children. */
export function el(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") listen(node, value);
    else if (key.startsWith("on")) throw new TypeError(`${key} would be a script: use on: { … }`);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function listen(node, listeners) {
  for (const [event, listener] of Object.entries(listeners)) node.addEventListener(event, listener);
}

/** A drawn sign; the words beside it, or the label of its button, say what it means. */
export function icon(name) {
  return el(`span.icon.icon-${name}`, { "aria-hidden": "true" });
}

/** A button with a sign and words. With `quiet`, the words are for screen readers and the tooltip alone. */
export function button(name, words, press, { quiet = false, kind = "", ...attributes } = {}) {
  const label = quiet ? { "aria-label": words, title: words } : {};
  const classes = ["button.button", quiet && "quiet", kind].filter(Boolean).join(".");
  const parts = [name && icon(name), !quiet && el("span", {}, words)];
  return el(classes, { type: "button", ...label, ...attributes, on: { click: press } }, ...parts);
}

/** Words that are heard and not seen. */
export function heard(words) {
  return el("span.heard", {}, words);
}

/** An element of index.html. */
export function at(id) {
  return document.getElementById(id);
}

const styles = new Map();

/** Loads a stylesheet of `css/` once; resolves when it applies. */
export function style(name) {
  if (!styles.has(name)) {
    const link = el("link", { rel: "stylesheet", href: new URL(`css/${name}.css`, import.meta.url).href });
    const loaded = new Promise((resolve) => {
      link.addEventListener("load", resolve);
      link.addEventListener("error", resolve);
    });
    document.head.append(link);
    styles.set(name, loaded);
  }
  return styles.get(name);
}
