import { isScalar, type Node, Scalar } from 'yaml';
import { plainScalar } from './go-scalars';
import { taggedScalar } from './tagged-scalars';

/** Whether a key is `<<`, which takes over the keys of another mapping. */
export function isMergeKey(key: Node): boolean {
  return (
    isScalar(key) && key.source === '<<' && (key.tag === undefined ? key.type === Scalar.PLAIN : key.tag === MERGE)
  );
}

/** The text that a key is in JSON: `on` is `true`, and `0x1f` is `31`; undefined for null and for what is no scalar. */
export function keyText(key: Node | null): string | undefined {
  if (!isScalar(key)) return undefined;
  const text = key.source ?? '';
  const isText = key.tag === undefined && key.type !== Scalar.PLAIN;
  if (isText) return text;
  const value = key.tag === undefined ? plainScalar(text) : taggedScalar(key.tag, text).value;
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? text : String(value);
  return value === null ? undefined : String(value);
}

const MERGE = 'tag:yaml.org,2002:merge';
