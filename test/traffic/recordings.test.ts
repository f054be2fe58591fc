import { existsSync } from 'node:fs';
import { describe, expect } from '@jest/globals';
import type { RouterModel } from '../../src/traffic/router-model';
import { ROUTERS } from '../../src/traffic/routers';
import { sharedFolder, testWithShared } from '../shared-folder';
import { playedVersions } from './played-release';
import { recordedRelease, recordingsOf } from './recorded-release';

// Which of Traefik's groups the controller writes is a flag of it, and no manifest tells.
const NOT_TOLD_BY_MANIFESTS = ['router-traefik-wrong-group'];

function routerOf(name: string): RouterModel | undefined {
  return ROUTERS.find((router) => router.isIn(recordedRelease(name).rollout.routing));
}

const RELEASES = existsSync(sharedFolder('traces'))
  ? recordingsOf(
      'router-',
      'header-',
      'mirror-',
      'abort-',
      'gw-header',
      'gw-two-rules',
      'gw-weights-omitted',
      'gw-managed',
    ).filter((name) => !NOT_TOLD_BY_MANIFESTS.includes(name) && routerOf(name) !== undefined)
  : ['none'];

describe('what the routers write is what the controller wrote', () => {
  testWithShared('traces').each(RELEASES)('in the release %s', (name) => {
    const release = recordedRelease(name);
    const router = routerOf(name);
    if (router === undefined) throw new Error(`no router knows ${name}`);
    const played = playedVersions(router, release);
    const recorded = Object.entries(release.routes);
    expect(recorded.length).toBeGreaterThan(0);
    for (const [object, versions] of recorded) expect({ [object]: played[object] }).toEqual({ [object]: versions });
  });
});
