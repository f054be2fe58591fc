import { type AllowedTable, allowedValues, valueFaults } from '../allowed-values';
import { routedObjects } from '../routed-objects';
import type { Rule } from '../rule';

/** A time in a route of a release that is none. */
export const ROUTE_DURATION_INVALID: Rule = {
  id: 'route-duration-invalid',
  severity: 'error',
  what: 'A timeout or another time in a route of a Rollout that is no duration.',
  why: 'The API server refuses the route of Istio, and the Rollout that needs it is InvalidSpec. An ApisixRoute is taken, and the controller of APISIX cannot read it.',
  remedy: 'write a number with its unit, such as 10s or 1m30s',
  source:
    'the CRDs of Istio, whose rules ask duration(self); apisix-ingress-controller ApisixRoute spec.http[].timeout',
  *check(set) {
    for (const { object } of routedObjects(set)) {
      const fields = FIELDS.get(object.kind);
      if (fields === undefined) continue;
      for (const fault of valueFaults(object, fields)) yield { object, ...fault };
    }
  },
};

const FIELDS = new Map(
  Object.entries<AllowedTable>({
    VirtualService: {
      'spec.http[].timeout': 'duration',
      'spec.http[].retries.perTryTimeout': 'duration',
      'spec.http[].fault.delay.fixedDelay': 'duration',
      'spec.http[].corsPolicy.maxAge': 'duration',
    },
    DestinationRule: {
      'spec.trafficPolicy.connectionPool.tcp.connectTimeout': 'duration',
      'spec.trafficPolicy.connectionPool.http.idleTimeout': 'duration',
      'spec.trafficPolicy.outlierDetection.interval': 'duration',
      'spec.trafficPolicy.outlierDetection.baseEjectionTime': 'duration',
    },
    ApisixRoute: { 'spec.http[].timeout.*': 'duration' },
  }).map(([kind, table]) => [kind, allowedValues(table)]),
);
