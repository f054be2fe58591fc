import { entriesOf, isThere, type Plain, textOf, wordOf } from '../manifest/plain';

/**
 * Whether a selector that is written as text, such as `team=shop,tier!=test`, takes an object with these labels.
 *
 * One that is not there takes all, and one that cannot be read here takes any.
 */
export function selectorTakes(selector: Plain, labels: Plain): boolean {
  if (!isThere(selector)) return true;
  const values = new Map(entriesOf(labels).map(([key, value]) => [key, wordOf(value)]));
  return (textOf(selector) ?? '').split(/,(?![^(]*\))/).every((part) => partTakes(part.trim(), values));
}

function partTakes(part: string, labels: ReadonlyMap<string, string>): boolean {
  const [, key = '', equality, value = ''] = /^([^\s=!(),]+)\s*(==?|!=)\s*([^\s=!(),]*)$/.exec(part) ?? [];
  if (equality !== undefined) return (labels.get(key) === value) === (equality !== '!=');
  const [, name = '', not, list = ''] = /^(\S+)\s+(not)?in\s*\(([^)]*)\)$/.exec(part) ?? [];
  if (name !== '') {
    const isListed = list.split(',').some((one) => one.trim() === labels.get(name));
    return isListed === (not === undefined);
  }
  const [, without, only = ''] = /^(!?)\s*([^\s=!(),]+)$/.exec(part) ?? [];
  return only === '' || labels.has(only) === (without === '');
}
