import { at, textOf } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A Prometheus that is to be known to the controller already. */
export const ANALYSIS_PROMETHEUS_ADDRESS_MISSING: Rule = {
  id: 'analysis-prometheus-address-missing',
  severity: 'warning',
  what: 'A metric of Prometheus without an address.',
  why: 'The controller then takes the one in its environment variable ARGO_ROLLOUTS_PROMETHEUS_ADDRESS. Where that is not set, each measurement is an Error, and the fifth in a row aborts the release.',
  remedy: 'write the address of Prometheus, or make sure that the controller of each cluster has the variable',
  source: 'argo-rollouts metricproviders/prometheus/prometheus.go',
  *check(set) {
    for (const { metric } of measurementsOf(set)) {
      if (metric.provider?.key !== 'prometheus' || textOf(at(metric.config, 'address')) !== undefined) continue;
      yield {
        object: metric.template,
        path: [...metric.path, 'provider', 'prometheus'],
        message: `${metricText(metric)} names no address of Prometheus: it works only where the controller has ARGO_ROLLOUTS_PROMETHEUS_ADDRESS`,
      };
    }
  },
};
