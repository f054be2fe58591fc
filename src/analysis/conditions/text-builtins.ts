import { toInt } from './arithmetic';
import { type ConditionValue, fail, goText, listOf } from './condition-value';
import { fromResult } from './from-result';
import { ANY } from './result-type';
import { type Builtin, overloaded, takes, textOf } from './signatures';
import { ANYTHING, listType, simple } from './static-type';
import { toJson } from './to-json';

const TEXT = simple('string');
const INT = simple('int');
const TEXTS = listType(TEXT, '[]string');

/** The functions of the language that are about texts (expr-lang/expr 1.17.7 builtin). */
export const TEXT_BUILTINS: readonly [string, Builtin][] = [
  overloaded('string', [takes([ANYTHING], TEXT)], (of = null) => goText(of)),
  overloaded('upper', [takes([TEXT], TEXT)], (of = null) => textOf(of).toUpperCase()),
  overloaded('lower', [takes([TEXT], TEXT)], (of = null) => textOf(of).toLowerCase()),
  overloaded('trim', [takes([TEXT], TEXT), takes([TEXT, TEXT], TEXT)], (of = null, cut) =>
    cut === undefined ? textOf(of).trim() : trimmed(textOf(of), textOf(cut)),
  ),
  overloaded('trimPrefix', [takes([TEXT, TEXT], TEXT), takes([TEXT], TEXT)], (of = null, prefix = ' ') =>
    textOf(of).startsWith(textOf(prefix)) ? textOf(of).slice(textOf(prefix).length) : of,
  ),
  overloaded('trimSuffix', [takes([TEXT, TEXT], TEXT), takes([TEXT], TEXT)], (of = null, suffix = ' ') =>
    suffix !== '' && textOf(of).endsWith(textOf(suffix)) ? textOf(of).slice(0, -textOf(suffix).length) : of,
  ),
  overloaded('split', [takes([TEXT, TEXT], TEXTS), takes([TEXT, TEXT, INT], TEXTS)], (of = null, by = null, n) =>
    listOf(split(textOf(of), textOf(by), n, false), 'string'),
  ),
  overloaded('splitAfter', [takes([TEXT, TEXT], TEXTS), takes([TEXT, TEXT, INT], TEXTS)], (of = null, by = null, n) =>
    listOf(split(textOf(of), textOf(by), n, true), 'string'),
  ),
  overloaded(
    'replace',
    [takes([TEXT, TEXT, TEXT, INT], TEXT), takes([TEXT, TEXT, TEXT], TEXT)],
    (of = null, from = null, to = null, n) => replaced(textOf(of), textOf(from), textOf(to), n),
  ),
  overloaded('repeat', [takes([TEXT, INT], TEXT)], (of = null, times = null) => {
    const n = toInt(times);
    if (n < 0n) return fail(`invalid argument for repeat (expected positive integer, got ${n})`);
    // The controller has room for a million characters.
    return n * BigInt(textOf(of).length) > 1_000_000n ? fail('memory budget exceeded') : textOf(of).repeat(Number(n));
  }),
  overloaded('indexOf', [takes([TEXT, TEXT], INT)], (of = null, part = null) =>
    bytesBefore(textOf(of), textOf(of).indexOf(textOf(part))),
  ),
  overloaded('lastIndexOf', [takes([TEXT, TEXT], INT)], (of = null, part = null) =>
    bytesBefore(textOf(of), textOf(of).lastIndexOf(textOf(part))),
  ),
  overloaded('hasPrefix', [takes([TEXT, TEXT], simple('boolean'))], (of = null, prefix = null) =>
    textOf(of).startsWith(textOf(prefix)),
  ),
  overloaded('hasSuffix', [takes([TEXT, TEXT], simple('boolean'))], (of = null, suffix = null) =>
    textOf(of).endsWith(textOf(suffix)),
  ),
  overloaded('toJSON', [takes([ANYTHING], TEXT)], (of = null) => toJson(of)),
  overloaded('fromJSON', [takes([TEXT], ANYTHING)], (of = null) => fromJson(textOf(of))),
  overloaded('toBase64', [takes([TEXT], TEXT)], (of = null) => Buffer.from(textOf(of)).toString('base64')),
  overloaded('fromBase64', [takes([TEXT], TEXT)], (of = null) => {
    const isBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(textOf(of));
    return isBase64 ? Buffer.from(textOf(of), 'base64').toString() : fail('illegal base64 data');
  }),
  // What these say changes with the time, so they are checked but not evaluated.
  [
    'now',
    {
      check: (args) =>
        args.length === 0 || args[0]?.is === 'location'
          ? simple('time')
          : `invalid number of arguments (expected 0, got ${args.length})`,
      call: () => ofTime('now'),
    },
  ],
  overloaded('duration', [takes([TEXT], simple('duration'))], () => ofTime('duration')),
  overloaded('timezone', [takes([TEXT], simple('location'))], () => ofTime('timezone')),
  [
    'date',
    {
      check: (args) => {
        if (args.length === 0) return 'invalid number of arguments (expected at least 1, got 0)';
        const given = args[0]?.is === 'location' ? args.length - 1 : args.length;
        return given > 3 ? `invalid number of arguments (expected at most 3, got ${given})` : simple('time');
      },
      call: () => ofTime('date'),
    },
  ],
];

function ofTime(name: string): never {
  return fail(`${name}() depends on time: it is checked, but evaluated only by the controller`);
}

function trimmed(text: string, cut: string): string {
  const characters = [...text];
  while (cut.includes(characters.at(0) ?? '?') && characters.length > 0) characters.shift();
  while (cut.includes(characters.at(-1) ?? '?') && characters.length > 0) characters.pop();
  return characters.join('');
}

function split(text: string, by: string, limit: ConditionValue | undefined, keeps: boolean): string[] {
  const n = limit === undefined ? -1n : toInt(limit);
  if (n === 0n) return [];
  const parts = by === '' ? [...text] : text.split(by);
  const kept = keeps ? parts.map((part, index) => (index < parts.length - 1 ? part + by : part)) : parts;
  if (n < 0n || BigInt(kept.length) <= n) return kept;
  const last = Number(n) - 1;
  return [...kept.slice(0, last), kept.slice(last).join(keeps ? '' : by)];
}

function replaced(text: string, from: string, to: string, limit: ConditionValue | undefined): string {
  const n = limit === undefined ? -1 : Number(toInt(limit));
  let done = 0;
  return text.replaceAll(from, (found) => (n >= 0 && done++ >= n ? found : to));
}

// Go counts bytes.
function bytesBefore(text: string, index: number): bigint {
  return index < 0 ? -1n : BigInt(Buffer.byteLength(text.slice(0, index)));
}

function fromJson(text: string): ConditionValue {
  try {
    return fromResult(JSON.parse(text), ANY);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fail(`invalid JSON: ${error.message}`);
  }
}
