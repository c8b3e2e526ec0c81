// Builds the page from nodes. All text, whoever wrote it, becomes a text node: nothing here can turn it into markup.
import { visible } from "./text.js";

const PAIRS = /^(?:class|id|href|type|role|title|for|name|value|placeholder|tabindex|datetime|rows|maxlength|minlength|autocomplete|accept|open|hidden|disabled|checked|multiple|required|webkitdirectory|scope|colspan|download|dir|lang|spellcheck|inputmode|min|max|step|list|rel|target|(?:aria|data)-[a-z-]+)$/;

/**
 * Makes an element. `properties` are attributes of the list above, `on` with listeners, and `vars` with CSS custom properties;
 * children are nodes, texts, numbers, arrays of them, or nothing.
 */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else if (name === "vars") {
      vars(element, value);
    } else if (!PAIRS.test(name)) {
      throw new TypeError(`The attribute ${name} is not one that this page uses.`);
    } else if (name === "href" && !safe(value)) {
      throw new TypeError("A link leads to this page or to http.");
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, visible(String(value)));
    }
  }
  fill(element, children);
  return element;
}

/** Sets CSS custom properties, which are numbers. */
export function vars(element, values) {
  for (const [property, number] of Object.entries(values)) {
    element?.style.setProperty(`--${property}`, String(Number(number) || 0));
  }
}

/** Puts children in the place of those that an element has. Where one of them had the focus, the one that is the same again gets it. */
export function replace(element, ...children) {
  const held = element !== document.activeElement && element.contains(document.activeElement) ? twinOf(document.activeElement, element) : null;
  element.replaceChildren();
  fill(element, children);
  if (held && document.activeElement === document.body) {
    held()?.focus({ preventScroll: true });
  }
  return element;
}

/** Finds an element, or the one that was drawn anew in its place: that of the same kind and name, the same one of several. */
export function twinOf(element, within = document) {
  if (!element || element === document.body) {
    return () => null;
  }
  const like = () => [...within.querySelectorAll(element.localName)].filter((other) => nameOf(other) === nameOf(element));
  const place = like().indexOf(element);
  return () => (element.isConnected ? element : like()[place] ?? null);
}

// What is folded tells in its head how things stand; its first words are what stays.
function nameOf(element) {
  return element.id || element.getAttribute("aria-label") || (element.matches("summary") ? element.firstElementChild : element)?.textContent;
}

/** A part of a node that stays as it is, opened or loaded, while the node is drawn anew around it. */
export function kept(node, key, make) {
  node.parts ??= new Map();
  if (!node.parts.has(key)) {
    node.parts.set(key, make());
  }
  return node.parts.get(key);
}

/**
 * Brings a list in step with its items and keeps the nodes of those that stay, so that focus, selection and scrolling stay, too.
 * `draw(node, item)` is called for new items and for those whose `look` changed.
 */
export function keyed(list, items, keyOf, make, draw) {
  const known = new Map([...list.children].map((node) => [node.dataset.key, node]));
  let place = list.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const look = JSON.stringify(item);
    let node = known.get(key);
    known.delete(key);
    if (!node) {
      node = make(item);
      node.dataset.key = key;
    }
    if (node.look !== look) {
      node.look = look;
      draw(node, item);
    }
    if (node === place) {
      place = place.nextElementSibling;
    } else {
      list.insertBefore(node, place);
    }
  }
  for (const node of known.values()) {
    node.remove();
  }
}

function fill(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) {
      fill(element, child);
    } else if (child instanceof Node) {
      element.append(child);
    } else if (child !== null && child !== undefined && child !== false && child !== true) {
      element.append(document.createTextNode(visible(String(child))));
    }
  }
}

function safe(href) {
  return /^#/.test(href) || /^https?:\/\//i.test(href);
}
