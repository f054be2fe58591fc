import type { Schema } from './simplify-schema';

const STAND_IN = /_stand_in_\d+/;

/**
 * A replacer for `JSON.stringify` that puts stand-ins for what `cdk8s import` leaves out silently: the empty value of an
 * enum, a value that differs from an earlier one in case only, and a property whose name differs from that of an earlier
 * one in case and punctuation only (Istio's `mirror_percent` and `mirrorPercent`).
 */
export function withStandIns(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return key === 'enum' ? enumWithStandIns(value) : value;
  return isStruct(value) ? structWithStandIns(value) : value;
}

/** A generated text, the stand-in taken off again. */
export function withoutStandIn(text: string): string {
  return text.replace(STAND_IN, '');
}

function enumWithStandIns(values: readonly unknown[]): readonly unknown[] {
  const texts = values.map((value) => String(value).toLowerCase());
  return values.map((value, index) => (value === '' || isRepeated(texts, index) ? standIn(value, index) : value));
}

function structWithStandIns({ properties, required, ...rest }: Schema & { properties: object }): Schema {
  const names = Object.keys(properties);
  const plain = names.map((name) => name.replace(/[^a-z0-9]/gi, '').toLowerCase());
  const renamed = (name: string) => {
    const index = names.indexOf(name);
    return isRepeated(plain, index) ? standIn(name, index) : name;
  };
  return {
    ...rest,
    properties: Object.fromEntries(Object.entries(properties).map(([name, schema]) => [renamed(name), schema])),
    ...(Array.isArray(required) && { required: required.map(renamed) }),
  };
}

function isRepeated(texts: readonly string[], index: number): boolean {
  return texts.slice(0, index).includes(texts[index] ?? '');
}

function standIn(value: unknown, index: number): string {
  return `${value}_stand_in_${index}`;
}

function isStruct(value: unknown): value is Schema & { properties: object } {
  if (typeof value !== 'object' || value === null || !('properties' in value)) return false;
  return typeof value.properties === 'object' && value.properties !== null;
}
