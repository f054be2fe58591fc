import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, type Plain } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { embeddedYaml } from '../embedded-yaml';
import type { Problem } from '../finding';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';
import { startedPrograms } from '../started-programs';

/** Traefik that drops a route when one of its Services has no pods. */
export const TRAEFIK_EMPTY_SERVICE: Rule = {
  id: 'traefik-empty-service',
  severity: 'info',
  what: 'A Rollout with a TraefikService, where Traefik has to allow empty Services and is not known to.',
  why: 'Unless it is told otherwise, Traefik drops a TraefikService when one of its Services has no pod that is ready: every request of production is answered with 404, at any weight, 0 too. One canary pod that is not ready is enough, and the weight 0 that the controller writes does not help.',
  remedy:
    'start Traefik with --providers.kubernetescrd.allowEmptyServices=true (its Helm chart does), or take the Gateway API as the router',
  source: 'recorded on Traefik 3.6.24 and 3.7.9: 760 of 760 requests in 38 s, with the flag one',
  *check(set) {
    const rollouts = releasesOf(set).filter(({ routers }) => routers.some(({ folder }) => folder === 'traefik'));
    if (rollouts.length === 0) return;
    const settings = [...ofPrograms(set), ...ofHelmCharts(set)];
    for (const { problem } of settings) if (problem !== undefined) yield problem;
    if (settings.length > 0) return;
    for (const { rollout, routes } of rollouts) {
      const object = routes.find(({ router }) => router.folder === 'traefik')?.object;
      if (isNative(object?.spec)) continue;
      yield {
        ...(object === undefined
          ? { object: rollout, path: routingPath('traefik', 'weightedTraefikServiceName') }
          : { object, path: ['spec', 'weighted', 'services'] }),
        message:
          'the Traefik of the cluster has to run with --providers.kubernetescrd.allowEmptyServices=true: without it one canary pod that is not ready takes all of production down (404), at any weight',
      };
    }
  },
};

function isNative(spec: Plain): boolean {
  const services = listOf(at(spec, 'weighted', 'services'));
  return services.length > 0 && services.every((service) => at(service, 'nativeLB') === true);
}

/** What a Traefik of the set says about empty Services; without a problem where it allows them. */
interface Setting {
  readonly problem?: Problem;
}

const EFFECT = 'one canary pod that is not ready takes the whole route down (404), at any weight';

function ofPrograms(set: ManifestSet): Setting[] {
  return startedPrograms(set).flatMap(({ object, path, flags }) => {
    const crd = [...flags].filter(([flag]) => /^providers\.kubernetescrd(\.|$)/.test(flag));
    // Elsewhere Traefik may be told by a file.
    if (crd.length === 0) return [];
    const value = flags.get('providers.kubernetescrd.allowemptyservices');
    // By the address of the Service itself Traefik asks for no pods.
    if (value === 'true' || flags.get('providers.kubernetescrd.nativelbbydefault') === 'true') return [{}];
    return [
      {
        problem: {
          object,
          path: [...path, 'args'],
          severity: 'error' as const,
          message: `--providers.kubernetescrd.allowEmptyServices is ${value ?? 'not given, which is false'}: ${EFFECT}`,
        },
      },
    ];
  });
}

function ofHelmCharts(set: ManifestSet): Setting[] {
  return set.ofKind('Application', 'argoproj.io').flatMap((object) => {
    const { spec } = object;
    const sources: [(string | number)[], Plain][] = [
      [['spec', 'source'], at(spec, 'source')],
      ...listOf(at(spec, 'sources')).map((source, index): [(string | number)[], Plain] => [
        ['spec', 'sources', index],
        source,
      ]),
    ];
    return sources
      .filter(([, source]) => at(source, 'chart') === 'traefik')
      .map(([path, source]) => {
        if (!isTurnedOff(at(source, 'helm'))) return {};
        const message = `the values of the chart traefik set allowEmptyServices to false: ${EFFECT}`;
        return { problem: { object, path: [...path, 'helm'], severity: 'error' as const, message } };
      });
  });
}

// The chart sets it, so it has to be turned off.
function isTurnedOff(helm: Plain): boolean {
  const values = [at(helm, 'valuesObject'), embeddedYaml(at(helm, 'values'))];
  return (
    values.some((value) => at(value, 'providers', 'kubernetesCRD', 'allowEmptyServices') === false) ||
    listOf(at(helm, 'parameters')).some(
      (parameter) =>
        at(parameter, 'name') === 'providers.kubernetesCRD.allowEmptyServices' && at(parameter, 'value') === 'false',
    )
  );
}
