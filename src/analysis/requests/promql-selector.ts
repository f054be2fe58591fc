/** A selector of PromQL with one more matcher: `x{a="b"}` and `le="1"` make `x{a="b",le="1"}`. */
export function narrowed(selector: string, matcher: string): string {
  const text = selector.trim();
  if (!text.endsWith('}') || IS_PLACEHOLDER.test(text)) return `${text}{${matcher}}`;
  const open = text.slice(0, -1).trimEnd();
  return `${open}${/[{,]$/.test(open) ? '' : ','}${matcher}}`;
}

// A name that comes from an argument ends in braces as well.
const IS_PLACEHOLDER = /^\{\{[^{}]*\}\}$/;
