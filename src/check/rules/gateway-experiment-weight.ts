import { at, listOf, numberOf, textOf } from '../../manifest/plain';
import { isAtLeast } from '../cluster-versions';
import { gatewayConfigs } from '../gateway-config';
import type { Rule } from '../rule';

/** An experiment that is to get a share of the requests from the Gateway API plugin. */
export const GATEWAY_EXPERIMENT_WEIGHT: Rule = {
  id: 'gateway-experiment-weight',
  severity: 'error',
  what: 'A template of an experiment step with a weight, in a Rollout that the Gateway API plugin moves.',
  why: 'From 0.14 to 0.16 the plugin adds the Service of the experiment to the HTTPRoute and never takes it out. When the experiment is over the Service is deleted and its share of the requests fails for ever, one more with each release, while the Rollout is Healthy.',
  remedy: 'leave the weight out, or take a later plugin or a router that removes it: Istio, SMI or the ALB',
  source:
    'rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/experiment.go (its main branch of September 2026 takes it out); recorded on the plugin 0.15.0 with Traefik: 10 of 110 requests answered with 500 after the release',
  *check(set, { 'gateway-api-plugin': version }) {
    const isLeft = isAtLeast(version, '0.14') && !isAtLeast(version, '0.17');
    for (const { release, routes, hasSelector } of gatewayConfigs(set)) {
      const hasHttp = hasSelector || routes.some(({ kind }) => kind === 'HTTPRoute');
      if (hasHttp && !isLeft) continue;
      for (const { value, path, index } of release.steps) {
        for (const [number, template] of listOf(at(value, 'experiment', 'templates')).entries()) {
          const weight = numberOf(at(template, 'weight')) ?? 0;
          if (weight === 0) continue;
          const name = textOf(at(template, 'name')) ?? number;
          const effect = hasHttp
            ? 'its backend stays in the HTTPRoute when the experiment is over, and that share of the requests fails from then on'
            : 'the plugin gives experiments a share in HTTPRoutes only, so it gets none';
          yield {
            object: release.rollout,
            path: [...path, 'experiment', 'templates', number, 'weight'],
            message: `steps[${index}] gives the experiment template "${name}" a weight of ${weight}: ${effect}`,
          };
        }
      }
    }
  },
};
