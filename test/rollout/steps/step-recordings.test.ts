import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryStep } from '../../../src/index';
import { CanaryScale } from '../../../src/rollout/steps/canary-scale';
import { HeaderMatch } from '../../../src/rollout/steps/header-match';
import { managedRoutesOf } from '../../../src/rollout/steps/managed-routes';
import { stepProblems } from '../../../src/rollout/steps/step-problems';
import { StringMatch } from '../../../src/rollout/steps/string-match';
import { GATEWAY_API_FACTS } from '../../../src/traffic/gateway-api/facts';
import { sharedFolder, testWithShared } from '../../shared-folder';

interface Recording {
  readonly manifests: {
    readonly kind: string;
    readonly spec: {
      readonly strategy: {
        readonly canary: { readonly steps: unknown; readonly trafficRouting: { readonly managedRoutes?: unknown } };
      };
    };
  }[];
  readonly routes: {
    readonly [object: string]: [at: number, route: { readonly spec: { readonly rules: unknown[] } }][];
  };
}

const onePod = CanaryStep.setCanaryScale(CanaryScale.replicas(1));
const pause = (seconds: number) => CanaryStep.pause(Duration.seconds(seconds));
const qa = (value: string, name = 'qa') => CanaryStep.setHeaderRoute(name, HeaderMatch.exact('X-Canary', value));
const header = [onePod, qa('yes'), pause(3), CanaryStep.setWeight(20), pause(3)];

/** The steps of recorded releases, as the factories make them. */
const RECORDED: readonly [name: string, steps: CanaryStep[]][] = [
  [
    'gw-header',
    [onePod, qa('yes'), pause(5), CanaryStep.setWeight(20), pause(5), CanaryStep.removeHeaderRoute('qa'), pause(3)],
  ],
  [
    'gw-header-two',
    [onePod, qa('qa'), pause(4), qa('qb', 'qb'), pause(4), CanaryStep.removeHeaderRoute('qb'), pause(3)],
  ],
  [
    'gw-canaryscale-replicas',
    [
      CanaryStep.setCanaryScale(CanaryScale.replicas(3)),
      pause(3),
      CanaryStep.setWeight(20),
      pause(4),
      CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight()),
      pause(4),
      CanaryStep.setWeight(60),
      pause(3),
    ],
  ],
  [
    'gw-mirror',
    [
      onePod,
      CanaryStep.setMirrorRoute('shadow', { match: [{ method: StringMatch.exact('GET') }], percentage: 35 }),
      pause(4),
      CanaryStep.setWeight(20),
      pause(3),
    ],
  ],
  ['header-alb', header],
  ['header-apisix', header],
  ['header-istio-host', header],
  [
    'mirror-istio-subset',
    [
      onePod,
      CanaryStep.setMirrorRoute('shadow', {
        match: [{ method: StringMatch.exact('GET'), path: StringMatch.prefix('/') }],
        percentage: 35,
      }),
      pause(3),
      CanaryStep.setWeight(20),
      pause(3),
    ],
  ],
];

describe('the recorded releases', () => {
  testWithShared('traces').each(RECORDED)('took the steps that are made here: %s', (name, steps) => {
    const { steps: recorded, trafficRouting } = canaryOf(name);
    expect(steps.map((step) => step.toStep())).toEqual(recorded);
    expect(managedRoutesOf(steps)).toEqual(trafficRouting.managedRoutes);
  });

  testWithShared('traces')('show what the Gateway API cannot do', () => {
    const problems = Object.fromEntries(
      RECORDED.filter(([name]) => name.startsWith('gw-')).map(([name, steps]) => [
        name,
        stepProblems(steps, [GATEWAY_API_FACTS]),
      ]),
    );
    expect(problems).toEqual({
      'gw-header': [],
      'gw-header-two': [expect.stringMatching(/^step 3 \(setHeaderRoute "qb"\): the router Gateway API keeps 1 /)],
      'gw-canaryscale-replicas': [],
      'gw-mirror': [expect.stringMatching(/^step 1 \(setMirrorRoute "shadow"\): the router Gateway API cannot mirror/)],
    });
    expect(mostAddedRules('gw-header')).toBe(1);
    expect(mostAddedRules('gw-header-two')).toBe(GATEWAY_API_FACTS.headerRoutesAtOnce);
    expect(mostAddedRules('gw-mirror')).toBe(0);
  });
});

function read(name: string): Recording {
  return JSON.parse(readFileSync(path.join(sharedFolder('traces'), `${name}.json`), 'utf8'));
}

function canaryOf(name: string): Recording['manifests'][number]['spec']['strategy']['canary'] {
  const rollout = read(name).manifests.find(({ kind }) => kind === 'Rollout');
  if (rollout === undefined) throw new Error(`no Rollout in ${name}`);
  return rollout.spec.strategy.canary;
}

/** How many rules the HTTPRoute of a recording had at most beside its own one. */
function mostAddedRules(name: string): number {
  const versions = read(name).routes['HTTPRoute/demo'] ?? [];
  return Math.max(...versions.map(([, { spec }]) => spec.rules.length)) - 1;
}
