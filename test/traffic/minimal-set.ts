import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { isRecord } from '../crd/json-schema';
import { objectsOf } from '../demo-chart';
import { sharedFolder } from '../shared-folder';

/** The meaning of a set of manifests, by kind and name: what is left when spellings of the same are made one. */
export type Meaning = Readonly<Record<string, unknown>>;

/** The meaning of a file of `../shared/minimal`: a correct set of one router. */
export function minimalMeaning(file: string): Meaning {
  const text = readFileSync(path.join(sharedFolder('minimal'), file), 'utf8');
  return meaningOf(parseAllDocuments(text).map((document) => document.toJS()));
}

/** The meaning of what a chart renders. */
export function chartMeaning(chart: Chart): Meaning {
  return meaningOf(objectsOf(chart));
}

// Argo CD's Application is another matter, and the pods are cdk8s-plus's.
function meaningOf(objects: readonly unknown[]): Meaning {
  return Object.fromEntries(
    objects.flatMap((object) => {
      if (!isRecord(object) || !isRecord(object.metadata) || object.kind === 'Application') return [];
      const { status: _, ...rest } = object;
      const whole = object.kind === 'Rollout' && isRecord(object.spec) ? { ...rest, spec: object.spec.strategy } : rest;
      return [[`${object.kind}/${object.metadata.name}`, simplified(whole, [])]];
    }),
  );
}

/** A value without what the API server fills in anyhow, and with one spelling for what has several. */
function simplified(value: unknown, keys: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => simplified(item, [...keys, '[]']));
  if (!isRecord(value)) return keys.at(-1) === 'targetPort' && value === 'http' ? 8080 : value;
  const entries = Object.entries(value)
    .filter(([key, item]) => item !== undefined && !isDefault(key, item, keys))
    .map(([key, item]): [string, unknown] => [
      // The label by which pods are selected is the user's choice.
      key === 'app.kubernetes.io/name' ? 'app' : key,
      simplified(item, [...keys, key]),
    ])
    .flatMap(([key, item]) => (keys.at(-1)?.includes('gatewayAPI') ? routesAsList(key, item) : [[key, item] as const]));
  return Object.fromEntries(entries);
}

// A single route of the plugin is a list of one that header routes are added to.
function routesAsList(key: string, value: unknown): (readonly [string, unknown])[] {
  return /^(http|grpc|tcp|tls)Route$/.test(key) ? [[`${key}s`, [{ name: value }]]] : [[key, value]];
}

function isDefault(key: string, value: unknown, keys: readonly string[]): boolean {
  const owner = keys.filter((one) => one !== '[]').at(-1) ?? '';
  if (owner === 'parentRefs') return (key === 'group' && value === 'gateway.networking.k8s.io') || value === 'Gateway';
  if (owner === 'backendRefs') return (key === 'group' && value === '') || (key === 'kind' && value === 'Service');
  // Why a step waits for a person, and why a finding is accepted, is kept as annotations of ours.
  if (key === 'annotations')
    return isRecord(value) && Object.keys(value).every((name) => /^cdk8s-rollouts(\.dev)?\//.test(name));
  if (key === 'matches') return JSON.stringify(value) === '[{"path":{"type":"PathPrefix","value":"/"}}]';
  // Whether header routes are added is of no matter where there is none.
  return key === 'useHeaderRoutes';
}
