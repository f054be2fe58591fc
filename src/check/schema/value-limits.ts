import type { SchemaNode } from './crd-schema';
import { counted, shown } from './given-value';
import { patternText } from './pattern-text';
import type { SchemaLibrary } from './schema-library';
import { VALUE_FORMATS } from './value-formats';

/**
 * Longer texts are not matched: some patterns take the square of the length, and what Kubernetes gives a pattern to, is a
 * name or a quantity.
 */
const MATCHED = 2_000;

/** What a value of the right type has to be besides, as the end of a sentence `<field> takes …`; undefined if it is. */
export function limitOf(value: unknown, node: SchemaNode, library: SchemaLibrary): string | undefined {
  const allowed = node.enum;
  if (allowed !== undefined && !allowed.includes(value) && node.experimentalEnum?.includes(value) !== true) {
    return counted(allowed.map(shown), 'or');
  }
  if (typeof value === 'string') return limitOfText(value, node, library) ?? limitOfFormat(value, node);
  if (typeof value === 'number') return limitOfNumber(value, node) ?? limitOfFormat(value, node);
  if (Array.isArray(value)) return limitOfCount(value.length, node.minItems, node.maxItems, 'element');
  if (typeof value !== 'object' || value === null) return undefined;
  return limitOfCount(Object.keys(value).length, node.minProperties, node.maxProperties, 'key');
}

function limitOfText(value: string, node: SchemaNode, library: SchemaLibrary): string | undefined {
  const { minLength, maxLength, pattern } = node;
  // JavaScript counts some characters twice, so that the length is right only where it is within the limits anyway.
  const isInDoubt = value.length > (maxLength ?? value.length) || value.length < 2 * (minLength ?? 0);
  const limit = isInDoubt ? limitOfCount([...value].length, minLength, maxLength, 'character') : undefined;
  if (limit !== undefined || pattern === undefined || value.length > MATCHED) return limit;
  return library.regExp(pattern).test(value) ? undefined : patternText(pattern);
}

function limitOfNumber(value: number, node: SchemaNode): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = node;
  const isLow = minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum);
  const isHigh = maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum);
  if ((isLow || isHigh) && minimum !== undefined && maximum !== undefined && !exclusiveMinimum && !exclusiveMaximum) {
    return `${minimum} to ${maximum}`;
  }
  if (isLow || isHigh) {
    const least = minimum === undefined ? [] : [exclusiveMinimum ? `more than ${minimum}` : `at least ${minimum}`];
    const most = maximum === undefined ? [] : [exclusiveMaximum ? `less than ${maximum}` : `at most ${maximum}`];
    return [...least, ...most].join(' and ');
  }
  return multipleOf !== undefined && value % multipleOf !== 0 ? `a multiple of ${multipleOf}` : undefined;
}

function limitOfFormat(value: unknown, { format }: SchemaNode): string | undefined {
  const known = format === undefined ? undefined : VALUE_FORMATS.get(format);
  return known === undefined || known.has(value) ? undefined : known.takes;
}

function limitOfCount(count: number, least: number | undefined, most: number | undefined, what: string) {
  if (least !== undefined && count < least) return `at least ${least} ${what}${least === 1 ? '' : 's'}`;
  return most !== undefined && count > most ? `at most ${most} ${what}${most === 1 ? '' : 's'}` : undefined;
}
