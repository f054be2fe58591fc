import { type Container, Workload } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { quote } from '../../validation/names';

/** What the use of a container is compared with. */
export enum ResourceBound {
  /** What it may use at most: more CPU it does not get, and with more memory it is killed. */
  LIMITS = 'limits',

  /** What is kept free for it, and what autoscalers go by; it may use more. */
  REQUESTS = 'requests',
}

/** How much of a resource the containers of the canary may use. */
export interface ResourceUse {
  /** The resource, as Kubernetes calls it. */
  readonly resource: 'cpu' | 'memory';

  /** The greatest share of the bound that is good enough. */
  readonly atMost: number;

  /** What the share is of. */
  readonly relativeTo: ResourceBound;
}

/** What is wrong with the greatest share of a bound, as a list of problems. */
export function resourceUseProblems({ resource, atMost, relativeTo }: ResourceUse): string[] {
  const what = `${resource}AtMost`;
  if (relativeTo === ResourceBound.REQUESTS) {
    if (atMost > 0 && Number.isFinite(atMost)) return [];
    return [`${what} takes a share of the request above 0 (1.5 is 150 %), got ${atMost}`];
  }
  if (atMost > 0 && atMost < 1) return [];
  const hint = atMost > 1 && atMost < 100 ? `: write ${atMost / 100}, or say ${resource}RelativeTo` : '';
  return [
    `${what} takes a share of the limit above 0 and below 1 (0.8 is 80 %; no container uses more than its limit), got ` +
      `${atMost}${hint}`,
  ];
}

/**
 * What the containers of a rollout lack to be measured, as a list of problems.
 * @param containers the names of those that are measured; all where it is undefined
 */
export function boundProblems(
  rollout: Construct,
  { resource, relativeTo }: ResourceUse,
  containers: readonly string[] | undefined,
): string[] {
  // The pods of a workloadRef are not known here, nor what is added to them in the cluster.
  if (!(rollout instanceof Workload)) return [];
  const bound = relativeTo === ResourceBound.LIMITS ? 'limit' : 'request';
  return rollout.containers
    .filter(({ name }) => containers === undefined || containers.includes(name))
    .filter((container) => !has(container, resource, bound))
    .map(
      ({ name }) =>
        `container ${quote(name)} of ${rollout.node.path} has no ${resource} ${bound}, so what it uses is compared with nothing: ` +
        `set one in its resources, choose another ${resource}RelativeTo, or name the measured containers without it`,
    );
}

function has({ resources }: Container, resource: 'cpu' | 'memory', bound: 'limit' | 'request'): boolean {
  return resources?.[resource]?.[bound] !== undefined;
}
