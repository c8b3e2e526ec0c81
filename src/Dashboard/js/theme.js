// Light, dark, or whatever the system says; kept in this browser.
import { h, replace } from "./dom.js";
import { say } from "./announce.js";
import { icon } from "./icons.js";

const NEXT = { system: "light", light: "dark", dark: "system" };

export function theme(button) {
  const current = () => document.documentElement.dataset.theme ?? "system";
  const draw = () => {
    replace(button, icon(current()), h("span", {}, `${current()} theme`));
    button.setAttribute("aria-label", `Theme: ${current()}. Change to ${NEXT[current()]}`);
    button.title = `Change to ${NEXT[current()]}`;
  };
  button.addEventListener("click", () => {
    const next = NEXT[current()];
    if (next === "system") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = next;
    }
    try {
      next === "system" ? localStorage.removeItem("theme") : localStorage.setItem("theme", next);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    draw();
    say(`Theme: ${next}`);
  });
  draw();
}
