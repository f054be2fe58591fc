import type { Container, ContainerProps, Workload } from 'cdk8s-plus-28';
import { targetPortOf } from '../services/service-port';
import type { StableCanaryServices } from '../services/stable-canary-services';
import { dnsLabelProblems, quote } from '../validation/names';
import { wholeNumberProblems } from '../validation/numbers';
import type { CanaryRolloutProps } from './canary-rollout-props';

// A ReplicaSet is named <rollout>-<hash>, the hash has up to 10 characters, and the name has to stay a DNS label.
const MAX_NAME = 63 - 1 - 10;
const DEFAULT_PROGRESS_DEADLINE = 600;

/** What is wrong with the props of a canary rollout on their own, as a list of problems. */
export function propsProblems(props: CanaryRolloutProps): string[] {
  const name = props.metadata?.name;
  return [
    ...(name === undefined
      ? [
          'metadata.name is missing: a name made from the construct tree would change when the code is moved, and Argo CD would delete the Rollout',
        ]
      : dnsLabelProblems('metadata.name', name, MAX_NAME, ' (the controller adds a hash of up to 10)')),
    ...(props.replicas === undefined
      ? []
      : wholeNumberProblems('replicas', props.replicas, 0, Number.MAX_SAFE_INTEGER)),
    ...deadlineProblems(props),
    ...routingProblems(props),
    ...(props.containers ?? []).flatMap(imageProblems),
  ];
}

/** What is wrong with a canary rollout that only the finished tree tells, as a list of problems. */
export function treeProblems(rollout: Workload, services: StableCanaryServices | undefined): string[] {
  return [...containerProblems(rollout, services), ...selectorProblems(rollout)];
}

function deadlineProblems({ minReady, progressDeadline }: CanaryRolloutProps): string[] {
  const ready = minReady?.toSeconds() ?? 0;
  const deadline = progressDeadline?.toSeconds() ?? DEFAULT_PROGRESS_DEADLINE;
  if (deadline > ready) return [];
  return [
    `progressDeadline (${deadline}s) has to be longer than minReady (${ready}s): the controller refuses it otherwise`,
  ];
}

function routingProblems({ services, trafficRouting, steps = [] }: CanaryRolloutProps): string[] {
  if (trafficRouting === undefined) return [];
  if (trafficRouting.length === 0) return ['trafficRouting is empty: name a router, or leave it out'];
  const problems: string[] = [];
  if (services === undefined) {
    problems.push('trafficRouting needs services, the two Services that the requests are split between');
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

// What Argo CD or Helm would have put in is not known here; a tag that follows the commit starts a release with each.
function imageProblems({ image }: ContainerProps): string[] {
  if (/^[^\s$]+$/.test(image)) return [];
  return [
    `image takes a reference such as "ghcr.io/acme/shop:1.2.3", got ${quote(image)}` +
      (image.includes('$')
        ? ': a tag that follows the commit starts a release with every commit, name the version'
        : ''),
  ];
}

function containerProblems(rollout: Workload, services: StableCanaryServices | undefined): string[] {
  if (rollout.containers.length === 0)
    return ['containers is empty: a pod needs at least one, pass containers or call addContainer'];
  const exposed = [...rollout.containers, ...rollout.initContainers].flatMap(portsOf);
  return (services?.ports ?? [])
    .filter((port) => !exposed.includes(targetPortOf(port)))
    .map(
      (port) =>
        `port ${port.port} of the Services goes to container port ${targetPortOf(port)}, which no container exposes (exposed: ` +
        `${exposed.length === 0 ? 'none' : exposed.join(', ')}): give a container portNumber ${targetPortOf(port)}, or the port that targetPort`,
    );
}

function portsOf(container: Container): number[] {
  return container.ports.map((port) => port.number);
}

function selectorProblems(rollout: Workload): string[] {
  const labels = rollout.matchLabels;
  const expressions = rollout.matchExpressions;
  if (Object.keys(labels).length === 0) {
    return [
      expressions.length === 0
        ? 'the selector is empty: with select: false the rollout needs select(LabelSelector.of({ labels: … }))'
        : 'the selector has expressions only: Services select by labels, add at least one',
    ];
  }
  return Object.entries(labels)
    .filter(([key, value]) => rollout.podMetadata.getLabel(key) !== value)
    .map(
      ([key, value]) =>
        `the selector wants pods with label ${key}=${quote(value)}, podMetadata has ${quote(rollout.podMetadata.getLabel(key))}: the ` +
        'controller refuses a selector that does not match its own pods',
    );
}
