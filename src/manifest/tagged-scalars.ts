import { plainScalar } from './go-scalars';
import { shortText } from './short-text';

/** What a scalar with a tag says. */
export interface TaggedScalar {
  /** Its value. */
  readonly value: string | number | boolean | null;

  /**
   * What is wrong with it, or `unknown` for a tag that is none of YAML's.
   * @default - nothing
   */
  readonly problem?: string;
}

/** The value of a scalar with a tag, as Go has it. */
export function taggedScalar(tag: string, text: string): TaggedScalar {
  if (!tag.startsWith(YAML)) return { value: text, ...(tag === '!' ? {} : { problem: 'unknown' }) };
  const name = tag.slice(YAML.length);
  if (name === 'binary') return { value: Buffer.from(text, 'base64').toString('utf8') };
  const fits = TYPES[name];
  if (fits === undefined) return { value: text };
  const value = plainScalar(text);
  return fits(value)
    ? { value }
    : { value: text, problem: `${JSON.stringify(shortText(text))} is no ${name}, as !!${name} says` };
}

const YAML = 'tag:yaml.org,2002:';

const TYPES: Readonly<Record<string, ((value: unknown) => boolean) | undefined>> = {
  int: (value) => Number.isInteger(value),
  float: (value) => Number.isFinite(value),
  bool: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};
