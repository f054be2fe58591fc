import { goDurationSeconds } from '../manifest/go-duration';
import { type ManifestPath, pathText } from '../manifest/manifest-path';
import { at, entriesOf, isThere, listOf, type Plain, wordOf } from '../manifest/plain';
import { quantityOf } from '../manifest/quantity';
import { dnsLabelProblems, isPortName, quote } from '../validation/names';
import type { Fix } from './finding';
import { isOpen } from './open-text';

/**
 * What the values of some fields may be, by the way to each, such as `spec.ports[].port`; `*` is any key. It is said by
 * words for the values of an enumeration, `1..65535` or `0..` for a whole number, or one of the words of `FORMS`.
 */
export type AllowedTable = Readonly<Record<string, string>>;

/** The fields of which it is known what they may be, as a tree of keys; `[]` is any element of a list, `*` any key. */
export interface AllowedValues {
  /**
   * What the value here may be.
   * @default - nothing is known of it
   */
  readonly form?: ValueForm;

  /** The fields below, by their keys. */
  readonly below: ReadonlyMap<string, AllowedValues>;
}

/** What a value may be. */
export interface ValueForm {
  /** It in words, for messages. */
  readonly words: string;

  /** The values of an enumeration; undefined where it is none. */
  readonly values?: readonly string[];

  /** Whether a value is one of it. */
  takes(value: Plain): boolean;
}

/** A value that its field does not take. */
export interface ValueFault {
  /** The way to it. */
  readonly path: ManifestPath;

  /** What is wrong there. */
  readonly message: string;

  /**
   * How it is mended.
   * @default - it is like none of the values
   */
  readonly fix?: Fix;
}

/** The fields of a table. */
export function allowedValues(table: AllowedTable): AllowedValues {
  return treeOf(
    Object.entries(table).map(([way, form]) => ({ keys: way.replaceAll('[]', '.[]').split('.'), form: formOf(form) })),
  );
}

/** The values in a part of a manifest that their fields do not take. */
export function valueFaults(value: Plain, { form, below }: AllowedValues, way: ManifestPath = []): ValueFault[] {
  return [
    ...(form === undefined ? [] : faultAt(way, value, form)),
    ...[...below].flatMap(([key, fields]) =>
      contentsOf(value, key).flatMap(([name, content]) => valueFaults(content, fields, [...way, name])),
    ),
  ];
}

const WHOLE_NUMBER = /^(\d+)\.\.(\d*)$/;
const POD_FIELD =
  /^(metadata\.(name|namespace|uid|(labels|annotations)\[.*\])|spec\.(nodeName|host|serviceAccountName)|status\.(host|pod)IPs?)$/;
const FORMS: Readonly<Record<string, ValueForm | undefined>> = {
  share: {
    words: 'a whole number of 0 or more, or a share such as 25%',
    takes: (value) => isWhole(value, 0) || /^\d+%$/.test(wordOf(value)),
  },
  portOrName: {
    words: 'a port of 1 to 65535, or the name of one (at most 15 of a-z, 0-9 and "-", with a letter)',
    // As an empty text, 0 is what is left to the default.
    takes: (value) => isWhole(value, 0, 65535) || (typeof value === 'string' && isPortName(value)),
  },
  podField: {
    words:
      "metadata.name, metadata.namespace, metadata.uid, metadata.labels['…'], metadata.annotations['…'], spec.nodeName, " +
      'spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs',
    takes: (value) => POD_FIELD.test(wordOf(value)),
  },
  label: {
    words: 'at most 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit',
    // Of what is no text the schema tells.
    takes: (value) => typeof value !== 'string' || dnsLabelProblems('', value).length === 0,
  },
  quantity: { words: 'a quantity such as 250m or 512Mi', takes: (value) => quantityOf(value) !== undefined },
  duration: {
    words: 'a duration such as 10s or 1m30s',
    // Of what is no text the schema tells.
    takes: (value) => typeof value !== 'string' || goDurationSeconds(value) !== undefined,
  },
  durationFrom1ms: {
    words: 'a duration of 1ms or more, such as 10s or 1m30s',
    takes: (value) => typeof value !== 'string' || (goDurationSeconds(value) ?? 0) >= 0.001,
  },
};

function formOf(text: string): ValueForm {
  const known = FORMS[text];
  if (known !== undefined) return known;
  const [, least, most] = WHOLE_NUMBER.exec(text) ?? [];
  if (least !== undefined) {
    const [from, to] = [Number(least), most === '' ? undefined : Number(most)];
    const words = to === undefined ? `a whole number of ${from} or more` : `a whole number of ${from} to ${to}`;
    return { words, takes: (value) => isWhole(value, from, to) };
  }
  const values = text.split(' ');
  return { words: values.join(', '), values, takes: (value) => values.includes(wordOf(value)) };
}

function isWhole(value: Plain, least: number, most = Number.POSITIVE_INFINITY): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

interface Way {
  readonly keys: readonly string[];
  readonly form: ValueForm;
}

function treeOf(ways: readonly Way[]): AllowedValues {
  const first = new Set(ways.flatMap(({ keys }) => keys.slice(0, 1)));
  const below = [...first].map((key) => {
    const longer = ways.filter(({ keys }) => keys[0] === key);
    return [key, treeOf(longer.map(({ keys, form }) => ({ keys: keys.slice(1), form })))] as const;
  });
  const own = ways.find(({ keys }) => keys.length === 0);
  return { ...(own === undefined ? {} : { form: own.form }), below: new Map(below) };
}

function contentsOf(value: Plain, key: string): (readonly [string | number, Plain])[] {
  if (key === '[]') return listOf(value).map((element, index) => [index, element]);
  if (key === '*') return entriesOf(value);
  const content = at(value, key);
  return content === undefined ? [] : [[key, content]];
}

// A field that is empty has its default.
function faultAt(path: ManifestPath, value: Plain, { words, values, takes }: ValueForm): ValueFault[] {
  if (!isThere(value) || value === '' || takes(value) || isOpen(value)) return [];
  const meant = values?.find((one) => one.toLowerCase() === wordOf(value).trim().toLowerCase());
  return [
    {
      path,
      message: `${pathText(path)} takes ${words}, got ${typeof value === 'string' ? quote(value) : wordOf(value)}`,
      ...(meant === undefined ? {} : { fix: { description: `write ${meant}`, edits: [{ set: path, value: meant }] } }),
    },
  ];
}
