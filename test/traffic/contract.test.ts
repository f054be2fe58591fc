import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CanaryScale, CanaryStep, HeaderMatch, StringMatch } from '../../src';
import type { ManifestObject } from '../../src/manifest/manifest';
import { groupOf } from '../../src/manifest/manifest';
import { at, listOf, numberOf, textOf } from '../../src/manifest/plain';
import { stepProblems } from '../../src/rollout/steps/step-problems';
import { tryFindRoute } from '../../src/traffic/route-objects';
import { ROUTERS } from '../../src/traffic/routers';
import { type RenderedRelease, renderedReleases } from './rendered-releases';

const RELEASES = renderedReleases();

/** What every router of known objects has to keep, shown on every example that has it. */
describe.each(RELEASES.filter(({ router }) => router.isOpaque !== true))(
  'the routes of the example $title',
  (release) => {
    const { router, rollout, objects } = release;
    const routes = router.routes(rollout);

    test('are among the objects where Git has to have them, and are not where the controller makes them', () => {
      expect(routes).not.toEqual([]);
      const missing = routes.filter(({ madeBy }) => madeBy === 'git').filter((route) => !isHere(release, route));
      const tooMany = routes.filter(({ madeBy }) => madeBy === 'controller').filter((route) => isHere(release, route));
      expect({ missing, tooMany }).toEqual({ missing: [], tooMany: [] });
    });

    test('have their weights written out, all for the stable version', () => {
      const after = router.writer.setWeight(frozen(objects), rollout, 0);
      expect(changedSpecs(objects, after)).toEqual([]);
    });

    test('go to Services and ports that exist', () => {
      const backends = router.backends(objects, rollout);
      expect(backends).not.toEqual([]);
      expect(backends.filter(({ service, port }) => !offersPort(release, service, port))).toEqual([]);
    });

    test('get back what they had when the weight goes up and down again', () => {
      const before = router.writer.setWeight(frozen(objects), rollout, 0);
      const moved = router.writer.setWeight(frozen(before), rollout, 35);
      expect(JSON.stringify(moved)).not.toBe(JSON.stringify(before));
      const back = router.writer.setWeight(frozen(moved), rollout, 0);
      // Once more: what the controller made for the release it takes away when the weight is 0 already.
      expect(router.writer.setWeight(frozen(back), rollout, 0)).toEqual(before);
    });

    test('are left to the controller by Argo CD, wherever it writes into a spec', () => {
      const moved = router.writer.setWeight(frozen(objects), rollout, 35);
      const hashed = router.writer.updateHash?.(frozen(moved), rollout, { stable: 'a', canary: 'b' }) ?? moved;
      const ignored = router.ignoreDifferences([]).map(({ group, kind }) => `${group} ${kind}`);
      const written = changedSpecs(objects, hashed).map(({ apiVersion, kind }) => `${groupOf(apiVersion)} ${kind}`);
      expect(written.filter((kind) => !ignored.includes(kind))).toEqual([]);
    });
  },
);

/** What is left of it where nothing is known of the objects: that nothing is said of them. */
describe.each(RELEASES.filter(({ router }) => router.isOpaque))('the release of the example $title', (release) => {
  const { router, rollout, objects } = release;

  test('is left to whoever made the plugin', () => {
    expect(router.routes(rollout)).toEqual([]);
    expect(router.backends(objects, rollout)).toEqual([]);
    expect(router.ignoreDifferences(['qa'])).toEqual([]);
    expect(router.writer.setWeight(frozen(objects), rollout, 35)).toEqual(objects);
  });
});

