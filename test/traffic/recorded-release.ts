import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ManifestObject } from '../../src/manifest/manifest';
import { at, listOf, type Plain, textOf } from '../../src/manifest/plain';
import type { RoutedRollout } from '../../src/traffic/router-model';
import { sharedFolder } from '../shared-folder';

/** A version of a route object as it was recorded; null where it was gone. */
export type RouteVersion = { readonly spec: Plain; readonly labels?: Plain; readonly annotations?: Plain } | null;

/** A release that was recorded on the real controller, as far as its routes go. */
export interface RecordedRelease {
  /** The name of the recording. */
  readonly name: string;

  /** The objects that were applied. */
  readonly objects: readonly ManifestObject[];

  /** The Rollout, as a router sees it. */
  readonly rollout: RoutedRollout;

  /** The steps of the Rollout. */
  readonly steps: readonly Plain[];

  /** How many steps were over when the release was aborted; undefined where it was not. */
  readonly abortedAt?: number;

  /** How many steps were over when a third version came; undefined where none did. */
  readonly replacedAt?: number;

  /** Whether it is the first release, which skips the steps. */
  readonly isFirst: boolean;

  /** The versions of each route object, by kind and name. */
  readonly routes: Readonly<Record<string, readonly RouteVersion[]>>;
}

interface Row {
  readonly step?: number;
  readonly aborted?: boolean;
  readonly current?: string;
}

interface Recording {
  readonly name: string;
  readonly start: 'healthy' | 'firstDeployment';
  readonly manifests: readonly ManifestObject[];
  readonly timeline: readonly Row[];
  readonly routes?: Readonly<Record<string, readonly (readonly [number, RouteVersion])[]>>;
}

/** The names of the recordings that begin with one of the prefixes and show routes. */
export function recordingsOf(...prefixes: string[]): string[] {
  return readdirSync(sharedFolder('traces'))
    .filter((file) => file.endsWith('.json') && prefixes.some((prefix) => file.startsWith(prefix)))
    .map((file) => file.replace(/\.json$/, ''))
    .sort();
}

/** A recording, by name. */
export function recordedRelease(name: string): RecordedRelease {
  const recording: Recording = JSON.parse(readFileSync(path.join(sharedFolder('traces'), `${name}.json`), 'utf8'));
  const found = recording.manifests.find(({ kind }) => kind === 'Rollout');
  if (found === undefined) throw new Error(`no Rollout in ${name}`);
  const canary = at(found.spec, 'strategy', 'canary');
  const routing = at(canary, 'trafficRouting');
  return {
    name,
    objects: recording.manifests.map((object) => withDefaults(object, recording)),
    rollout: {
      name: found.metadata.name,
      // The recording's own namespace stands in the configuration of the plugin alone.
      namespace: textOf(at(routing, 'plugins', 'argoproj-labs/gatewayAPI', 'namespace')),
      stableService: textOf(at(canary, 'stableService')),
      canaryService: textOf(at(canary, 'canaryService')),
      routing,
    },
    steps: listOf(at(canary, 'steps')),
    abortedAt: stepBefore(recording, ({ aborted }) => aborted === true),
    replacedAt: stepBefore(recording, ({ current }) => current === 'v3'),
    isFirst: recording.start === 'firstDeployment',
    routes: Object.fromEntries(
      Object.entries(recording.routes ?? {}).map(([key, versions]) => [key, versions.map(([, version]) => version)]),
    ),
  };
}

// The API server fills in the defaults of the Gateway API, which the recording shows and the applied manifests do not.
function withDefaults(object: ManifestObject, { routes = {} }: Recording): ManifestObject {
  const [first] = routes[`${object.kind}/${object.metadata.name}`] ?? [];
  const isGatewayApi = object.apiVersion.startsWith('gateway.networking.k8s.io/');
  return isGatewayApi && first?.[1] ? { ...object, spec: first[1].spec } : object;
}

/** The step that was the current one before something set it back to the first; undefined where it never happened. */
function stepBefore({ timeline }: Recording, hasHappened: (row: Row) => boolean): number | undefined {
  const first = timeline.findIndex(hasHappened);
  return first === -1 ? undefined : (timeline.slice(0, first).at(-1)?.step ?? 0);
}
