import { type ConditionValue, fail, goText, isList, isMap } from './condition-value';

/** A value as the controller writes JSON: two spaces deep, the keys of a map sorted. */
export function toJson(value: ConditionValue, indent = ''): string {
  if (isList(value))
    return block(
      '[',
      ']',
      value.list.map((item) => toJson(item, `${indent}  `)),
      indent,
    );
  if (isMap(value)) {
    const entries = [...value.map].map(([key, of]) => `${JSON.stringify(goText(key))}: ${toJson(of, `${indent}  `)}`);
    return block('{', '}', entries.sort(), indent);
  }
  if (typeof value === 'string') return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeHtml);
  if (typeof value === 'number' && !Number.isFinite(value)) return fail(`json: unsupported value: ${goText(value)}`);
  return String(value);
}

function block(open: string, close: string, items: readonly string[], indent: string): string {
  return items.length === 0 ? open + close : `${open}\n${indent}  ${items.join(`,\n${indent}  `)}\n${indent}${close}`;
}

function escapeHtml(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
