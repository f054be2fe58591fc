import { describe, expect, test } from '@jest/globals';
import { pathText } from '../../../src/manifest/manifest-path';
import { CrdSchemas } from '../../crd/crd-schema';
import { isRecord } from '../../crd/json-schema';
import { readManifests } from '../../examples/manifests';
import { testWithShared } from '../../shared-folder';
import { schemaProblemsOf } from './checked';
import { importedKinds } from './imported-kinds';
import { changedTypes, type Mutant, renamedFields } from './mutants';

// Each place of each kind once: the examples have much in common.
const places = new Set<string>();
const mutants = readManifests()
  .map(({ object }) => object)
  .filter(isRecord)
  .filter(({ apiVersion, kind }) => importedKinds().includes(`${apiVersion} ${kind}`))
  .flatMap((object) => [...renamedFields(object), ...changedTypes(object)].filter((mutant) => isNew(object, mutant)));

describe('of the examples with one thing broken in them', () => {
  test('there are some thousands', () => {
    expect(mutants.length).toBeGreaterThan(3_000);
  });

  testWithShared('crds')('exactly those are found that ajv refuses by the CRDs themselves', () => {
    const crds = new CrdSchemas();
    const told = mutants.map(({ path, object }) => ({
      path: pathText(path),
      refused: crds.problems(object).length > 0,
      found: schemaProblemsOf([Object(object)]).some(({ severity }) => severity !== 'warning'),
    }));
    expect(told.filter(({ refused, found }) => refused !== found)).toEqual([]);
    expect(told.filter(({ found }) => found).length).toBeGreaterThan(0.8 * told.length);
  });

  test('each renamed field is found at its place, unless its map may have any', () => {
    const isFound = ({ path, object }: Mutant): boolean =>
      schemaProblemsOf([Object(object)]).some((problem) => problem.path.length === path.length);
    const missed = mutants.filter(({ change }) => change === 'renamed').filter((mutant) => !isFound(mutant));
    const maps = [...new Set(missed.map(({ path }) => pathText(path.slice(0, -1)).replace(/\[\d+\]/g, '[]')))];
    expect(maps.sort()).toEqual(MAPS);
  });
});

/** What takes any key: maps, and what the CRD keeps as it is (App Mesh does so with whole objects, in the first line). */
const MAPS = [
  '',
  'spec.http[].plugins[].config',
  'spec.metrics[].provider.datadog.queries',
  'spec.metrics[].provider.job.spec.template.metadata.annotations',
  'spec.metrics[].provider.job.spec.template.spec.containers[].resources.limits',
  'spec.metrics[].provider.job.spec.template.spec.containers[].resources.requests',
  'spec.metrics[].provider.job.spec.template.spec.volumes[]',
  'spec.metrics[].provider.job.spec.template.spec.volumes[].configMap',
  'spec.metrics[].provider.plugin',
  'spec.metrics[].provider.plugin["argoproj-labs/sample-prometheus"]',
  'spec.metrics[].provider.web.jsonBody',
  'spec.podSelector.matchLabels',
  'spec.selector.matchLabels',
  'spec.strategy.canary.trafficRouting.nginx.additionalIngressAnnotations',
  'spec.strategy.canary.trafficRouting.plugins',
  'spec.strategy.canary.trafficRouting.plugins["argoproj-labs/contour"]',
  'spec.strategy.canary.trafficRouting.plugins["argoproj-labs/gatewayAPI"]',
  'spec.strategy.canary.trafficRouting.plugins["argoproj-labs/gatewayAPI"].httpRoutes[]',
  'spec.strategy.canary.trafficRouting.plugins["argoproj-labs/openshift"]',
  'spec.subsets[].labels',
  'spec.template.metadata.annotations',
  'spec.template.metadata.labels',
  'spec.template.spec.containers[].resources.limits',
  'spec.template.spec.containers[].resources.requests',
];

/** Whether it is the first one with this change at this place of its kind; metadata and kind have their own tests. */
function isNew({ kind }: Readonly<Record<string, unknown>>, { path, change }: Mutant): boolean {
  const place = `${kind} ${change} ${pathText(path).replace(/\[\d+\]/g, '[]')}`;
  if (path[0] !== 'spec' || places.has(place)) return false;
  places.add(place);
  return true;
}
