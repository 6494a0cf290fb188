/** Parts of the page that load when they are first used. */

import { announce } from "./announce.js";
import { restOfTexts, t } from "./texts.js";

/** A function of a module that is fetched at the first call; says so where it cannot be. */
function later(load, name) {
  return async (...values) => {
    let module;
    try {
      [module] = await Promise.all([load(), restOfTexts()]);
    } catch {
      announce(t("problem.unreachable"), { show: true });
      return undefined;
    }
    return module[name](...values);
  };
}

export const openArticle = later(() => import("./article.js"), "openArticle");
export const openAdd = later(() => import("./add.js"), "openAdd");
export const openLibrary = later(() => import("./library.js"), "openLibrary");
export const openShortcuts = later(() => import("./shortcuts.js"), "openShortcuts");
export const editFilters = later(() => import("./filter-dialog.js"), "editFilters");
export const conversationMenu = later(() => import("./conversation-menu.js"), "conversationMenu");
export const askNote = later(() => import("./feedback.js"), "askNote");
export const copyAnswer = later(() => import("./copy.js"), "copyAnswer");
