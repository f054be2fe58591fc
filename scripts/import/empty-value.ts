/** What stands for the empty value of an enum while `cdk8s import` runs, which leaves that value out silently. */
const STAND_IN = 'EMPTY_VALUE_OF_AN_ENUM';

/** A replacer for `JSON.stringify` that puts the stand-in into the enums of a schema. */
export function withStandIn(key: string, value: unknown): unknown {
  if (key !== 'enum' || !Array.isArray(value)) return value;
  return value.map((one: unknown) => (one === '' ? STAND_IN : one));
}

/** A value of a generated enum, the stand-in taken off again. */
export function withoutStandIn(text: string): string {
  return text.replace(STAND_IN, '');
}
