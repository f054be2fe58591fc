import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import { at, type Plain, wordOf } from '../manifest/plain';
import type { Measurement } from '../release/measurements';
import type { RelatedPlace } from './finding';

/** Where the value of a field of a metric stands. */
export interface MetricPlace {
  /** The object: the template, or the Rollout where the value is an argument that it gives. */
  readonly object: ManifestObject;

  /** The way to it. */
  readonly path: ManifestPath;

  /** Whether it stands in the template itself, and not in an argument. */
  readonly isOwn: boolean;
}

/** Where the value of a field of a metric has to be changed: where the whole of it is one argument, at that. */
export function placeOfField({ metric, gate }: Measurement, ...keys: readonly string[]): MetricPlace {
  const [, name] = /^\{\{\s*args\.([^{}\s]+)\s*\}\}$/.exec(wordOf(writtenAt({ metric }, ...keys) ?? '')) ?? [];
  const argument = name === undefined ? undefined : gate?.args.get(name);
  if (argument?.text === undefined) return { object: metric.template, path: [...metric.path, ...keys], isOwn: true };
  return { object: argument.object, path: [...argument.path, 'value'], isOwn: false };
}

/** The arguments that fields of a metric are made from, each with the value that it has there. */
export function argumentsOfFields({ metric, gate }: Measurement, fields: readonly string[]): RelatedPlace[] {
  const texts = fields.map((field) => wordOf(writtenAt({ metric }, field) ?? ''));
  const names = texts.flatMap((text) => [...text.matchAll(/\{\{\s*args\.([^{}\s]+)\s*\}\}/g)].map(([, name]) => name));
  return [...new Set(names)].flatMap((name) => {
    const argument = gate?.args.get(name ?? '');
    if (argument?.text === undefined) return [];
    const message = `args.${name} is ${JSON.stringify(argument.text)} here`;
    return [{ object: argument.object, path: argument.path, message }];
  });
}

/** What stands in the template itself, before the arguments are put in. */
export function writtenAt({ metric: { template, path } }: Pick<Measurement, 'metric'>, ...keys: string[]): Plain {
  return at(template, ...path.map(String), ...keys);
}
