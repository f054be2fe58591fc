import { describe, expect, test } from '@jest/globals';
import { edit } from '../../src/manifest/edit';
import type { ManifestObject } from '../../src/manifest/manifest';
import type { ManifestPath } from '../../src/manifest/manifest-path';
import { tryFindRoute } from '../../src/traffic/route-objects';
import { TrafficRoutingError } from '../../src/traffic/router-model';
import { type RenderedRelease, renderedReleases } from './rendered-releases';

const RELEASES = renderedReleases().filter(({ router }) => router.isOpaque !== true);
const WITH_SPLITS = RELEASES.filter((release) => splitsOf(release).length > 0);

test('most routers share requests out in a route of Git', () => {
  const folders = WITH_SPLITS.map(({ router }) => router.folder);
  expect([...new Set(folders)].sort()).toEqual(['apisix', 'contour', 'gateway-api', 'istio', 'traefik']);
});

describe.each(RELEASES)('the routes of the example $title', (release) => {
  const { router, rollout, objects } = release;

  test('lack nothing, and give all requests to the stable version', () => {
    const lacks = gitRoutes(release).flatMap((object) => router.lacks?.(object, rollout) ?? []);
    const weights = splitsOf(release).flatMap(({ split }) =>
      split.shares.flatMap(({ role, weight }) => (role === undefined ? [] : [`${role} ${weight}`])),
    );
    expect({ lacks, weights: [...new Set(weights)].filter((text) => !/^(stable 100|canary 0)$/.test(text)) }).toEqual({
      lacks: [],
      weights: [],
    });
  });

  test('are missed by the controller just where they lack a version', () => {
    const wrong = splitsOf(release).flatMap(({ object, split }) =>
      split.shares.flatMap(({ path, name, role }) => {
        if (role === undefined) return [];
        const without = removed(object, path);
        const isRefused = refuses(
          release,
          objects.map((one) => (one === object ? without : one)),
        );
        const lacks = (router.lacks?.(without, rollout) ?? []).filter(({ failure }) => failure !== 'unnoticed');
        return isRefused === lacks.length > 0 ? [] : [`${object.metadata.name} without ${name}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

function gitRoutes({ router, rollout, objects }: RenderedRelease): ManifestObject[] {
  return router
    .routes(rollout)
    .filter(({ madeBy }) => madeBy === 'git')
    .flatMap((reference) => tryFindRoute(objects, rollout, reference) ?? []);
}

function splitsOf(release: RenderedRelease) {
  const { router, rollout } = release;
  return gitRoutes(release).flatMap((object) =>
    (router.splits?.(object, rollout) ?? []).map((split) => ({ object, split })),
  );
}

function refuses({ router, rollout }: RenderedRelease, objects: readonly ManifestObject[]): boolean {
  try {
    router.writer.setWeight(objects, rollout, 20);
    return false;
  } catch (error) {
    if (error instanceof TrafficRoutingError) return true;
    throw error;
  }
}

/** An object without the element of a list at a path. */
function removed(object: ManifestObject, path: ManifestPath): ManifestObject {
  return { ...object, spec: without(object.spec, path.slice(1)) };
}

function without(value: unknown, [key, ...rest]: ManifestPath): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => {
      if (index !== key) return [element];
      return rest.length === 0 ? [] : [without(element, rest)];
    });
  }
  return edit(value, [String(key)], (content) => without(content, rest));
}
