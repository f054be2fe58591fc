import { at, listOf, type Plain, textOf } from '../../manifest/plain';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { takenBy } from '../label-query';
import { nearest } from '../nearest';
import { releaseObjects } from '../release-objects';
import type { Rule } from '../rule';
import { type SelectingObject, selectingObjects } from '../selecting-objects';
import type { Labelled } from '../set-pods';

/** A monitor over a release that names a port which nothing there has. */
export const MONITOR_PORT_MISSING: Rule = {
  id: 'monitor-port-missing',
  severity: 'warning',
  what: 'A PodMonitor or ServiceMonitor over a release whose endpoint names a port that none of the pods, or of the Services, has.',
  why: 'Prometheus drops every target with another port, and says nothing: there are no metrics of the release, and its gates see no data.',
  remedy: 'name a port as the container of the pod, or the Service, names it',
  source:
    'prometheus-operator pkg/prometheus/promcfg.go: targets are kept by __meta_kubernetes_pod_container_port_name and __meta_kubernetes_endpoint_port_name',
  *check(set) {
    for (const selecting of selectingObjects(set)) {
      const list = ENDPOINTS[selecting.object.kind];
      if (list === undefined) continue;
      const taken = takenBy(selecting.query, selecting.index, selecting.namespaces);
      if (taken.some(({ object }) => releaseObjects(set).has(object))) yield* problemsOf(selecting, list, taken);
    }
  },
};

const ENDPOINTS: Readonly<Record<string, string | undefined>> = {
  PodMonitor: 'podMetricsEndpoints',
  ServiceMonitor: 'endpoints',
};

function* problemsOf({ object, what }: SelectingObject, list: string, taken: readonly Labelled[]): Iterable<Problem> {
  const known = [...new Set(taken.flatMap((one) => portNames(one)))].sort();
  for (const [index, endpoint] of listOf(at(object.spec, list)).entries()) {
    const port = textOf(at(endpoint, 'port'));
    if (port === undefined || known.includes(port) || IN_SIDECARS.test(port) || port.includes('{{')) continue;
    const path = ['spec', list, index, 'port'];
    const meant = nearest(port, known);
    const has = known.length === 0 ? 'which have no ports with names' : `which have ${known.map(quote).join(', ')}`;
    yield {
      object,
      path,
      message: `${object.kind} "${object.metadata.name}" scrapes the port ${quote(port)} of ${what}, ${has}${meant === undefined ? '' : `, did you mean ${quote(meant)}`}`,
      related: taken.slice(0, 1).map((one) => ({
        object: one.object,
        path: ['spec'],
        message: `one of the ${what} that it selects`,
      })),
    };
  }
}

// Ports of the containers that a mesh adds to pods.
const IN_SIDECARS = /envoy|istio|linkerd|dapr|kuma|consul/;

function portNames({ object, template }: Labelled): string[] {
  const owners: Plain[] =
    template === undefined
      ? [object.spec]
      : ['initContainers', 'containers'].flatMap((list) => listOf(at(template, 'spec', list)));
  return owners.flatMap((owner) => listOf(at(owner, 'ports')).flatMap((port) => textOf(at(port, 'name')) ?? []));
}
