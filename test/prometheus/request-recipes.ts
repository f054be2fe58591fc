import { Duration } from 'cdk8s';
import {
  CanaryVsStableAnalysis,
  ErrorBudgetAnalysis,
  GatewayController,
  GrpcServerRequests,
  GrpcSuccessRateAnalysis,
  LatencyAnalysis,
  type NoTraffic,
  Prometheus,
  SuccessRateAnalysis,
} from '../../src';
import { OF_PODS } from '../analysis/recipes/demo-gate';
import { type Counters, grpcServer, httpServer, linkerdOutbound, traefik, traefikWithLatency } from './counters';
import type { GateMetric } from './gate';
import { renderedGate } from './rendered-gate';

/** A recipe on one source of requests. */
export interface RequestRecipe {
  readonly counters: Counters;
  /** Which of the two faults of a version it looks for. */
  readonly fault: 'errors' | 'slowness';
  readonly gate: (onNoTraffic: NoTraffic, minRequests?: number) => GateMetric;
}

const provider = Prometheus.at('http://prometheus:9090', { scrapeInterval: Duration.seconds(5) });
const { TRAEFIK, LINKERD } = GatewayController;

/** Every recipe on requests, on a source of each kind; all take more than one bad request in twenty for bad. */
export const REQUEST_RECIPES = {
  'SuccessRateAnalysis on Traefik': { counters: traefik, fault: 'errors', gate: successRate(TRAEFIK) },
  'SuccessRateAnalysis on the successes of Linkerd': {
    counters: linkerdOutbound,
    fault: 'errors',
    gate: successRate(LINKERD),
  },
  'LatencyAnalysis within the buckets of Traefik': latency(Duration.millis(300)),
  'LatencyAnalysis at the highest bound of Traefik': latency(Duration.seconds(5)),
  'ErrorBudgetAnalysis on Traefik': { counters: traefik, fault: 'errors', gate: errorBudget(TRAEFIK) },
  'ErrorBudgetAnalysis on the successes of Linkerd': {
    counters: linkerdOutbound,
    fault: 'errors',
    gate: errorBudget(LINKERD),
  },
  'GrpcSuccessRateAnalysis on the pods': { counters: grpcServer, fault: 'errors', gate: grpcSuccessRate() },
  'CanaryVsStableAnalysis of errors': { counters: httpServer, fault: 'errors', gate: canaryVsStable() },
  'CanaryVsStableAnalysis of slowness': {
    counters: httpServer,
    fault: 'slowness',
    gate: canaryVsStable(Duration.millis(250)),
  },
} satisfies Readonly<Record<string, RequestRecipe>>;

function successRate(controller: GatewayController): RequestRecipe['gate'] {
  return (onNoTraffic, minRequests) =>
    renderedGate(controller, (chart, requests) => {
      const props = { provider, requests, atLeast: 0.95, minRequests, onNoTraffic };
      return new SuccessRateAnalysis(chart, 'gate', props);
    });
}

function latency(atMost: Duration): RequestRecipe {
  return {
    counters: traefikWithLatency,
    fault: 'slowness',
    gate: (onNoTraffic, minRequests) =>
      renderedGate(TRAEFIK, (chart, requests) => {
        const props = { provider, requests, percentile: 95, atMost, minRequests, onNoTraffic };
        return new LatencyAnalysis(chart, 'gate', props);
      }),
  };
}

function errorBudget(controller: GatewayController): RequestRecipe['gate'] {
  return (onNoTraffic, minRequests) =>
    renderedGate(controller, (chart, requests) => {
      const props = { provider, requests, objective: 0.99, burnRate: 5, minRequests, onNoTraffic };
      return new ErrorBudgetAnalysis(chart, 'gate', props);
    });
}

function grpcSuccessRate(): RequestRecipe['gate'] {
  return (onNoTraffic, minRequests) =>
    renderedGate(TRAEFIK, (chart) => {
      const requests = GrpcServerRequests.ofCanary('demo');
      return new GrpcSuccessRateAnalysis(chart, 'gate', {
        provider,
        requests,
        atLeast: 0.95,
        minRequests,
        onNoTraffic,
      });
    });
}

function canaryVsStable(slowerThan?: Duration): RequestRecipe['gate'] {
  return (onNoTraffic, minRequests) =>
    renderedGate(TRAEFIK, (chart) => {
      const props = { provider, canary: OF_PODS, atMostTimes: 5, slowerThan, minRequests, onNoTraffic };
      return new CanaryVsStableAnalysis(chart, 'gate', props);
    });
}
