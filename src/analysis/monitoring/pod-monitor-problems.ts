import { type Container, type IPodSelector, Workload } from 'cdk8s-plus-28';
import { quote } from '../../validation/names';
import { wholeNumberProblems } from '../../validation/numbers';
import type { PodMonitorProps } from './pod-monitor-props';
import { endpointProblems } from './scraped-endpoint';

/** What is wrong with the endpoint of a PodMonitor by itself, as a list of problems. */
export function podEndpointProblems(props: PodMonitorProps): string[] {
  const { port, portNumber } = props;
  const both = port !== undefined && portNumber !== undefined;
  return [
    ...(both || (port === undefined && portNumber === undefined)
      ? [
          `a PodMonitor has exactly one of port and portNumber, got ${both ? 'both' : 'none'}: take the name of the container ` +
            'port that has the metrics, or its number where it has no name',
        ]
      : []),
    ...(portNumber === undefined ? [] : wholeNumberProblems('portNumber', portNumber, 1, 65_535)),
    ...endpointProblems(props),
  ];
}

/**
 * What keeps the pods from being scraped, as a list of problems. The operator turns a port that no container has into a
 * job without targets, and tells nobody.
 */
export function scrapedPortProblems({ selector, port, portNumber, injected = false }: PodMonitorProps): string[] {
  const containers = containersOf(selector);
  const ports = containers.flatMap((container) => container.ports);
  // The pods of a workloadRef are not known here.
  if (injected || containers.length === 0) return [];
  if (ports.some(({ name, number }) => (port === undefined ? number === portNumber : name === port))) return [];
  const what = port === undefined ? `portNumber ${portNumber}` : `a port named ${quote(port)}`;
  const there = ports.map(({ name, number }) => (name === undefined ? String(number) : `${quote(name)} (${number})`));
  return [
    `no container of the pods has ${what} (there: ${there.length === 0 ? 'none' : there.join(', ')}), so nothing would be ` +
      'scraped: expose it on the container, or set injected if a container that is added in the cluster has it',
  ];
}

/** What would scrape the same metrics a second time, as a list of problems. */
export function scrapedTwiceProblems(
  props: PodMonitorProps,
  others: readonly { readonly path: string; readonly props: PodMonitorProps }[],
): string[] {
  return others
    .filter((other) => other.props.selector === props.selector && endpointOf(other.props) === endpointOf(props))
    .map(
      ({ path }) =>
        `the same pods are scraped by the PodMonitor at ${path} already: each of their requests would be counted twice, keep one`,
    );
}

function containersOf(selector: IPodSelector): readonly Container[] {
  return selector instanceof Workload ? selector.containers : [];
}

function endpointOf({ selector, port, portNumber, path = '/metrics' }: PodMonitorProps): string {
  const named = containersOf(selector).flatMap((container) => container.ports);
  const number = portNumber ?? named.find(({ name }) => name === port)?.number ?? port;
  return `${number}${path}`;
}