describe.each(ROUTERS)('the router $facts.name', ({ facts, requires, writer, ignoreDifferences }) => {
  test('has an example', () => {
    expect(RELEASES.filter(({ router }) => router.facts === facts)).not.toEqual([]);
  });

  test('says what it needs and what it was seen on', () => {
    expect(requires.argoRollouts).toMatch(/^\d+\.\d+$/);
    expect(requires.known).not.toEqual([]);
    expect(requires.flags.filter(({ flag, when }) => !flag.startsWith('--') || when === '')).toEqual([]);
  });

  test('tells Argo CD in expressions that find nothing where there is nothing', () => {
    const expressions = ignoreDifferences(['qa']).flatMap(({ jqPathExpressions }) => jqPathExpressions);
    expect(expressions.filter((expression) => !/^\.(spec|metadata)\b/.test(expression))).toEqual([]);
    expect(expressions.filter((expression) => /\[\](?!\?)/.test(expression))).toEqual([]);
  });

  test('writes the routes of steps that it can do, and no others', () => {
    expect(writer.setHeaderRoute !== undefined).toBe(facts.setHeaderRoute);
    expect(writer.setMirrorRoute !== undefined).toBe(facts.setMirrorRoute);
    expect(writer.removeManagedRoutes !== undefined).toBe(facts.setHeaderRoute || facts.setMirrorRoute);
  });

  test('has the steps that it cannot do refused', () => {
    const scale = CanaryStep.setCanaryScale(CanaryScale.replicas(1));
    const header = CanaryStep.setHeaderRoute('qa', HeaderMatch.exact('X-Canary', 'yes'));
    const prefix = CanaryStep.setHeaderRoute('qa', HeaderMatch.prefix('X-Canary', 'y'));
    const mirror = CanaryStep.setMirrorRoute('qa', { match: [{ path: StringMatch.prefix('/') }], percentage: 10 });
    const isRefused = (step: CanaryStep) => stepProblems([scale, step], [facts]).length > 0;
    expect(isRefused(header)).toBe(!facts.setHeaderRoute);
    expect(isRefused(prefix)).toBe(!facts.setHeaderRoute || facts.headerMatches === 'exact');
    expect(isRefused(mirror)).toBe(!facts.setMirrorRoute);
  });
});

describe('the registry of routers', () => {
  test('has each folder of src/traffic once', () => {
    const folders = readdirSync(path.resolve(__dirname, '../../src/traffic'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(ROUTERS.map(({ folder }) => folder).sort()).toEqual(folders.sort());
  });

  test('knows the objects of every router, but for a plugin of somebody else', () => {
    expect(ROUTERS.filter(({ isOpaque }) => isOpaque).map(({ folder }) => folder)).toEqual(['plugin']);
  });

  test('knows each router by one name', () => {
    const names = ROUTERS.map(({ facts }) => facts.name);
    expect(new Set(names).size).toBe(names.length);
  });
});

function isHere(
  { objects, rollout }: RenderedRelease,
  route: ReturnType<RenderedRelease['router']['routes']>[number],
): boolean {
  return tryFindRoute(objects, rollout, route) !== undefined;
}

function offersPort({ objects, rollout }: RenderedRelease, name: string, port: number | string | undefined): boolean {
  const service = objects.find(
    ({ kind, metadata }) => kind === 'Service' && metadata.name === name && metadata.namespace === rollout.namespace,
  );
  const ports = listOf(at(service?.spec, 'ports'));
  return (
    ports.length > 0 &&
    (port === undefined || ports.some((one) => numberOf(at(one, 'port')) === port || textOf(at(one, 'name')) === port))
  );
}

/** The objects of before that have another spec after. */
function changedSpecs(before: readonly ManifestObject[], after: readonly ManifestObject[]): ManifestObject[] {
  return before.filter((object) => {
    const now = after.find(
      ({ apiVersion, kind, metadata }) =>
        apiVersion === object.apiVersion && kind === object.kind && metadata.name === object.metadata.name,
    );
    return JSON.stringify(now?.spec) !== JSON.stringify(object.spec);
  });
}

/** The same objects, which throw when a function writes into them. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const item of Object.values(value)) frozen(item);
  }
  return value;
}
