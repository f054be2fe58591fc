import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  CanaryRollout,
  type CanaryRolloutProps,
  CanaryStep,
  GatewayController,
  GatewayRoute,
  type GatewayRouteProps,
  NoTraffic,
  Prometheus,
  StableCanaryServices,
  type StableCanaryServicesProps,
  SuccessRateAnalysis,
  type SuccessRateAnalysisProps,
} from '../src';
import { isJudged } from '../src/rollout/canary/ungated';

/** A manifest as it is read in tests. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown };
  // biome-ignore lint/suspicious/noExplicitAny: tests read any path, and a wrong one fails as undefined.
  readonly spec: any;
}

/** An empty chart in namespace `demo`, in an app of its own. */
export function demoChart(namespace: string | undefined = 'demo'): Chart {
  return new Chart(new App(), 'demo', { namespace });
}

/** The objects that a chart renders; all validations run. */
export function objectsOf(chart: Chart): Manifest[] {
  return Testing.synth(chart) as Manifest[];
}

/** The only object of a kind that a chart renders. */
export function onlyObject(chart: Chart, kind: string): Manifest {
  const found = objectsOf(chart).filter((object) => object.kind === kind);
  const [first] = found;
  if (found.length !== 1 || first === undefined) throw new Error(`${found.length} objects of kind ${kind}`);
  return first;
}

/** Two Services named demo-stable and demo-canary, port 80 to 8080. */
export function demoServices(chart: Chart, props: Partial<StableCanaryServicesProps> = {}): StableCanaryServices {
  return new StableCanaryServices(chart, 'services', {
    name: 'demo',
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    ...props,
  });
}

/** A route named demo between the given Services. */
export function demoRoute(
  chart: Chart,
  services: StableCanaryServices,
  props: Partial<GatewayRouteProps> = {},
): GatewayRoute {
  return new GatewayRoute(chart, 'route', {
    name: 'demo',
    services,
    gateways: [{ name: 'gateway', namespace: 'infra' }],
    ...props,
  });
}

/** A success-rate gate on the requests of the given route's canary; a scrape every 5 seconds. */
export function demoSuccessRate(
  chart: Chart,
  route: GatewayRoute,
  props: Partial<SuccessRateAnalysisProps> = {},
  id = 'success-rate',
): SuccessRateAnalysis {
  return new SuccessRateAnalysis(chart, id, {
    provider: Prometheus.at('http://prometheus:9090', { scrapeInterval: Duration.seconds(5) }),
    requests: route.requestMetrics(GatewayController.TRAEFIK),
    atLeast: 0.99,
    onNoTraffic: NoTraffic.FAIL,
    ...props,
  });
}

/** Services with a route between them and steps, as a rollout takes them together. */
export function routed(
  chart: Chart,
  services: StableCanaryServices,
): Pick<CanaryRolloutProps, 'services' | 'trafficRouting' | 'steps' | 'ungatedBecause'> {
  const routing = { services, trafficRouting: [demoRoute(chart, services)], steps: demoSteps() };
  return { ...routing, ...ungated(routing) };
}

/** Steps that stay two minutes at 20 % and two at 50 %. */
export function demoSteps(): CanaryStep[] {
  return [20, 50].flatMap((weight) => [CanaryStep.setWeight(weight), CanaryStep.pause(Duration.minutes(2))]);
}

/** A whole release: Services, route, gate (unless `analysis` is given) and rollout, all named demo. */
export function demoRollout(chart: Chart, props: Partial<CanaryRolloutProps> = {}): CanaryRollout {
  const given = {
    ...(props.services === undefined ? demoTraffic(chart, 'analysis' in props) : {}),
    steps: demoSteps(),
    ...props,
  };
  return new CanaryRollout(chart, 'rollout', {
    metadata: { name: 'demo' },
    containers: [{ image: 'example/app:1', portNumber: 8080 }],
    ...ungated(given),
    ...given,
  });
}

/** The reason of a rollout that nothing judges, where it needs one: most tests are about something else. */
export function ungated(props: Partial<CanaryRolloutProps>): Pick<CanaryRolloutProps, 'ungatedBecause'> {
  const isRouted = props.trafficRouting !== undefined && (props.steps ?? []).length > 0;
  return isRouted && !isJudged(props) ? { ungatedBecause: 'the test is about something else' } : {};
}

function demoTraffic(chart: Chart, gateIsGiven: boolean): Partial<CanaryRolloutProps> {
  const services = demoServices(chart);
  const route = demoRoute(chart, services);
  return {
    services,
    trafficRouting: [route],
    analysis: gateIsGiven ? undefined : { templates: [demoSuccessRate(chart, route)] },
  };
}
