import { existsSync } from 'node:fs';
import { describe, expect } from '@jest/globals';
import type { RouterModel } from '../../src/traffic/router-model';
import { ROUTERS } from '../../src/traffic/routers';
import { sharedFolder, testWithShared } from '../shared-folder';
import { playedVersions } from './played-release';
import { type RouteVersion, recordedRelease, recordingsOf } from './recorded-release';

const NOT_TOLD_BY_MANIFESTS = [
  // Which of Traefik's groups the controller writes is a flag of it.
  'router-traefik-wrong-group',
  // The weight goes back with the number of pods that are available.
  'gw-dynamic-abort-delay',
  // The Service of the experiment: see gateway-api/writer.test.ts.
  'gw-experiment-weight',
  // A Rollout that is made invalid on the way: nothing is written any more.
  'gw-invalid-midway',
  // It has no route.
  'gw-route-missing',
];

// It was stopped when the release was Healthy, before what the controller wrote next.
const STOPPED_EARLY = ['mirror-istio-subset'];

function routerOf(name: string): RouterModel | undefined {
  return ROUTERS.find((router) => router.isIn(recordedRelease(name).rollout.routing));
}

const RELEASES = existsSync(sharedFolder('traces'))
  ? recordingsOf('router-', 'header-', 'mirror-', 'abort-', 'gw-').filter(
      (name) => !NOT_TOLD_BY_MANIFESTS.includes(name) && routerOf(name) !== undefined,
    )
  : ['none'];

describe('what the routers write is what the controller wrote', () => {
  testWithShared('traces').each(RELEASES)('in the release %s', (name) => {
    const release = recordedRelease(name);
    const router = routerOf(name);
    if (router === undefined) throw new Error(`no router knows ${name}`);
    const played = playedVersions(router, release);
    const recorded = Object.entries(release.routes);
    expect(recorded.length).toBeGreaterThan(0);
    for (const [object, versions] of recorded) {
      const all = played[object] ?? [];
      const shown = STOPPED_EARLY.includes(name) ? all.slice(0, versions.length) : seen(all, versions.length);
      expect({ [object]: shown }).toEqual({ [object]: versions });
    }
  });
});

/** The versions without the first, as it was applied, where the controller wrote before the recording had seen it. */
function seen(versions: readonly RouteVersion[], recorded: number): readonly RouteVersion[] {
  return versions.length === recorded + 1 ? versions.slice(1) : versions;
}
