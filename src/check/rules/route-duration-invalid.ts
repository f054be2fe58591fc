import { type AllowedTable, allowedValues, valueFaults } from '../allowed-values';
import { routedObjects } from '../routed-objects';
import type { Rule } from '../rule';

/** A time in a route of a release that is none. */
export const ROUTE_DURATION_INVALID: Rule = {
  id: 'route-duration-invalid',
  severity: 'error',
  what: 'A timeout or another time in a route of a Rollout that is no duration, or with Istio less than 1ms.',
  why: 'The API server refuses the route of Istio, and the Rollout that needs it is InvalidSpec. An ApisixRoute is taken, and the controller of APISIX cannot read it.',
  remedy: 'write a number with its unit, such as 10s or 1m30s; leave a time of Istio out that is meant to have no end',
  source:
    'the CRDs of Istio, whose rules ask duration(self) >= duration(1ms), and its pkg/config/validation, ValidateDuration; apisix-ingress-controller ApisixRoute spec.http[].timeout',
  *check(set) {
    for (const { object } of routedObjects(set)) {
      const fields = FIELDS.get(object.kind);
      if (fields === undefined) continue;
      for (const fault of valueFaults(object, fields)) yield { object, ...fault };
    }
  },
};

const OF_POLICY = [
  'connectionPool.tcp.connectTimeout',
  'connectionPool.tcp.maxConnectionDuration',
  'connectionPool.http.idleTimeout',
  'outlierDetection.interval',
  'outlierDetection.baseEjectionTime',
];

const OF_ROUTE = ['timeout', 'retries.perTryTimeout', 'retries.backoff', 'fault.delay.fixedDelay', 'corsPolicy.maxAge'];

const POLICIES = ['spec.trafficPolicy', 'spec.subsets[].trafficPolicy'].flatMap((policy) => [
  policy,
  `${policy}.portLevelSettings[]`,
]);

const FIELDS = new Map(
  Object.entries<AllowedTable>({
    VirtualService: istioTimes(['spec.http[]'], OF_ROUTE),
    DestinationRule: istioTimes(POLICIES, OF_POLICY),
    ApisixRoute: { 'spec.http[].timeout.*': 'duration' },
  }).map(([kind, table]) => [kind, allowedValues(table)]),
);

function istioTimes(places: readonly string[], fields: readonly string[]): AllowedTable {
  return Object.fromEntries(places.flatMap((place) => fields.map((field) => [`${place}.${field}`, 'durationFrom1ms'])));
}
