import { PercentOrAbsolute } from 'cdk8s-plus-28';
import { wholeNumberProblems } from '../../validation/numbers';
import { delayProblems, isNoPod, podAmountProblems } from '../amounts';
import { DEFAULT_HISTORY, rolloutProblems } from '../rollout-problems';
import { routersThatCan } from '../routers-that-can';
import { stepProblems } from '../steps/step-problems';
import type { CanaryRolloutProps } from './canary-rollout-props';
import { reachableWeightProblems } from './reachable-weights';
import { ungatedProblems } from './ungated';

/** What is wrong with the props of a canary rollout on their own, as a list of problems. */
export function canaryRolloutProblems(props: CanaryRolloutProps): string[] {
  return [
    ...rolloutProblems(props),
    ...amountProblems(props),
    ...(props.trafficRouting === undefined ? routerOnlyProblems(props) : routingProblems(props)),
    ...stepProblems(
      props.steps ?? [],
      (props.trafficRouting ?? []).map((router) => router.facts),
    ),
    ...abortProblems(props),
    ...thresholdProblems(props),
    ...ungatedProblems(props),
    ...(props.replicas === undefined ? [] : reachableWeightProblems(props, props.replicas)),
  ];
}

function amountProblems(props: CanaryRolloutProps): string[] {
  const { maxSurge = PercentOrAbsolute.percent(25), maxUnavailable = PercentOrAbsolute.percent(25) } = props;
  const history = props.revisionHistoryLimit ?? DEFAULT_HISTORY;
  const whole = (what: 'minPodsPerReplicaSet' | 'scaleDownDelayRevisionLimit', most: number) => {
    const value = props[what];
    return value === undefined ? [] : wholeNumberProblems(what, value, 1, most);
  };
  return [
    ...podAmountProblems('maxSurge', maxSurge),
    ...podAmountProblems('maxUnavailable', maxUnavailable),
    ...(isNoPod(maxSurge) && isNoPod(maxUnavailable)
      ? ['maxSurge and maxUnavailable are both 0, so no pod could ever be replaced: allow one of them']
      : []),
    ...whole('minPodsPerReplicaSet', Number.MAX_SAFE_INTEGER),
    ...whole('scaleDownDelayRevisionLimit', Math.max(1, history)),
    ...delayProblems('scaleDownDelay', props.scaleDownDelay),
    ...delayProblems('abortScaleDownDelay', props.abortScaleDownDelay),
    ...(props.dynamicStableScale && props.scaleDownDelay !== undefined
      ? [
          'dynamicStableScale leaves no old pods that scaleDownDelay could keep: the controller refuses both, leave one out',
        ]
      : []),
  ];
}

// Some of these the controller refuses without a router, the others it ignores silently.
const ROUTER_ONLY = [
  'pingPong',
  'dynamicStableScale',
  'minPodsPerReplicaSet',
  'scaleDownDelay',
  'scaleDownDelayRevisionLimit',
  'abortScaleDownDelay',
] as const;

function routerOnlyProblems(props: CanaryRolloutProps): string[] {
  return [
    ...ROUTER_ONLY.filter((name) => props[name] !== undefined && props[name] !== false).map(
      (name) => `${name} is of use with a router only: give the rollout trafficRouting, or leave it out`,
    ),
    // Seen on the controller: the old pods are gone before the stable Service selects the new ones.
    ...(props.services === undefined
      ? []
      : [
          'services without trafficRouting: the controller pins each Service to the pods of one version, so the stable one has ' +
            'fewer and fewer, and none at the end of a release; leave services out and put one Service in front of all pods, ' +
            'new Service(…, { selector: rollout }), or give the rollout a router',
        ]),
  ];
}

function routingProblems({ services, pingPong, trafficRouting = [], steps = [] }: CanaryRolloutProps): string[] {
  if (trafficRouting.length === 0) return ['trafficRouting is empty: name a router, or leave it out'];
  const problems: string[] = [];
  const needsServices = trafficRouting.some(({ facts }) => facts.needsServices !== false);
  if (services === undefined && pingPong === undefined && needsServices) {
    problems.push('trafficRouting needs services, the two Services that the requests are split between');
  }
  if (services !== undefined && pingPong !== undefined) {
    problems.push('services and pingPong are both given: a release switches between one pair of Services, take one');
  }
  if (pingPong !== undefined) {
    const able = routersThatCan((facts) => facts.pingPong);
    problems.push(
      ...trafficRouting
        .filter(({ facts }) => !facts.pingPong)
        .map(({ facts }) => `pingPong works with ${able}, and not with ${facts.name}: give it services instead`),
    );
  }
  if (steps.length === 0) {
    problems.push(
      'trafficRouting without steps moves all requests to the new version at once (argo-rollouts rollout/trafficrouting.go): ' +
        'give it steps, such as Ramp.linear',
    );
  }
  if (steps.at(-1)?.weight === 100) {
    problems.push(
      'the last step setWeight(100) is redundant: after the last step the controller moves all requests by itself, leave it out',
    );
  }
  return problems;
}

function abortProblems({ abortScaleDownDelay, dynamicStableScale, steps = [] }: CanaryRolloutProps): string[] {
  if (abortScaleDownDelay === undefined) return [];
  const seconds = abortScaleDownDelay.toMilliseconds() / 1000;
  const weights = new Set(steps.flatMap(({ weight }) => (weight === undefined || weight === 0 ? [] : [weight])));
  if (dynamicStableScale && seconds > 0 && weights.size > 1) {
    return [
      `dynamicStableScale with an abortScaleDownDelay of ${seconds}s: an abort never finishes, and a part of the users stays ` +
        'on the aborted version (argo-rollouts 1.10.2); leave abortScaleDownDelay out',
    ];
  }
  if (seconds === 0 && steps[0]?.kind === 'setCanaryScale') {
    return [
      'abortScaleDownDelay of 0 with setCanaryScale as first step: after an abort the pods of the aborted version stay, and its ' +
        'Service is rewritten without end (argo-rollouts 1.10.2); leave abortScaleDownDelay out, or let setWeight come first',
    ];
  }
  return [];
}

function thresholdProblems(props: CanaryRolloutProps): string[] {
  const { replicaProgressThreshold, trafficRouting, replicas, steps = [] } = props;
  const pods = replicaProgressThreshold?.pods;
  if (pods === undefined || trafficRouting === undefined || replicas === undefined) return [];
  return steps
    .flatMap(({ weight }) => (weight === undefined || weight === 0 ? [] : [weight]))
    .filter((weight) => Math.ceil((replicas * weight) / 100) < pods)
    .map(
      (weight) =>
        `replicaProgressThreshold wants ${pods} pods, and setWeight(${weight}) makes ${Math.ceil((replicas * weight) / 100)} of ` +
        `${replicas}: that step would never be over, take a share or fewer pods`,
    );
}
