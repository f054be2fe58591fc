import type { ManifestObject } from '../../manifest/manifest';
import { at, isThere, textOf } from '../../manifest/plain';
import { changeRoute, isMadeFor, madeFor, tryFindRoute } from '../route-objects';
import { withSpec } from '../route-weights';
import type { RouterFacts } from '../router-facts';
import {
  type ExperimentDestination,
  type RoutedRollout,
  type RouteReference,
  type RouterModel,
  type RouteWriter,
  TrafficRoutingError,
} from '../router-model';

/** What a TrafficSplit of the Service Mesh Interface can do. */
export const SMI_FACTS: RouterFacts = {
  name: 'SMI',
  // It has no functions for header and mirror routes that do anything (argo-rollouts rollout/trafficrouting/smi/smi.go).
  setHeaderRoute: false,
  setMirrorRoute: false,
  experimentWeight: true,
  // The stable version gets 100 minus the weight, whatever the sum is meant to be.
  maxTrafficWeight: false,
  pingPong: false,
};

/** The kind that the controller makes. */
export const TRAFFIC_SPLIT = 'TrafficSplit';

const GROUP = 'split.smi-spec.io';

/** The TrafficSplit of a rollout, which has the name of the rollout where it is given none. */
function trafficSplitOf({ name, routing }: RoutedRollout): RouteReference {
  const given = textOf(at(routing, 'smi', 'trafficSplitName'));
  return { groups: [GROUP], kind: TRAFFIC_SPLIT, name: given ?? name, madeBy: 'controller' };
}

// argo-rollouts rollout/trafficrouting/smi/smi.go
const WRITER: RouteWriter = {
  setWeight: (objects, rollout, weight, experiments = []) => {
    const reference = trafficSplitOf(rollout);
    const before = tryFindRoute(objects, rollout, reference);
    const spec = specOf(rollout, weight, experiments);
    if (before === undefined) return [...objects, madeFor(rollout, trafficSplit(reference.name, rollout, spec))];
    if (!isMadeFor(rollout, before)) {
      throw new TrafficRoutingError(`Rollout does not own TrafficSplit \`${reference.name}\``);
    }
    return changeRoute(objects, rollout, reference, (object) => withSpec(object, spec));
  },
};

function trafficSplit(name: string, { namespace }: RoutedRollout, spec: unknown): ManifestObject {
  return { apiVersion: `${GROUP}/v1alpha1`, kind: TRAFFIC_SPLIT, metadata: { name, namespace }, spec };
}

// In v1alpha1, the default, a weight is a quantity and so a text; from v1alpha2 on it is a number.
function specOf(rollout: RoutedRollout, weight: number, experiments: readonly ExperimentDestination[]): unknown {
  const { stableService, canaryService, routing } = rollout;
  const rest = experiments.reduce((left, experiment) => left - experiment.weight, 100 - weight);
  return {
    service: textOf(at(routing, 'smi', 'rootService')) ?? stableService,
    backends: [
      { service: canaryService, weight: `${weight}` },
      ...experiments.map((experiment) => ({ service: experiment.service, weight: `${experiment.weight}` })),
      { service: stableService, weight: `${rest}` },
    ],
  };
}

/** All that is known of the Service Mesh Interface. */
export const SMI: RouterModel = {
  folder: 'smi',
  facts: SMI_FACTS,
  requires: {
    argoRollouts: '0.9',
    known: [
      'Argo Rollouts 1.10.2',
      'the TrafficSplit of linkerd-smi (v1alpha1 and v1alpha2) and of smi-sdk-go (v1alpha4)',
    ],
    flags: [
      {
        flag: '--traffic-split-api-version=v1alpha2',
        when: 'the cluster serves no TrafficSplit v1alpha1, the default',
      },
      {
        flag: '--traffic-split-api-version=v1alpha3',
        when: 'the cluster serves TrafficSplit v1alpha3 and none before it',
      },
    ],
    existing: [
      'a CRD that serves TrafficSplit v1alpha1, v1alpha2 or v1alpha3: with v1alpha4 alone, as in the newest CRD of smi-sdk-go, the first release never completes',
      'a mesh that acts on TrafficSplits, with the clients in it: for Linkerd the extension linkerd-smi, which is deprecated',
    ],
    permissions: [],
    countedBy: 'Linkerd',
  },
  isWatched: false,
  isIn: (routing) => isThere(at(routing, 'smi')),
  routes: (rollout) => [trafficSplitOf(rollout)],
  // A TrafficSplit sends to the port that the request was for.
  backends: (_objects, { stableService, canaryService }) =>
    [stableService, canaryService].flatMap((service) => (service === undefined ? [] : [{ service }])),
  // The TrafficSplit is the controller's, and Git does not have it.
  ignoreDifferences: () => [],
  writer: WRITER,
};
