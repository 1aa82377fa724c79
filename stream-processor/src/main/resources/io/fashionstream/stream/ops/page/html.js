/** Markup that is safe to put into the page. */
class Markup {
  constructor(text) {
    this.text = text;
  }
}

function escaped(value) {
  if (value instanceof Markup) {
    return value.text;
  }
  if (Array.isArray(value)) {
    return value.map(escaped).join("");
  }
  return String(value).replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`);
}

/** A template whose values are text, unless they come from such a template themselves; lists of both are joined. */
export function html(parts, ...values) {
  return new Markup(parts.reduce((text, part, i) => text + escaped(values[i - 1]) + part));
}

export const element = id => document.getElementById(id);

/**
 * Puts text or markup into the element with this id, where it is not there yet; true if it was not. What markup says in
 * data-css becomes its style: the server's policy allows no style in markup.
 */
export function fill(id, content) {
  const target = element(id);
  const markup = escaped(content);
  if (target.shown === markup) {
    return false;
  }
  target.shown = markup;
  target.innerHTML = markup;
  target.querySelectorAll("[data-css]").forEach(styled => {
    styled.style.cssText = styled.dataset.css;
  });
  return true;
}
