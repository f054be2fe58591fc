import { type Container, RestartPolicy, type Workload } from 'cdk8s-plus-28';
import { type ServicePort, targetPortOf } from '../services/service-port';
import { dnsLabelProblems, namespaceText } from '../validation/names';
import { durationProblems, wholeNumberProblems } from '../validation/numbers';
import { delayProblems } from './amounts';
import { notificationProblems } from './companions/notification';
import { imageProblems, podProblems } from './pod-problems';
import type { RolloutProps } from './rollout-props';
import { selectorProblems } from './selector-problems';

// A ReplicaSet is named <rollout>-<hash>, the hash has up to 10 characters, and the name has to stay a DNS label.
const MAX_NAME = 63 - 1 - 10;
const DEFAULT_PROGRESS_DEADLINE = 600;

/** How many old ReplicaSets are kept where nothing else is said (argo-rollouts utils/defaults/defaults.go). */
export const DEFAULT_HISTORY = 10;

/** What is wrong with the props that rollouts of every strategy have, as a list of problems. */
export function rolloutProblems(props: RolloutProps): string[] {
  const name = props.metadata?.name;
  return [
    ...(name === undefined
      ? [
          'metadata.name is missing: a name made from the construct tree would change when the code is moved, and Argo CD would delete the Rollout',
        ]
      : dnsLabelProblems('metadata.name', name, MAX_NAME, ' (the controller adds a hash of up to 10)')),
    ...numberProblems(props),
    ...deadlineProblems(props),
    ...restartProblems(props),
    ...workloadRefProblems(props),
    ...notificationProblems(props.notifications ?? []),
    ...[...(props.containers ?? []), ...(props.initContainers ?? [])].flatMap(imageProblems),
  ];
}

/** What is wrong with a rollout that only the finished tree tells, as a list of problems. */
export function rolloutTreeProblems(
  rollout: Workload,
  { workloadRef }: RolloutProps,
  ports: readonly ServicePort[],
): string[] {
  if (workloadRef === undefined) {
    return [
      ...podProblems(rollout),
      ...portProblems([...rollout.containers, ...rollout.initContainers], ports),
      ...selectorProblems(rollout, true),
    ];
  }
  return [
    ...selectorProblems(rollout, false),
    ...(rollout.containers.length + rollout.initContainers.length === 0
      ? []
      : ['containers were added, but the workload of workloadRef has the pods']),
    ...(workloadRef.containers === undefined ? [] : portProblems(workloadRef.containers, ports)),
    ...(workloadRef.namespace === undefined || workloadRef.namespace === rollout.metadata.namespace
      ? []
      : [
          `the workload of workloadRef is in ${namespaceText(workloadRef.namespace)}, the rollout in ` +
            `${namespaceText(rollout.metadata.namespace)}: the controller looks for it in the rollout's namespace`,
        ]),
  ];
}

function numberProblems(props: RolloutProps): string[] {
  const history = props.revisionHistoryLimit ?? DEFAULT_HISTORY;
  const atLeast = (what: keyof RolloutProps, least: number, most = Number.MAX_SAFE_INTEGER): string[] => {
    const value = props[what];
    return typeof value === 'number' ? wholeNumberProblems(what, value, least, most) : [];
  };
  return [
    ...atLeast('replicas', 0),
    // With none there is nothing to go back to.
    ...atLeast('revisionHistoryLimit', 1),
    ...atLeast('rollbackWindowRevisions', 1, Math.max(1, history)),
    ...atLeast('successfulRunHistoryLimit', 0),
    ...atLeast('unsuccessfulRunHistoryLimit', 0),
  ];
}

function deadlineProblems({ minReady, progressDeadline }: RolloutProps): string[] {
  const wrong = [
    ...delayProblems('minReady', minReady),
    ...(progressDeadline === undefined ? [] : durationProblems('progressDeadline', progressDeadline)),
  ];
  if (wrong.length > 0) return wrong;
  const ready = minReady?.toSeconds() ?? 0;
  const deadline = progressDeadline?.toSeconds() ?? DEFAULT_PROGRESS_DEADLINE;
  if (deadline > ready) return [];
  return [
    `progressDeadline (${deadline}s) has to be longer than minReady (${ready}s): the controller refuses it otherwise`,
  ];
}

function restartProblems({ restartAt, restartPolicy = RestartPolicy.ALWAYS }: RolloutProps): string[] {
  return [
    ...(restartAt === undefined || Number.isFinite(restartAt.getTime())
      ? []
      : ['restartAt takes a time, got an invalid Date']),
    ...(restartPolicy === RestartPolicy.ALWAYS
      ? []
      : [`restartPolicy takes Always, got ${restartPolicy}: the controller refuses pods that end, leave it out`]),
  ];
}

// The controller takes the pods of the workload as they are, and nothing of these.
const POD_PROPS = [
  'containers',
  'initContainers',
  'podMetadata',
  'volumes',
  'serviceAccount',
  'securityContext',
  'hostAliases',
  'dns',
  'dockerRegistryAuth',
  'automountServiceAccountToken',
  'hostNetwork',
  'terminationGracePeriod',
  'spread',
] as const;

function workloadRefProblems(props: RolloutProps): string[] {
  if (props.workloadRef === undefined) return [];
  return POD_PROPS.filter((prop) => props[prop] !== undefined).map(
    (prop) => `${prop} beside workloadRef: the workload has the pods, leave ${prop} out`,
  );
}

function portProblems(containers: readonly Container[], ports: readonly ServicePort[]): string[] {
  const exposed = containers.flatMap((container) => container.ports.map((port) => port.number));
  return ports
    .filter((port) => containers.length > 0 && !exposed.includes(targetPortOf(port)))
    .map(
      (port) =>
        `port ${port.port} of the Services goes to container port ${targetPortOf(port)}, which no container exposes (exposed: ` +
        `${exposed.length === 0 ? 'none' : exposed.join(', ')}): give a container portNumber ${targetPortOf(port)}, or the port that targetPort`,
    );
}
