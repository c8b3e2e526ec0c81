// Tabs as screen readers know them: arrows move, the address follows, and only what is shown is loaded.
import { h } from "../dom.js";
import { note } from "../router.js";

export function tabs(base, views) {
  let chosen = null;
  let shownRun = null;
  const buttons = views.map(([id, title]) => h("button", {
    type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`, "aria-selected": "false", tabindex: -1,
    on: { click: () => { note([...base, id]); choose(id); } },
  }, title));
  const panels = views.map(([id, , view]) => h("div", { role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}`, hidden: true }, view.node));
  const bar = h("div", { class: "tabs", role: "tablist", "aria-label": "Details", on: { keydown: move } }, buttons);

  function move(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -views.length, End: views.length }[event.key];
    if (by) {
      event.preventDefault();
      const here = views.findIndex(([id]) => id === chosen);
      const next = Math.abs(by) > 1 ? (by < 0 ? 0 : views.length - 1) : (here + by + views.length) % views.length;
      buttons[next].click();
      buttons[next].focus();
    }
  }

  function choose(id) {
    chosen = views.some(([known]) => known === id) ? id : views[0][0];
    views.forEach(([known, , view], index) => {
      const on = known === chosen;
      buttons[index].setAttribute("aria-selected", String(on));
      buttons[index].tabIndex = on ? 0 : -1;
      panels[index].hidden = !on;
      if (on && shownRun) {
        view.update(shownRun);
      }
    });
    return true;
  }

  return {
    node: h("section", { "aria-label": "Details" }, bar, panels),
    choose,
    /** `anew`: something that the run waits for has changed, though the run has not. */
    update(run, anew = false) {
      shownRun = run;
      return views.find(([id]) => id === chosen)?.[2].update(run, anew);
    },
  };
}
