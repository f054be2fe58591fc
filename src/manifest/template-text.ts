import { shortText } from './short-text';

/**
 * What to say of `{{` that YAML takes for a mapping; undefined where there is none.
 * @param text what begins with it
 */
export function templateMessage(text: string): string | undefined {
  const [action] = text.match(/^\{\{.*?(\}\}|$|(?=\n))/) ?? [];
  if (action === undefined) return undefined;
  const shown = shortText(action);
  return GO_TEMPLATE.test(action)
    ? `this looks like a Helm template (${shown}); render it first, with helm template, and check what comes out`
    : `a value that begins with {{ has to stand in quotes: "${shown}"`;
}

/**
 * Where the template is that makes a document no YAML; undefined where nothing looks like one.
 * @param at where the document is no YAML
 */
export function templateAt(text: string, at: number): number | undefined {
  const block = text.match(/(?:^|\n)[ \t]*(?=\{\{-? *(?:\.|\$|\/\*|[a-z]+\b(?!\.)))/);
  if (block?.index !== undefined) return block.index + block[0].length;
  // The parser says often only at the next line what is wrong with this one.
  const before = text.lastIndexOf('\n', at - 1);
  const from = text.lastIndexOf('\n', before - 1) + 1;
  const to = text.indexOf('\n', at);
  const start = Math.max(from, at - NEAR);
  const lines = text.slice(start, Math.min(to === -1 ? text.length : to, at + NEAR));
  const found = lines.match(/(?:^|[\n:[,-])[ \t]*(?=\{\{)/);
  return found?.index === undefined ? undefined : start + found.index + found[0].length;
}

/** How many characters of long lines are looked at. */
const NEAR = 500;

/** Go has fields with a dot in front, variables, comments and functions; Argo has names such as `args.service`. */
const GO_TEMPLATE =
  /^\{\{-?\s*(?:[.$/"`(]|(?:if|else|end|range|with|define|template|block|include|toYaml)\b|[A-Za-z]+\s+[^\s}])/;
