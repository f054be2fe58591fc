import { type ConditionValue, goType, isList, isMap } from './condition-value';
import { ANYTHING, listType, type StaticType } from './static-type';

/** What the checker of the language knows of a value that is there. */
export function typeOfValue(value: ConditionValue): StaticType {
  if (value === null) return { is: 'nil' };
  if (isList(value)) return listType(ELEMENTS[value.element] ?? ANYTHING, goType(value));
  if (isMap(value)) return { is: 'map', of: ANYTHING, key: 'string' };
  if (typeof value === 'number') return { is: 'float' };
  return typeof value === 'bigint' ? { is: 'int' } : typeof value === 'string' ? { is: 'string' } : { is: 'boolean' };
}

const ELEMENTS: Readonly<Record<string, StaticType>> = {
  float64: { is: 'float' },
  string: { is: 'string' },
  bool: { is: 'boolean' },
};
