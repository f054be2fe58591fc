import { describe, expect, test } from '@jest/globals';
import { Chart, Duration } from 'cdk8s';
import { HttpIngressPathType } from 'cdk8s-plus-28';
import { type AlbIngressProps, AlbTargetType, CanaryRollout, CanaryScale, CanaryStep, HeaderMatch } from '../../../src';
import { demoChart, demoRollout, demoServices, demoSteps, objectsOf, onlyObject } from '../../demo-chart';
import { demoAlb, demoPingPong, demoRoot } from './demo-alb';

const pathTo = (name: string, path = '/', pathType = 'Prefix') => ({
  path,
  pathType,
  backend: { service: { name, port: { name: 'use-annotation' } } },
});

/** A whole release with one Ingress; gives the chart. */
function released(props: Partial<AlbIngressProps> = {}): Chart {
  const chart = demoChart();
  const services = demoServices(chart);
  demoRollout(chart, { services, trafficRouting: [demoAlb(chart, services, props)], analysis: undefined });
  return chart;
}

const routingOf = (chart: Chart) => onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting;

describe('AlbIngress', () => {
  test('has an annotation and a path to the stable Service that leaves it to the annotations where requests go', () => {
    const chart = released();
    expect(onlyObject(chart, 'Ingress')).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'demo', namespace: 'demo', annotations: { 'alb.ingress.kubernetes.io/target-type': 'ip' } },
      spec: { ingressClassName: 'alb', rules: [{ http: { paths: [pathTo('demo-stable')] } }] },
    });
    expect(routingOf(chart)).toEqual({ alb: { ingress: 'demo', servicePort: 80 } });
  });

  test('keeps hosts, paths, class, prefix, annotations and stickiness', () => {
    const chart = released({
      rules: [
        { host: 'shop.example.com' },
        {
          host: '*.shop.example.com',
          paths: [
            { path: '/api' },
            { path: '/v?/*', pathType: HttpIngressPathType.IMPLEMENTATION_SPECIFIC },
            { path: '/', pathType: HttpIngressPathType.EXACT },
          ],
        },
      ],
      ingressClassName: 'alb-internal',
      annotationPrefix: 'alb.example.com',
      annotations: { 'alb.example.com/scheme': 'internal', 'alb.example.com/conditions.demo-stable': '[]' },
      stickiness: Duration.hours(1),
    });
    const { metadata, spec } = onlyObject(chart, 'Ingress');
    expect(metadata.annotations).toEqual({
      'alb.example.com/target-type': 'ip',
      'alb.example.com/scheme': 'internal',
      'alb.example.com/conditions.demo-stable': '[]',
    });
    expect(spec).toEqual({
      ingressClassName: 'alb-internal',
      rules: [
        { host: 'shop.example.com', http: { paths: [pathTo('demo-stable')] } },
        {
          host: '*.shop.example.com',
          http: {
            paths: [
              pathTo('demo-stable', '/api'),
              pathTo('demo-stable', '/v?/*', 'ImplementationSpecific'),
              pathTo('demo-stable', '/', 'Exact'),
            ],
          },
        },
      ],
    });
    expect(routingOf(chart)).toEqual({
      alb: {
        ingress: 'demo',
        servicePort: 80,
        annotationPrefix: 'alb.example.com',
        stickinessConfig: { enabled: true, durationSeconds: 3600 },
      },
    });
  });

  test('makes the Services of type NodePort where nodes are the targets, and leaves them alone otherwise', () => {
    const types = (chart: Chart) =>
      objectsOf(chart).flatMap(({ kind, spec }) => (kind === 'Service' ? [spec.type] : []));
    const nodes = released({ targetType: AlbTargetType.INSTANCE });
    expect(types(nodes)).toEqual(['NodePort', 'NodePort']);
    expect(onlyObject(nodes, 'Ingress').metadata.annotations).toEqual({
      'alb.ingress.kubernetes.io/target-type': 'instance',
    });
    expect(types(released({ targetType: AlbTargetType.IP }))).toEqual([undefined, undefined]);
  });

  test('says what the ALB can do', () => {
    const chart = demoChart();
    expect(demoAlb(chart, demoServices(chart)).facts).toMatchObject({
      name: 'AWS ALB',
      setHeaderRoute: true,
      headerMatches: 'exact',
      setMirrorRoute: false,
      experimentWeight: true,
      maxTrafficWeight: false,
      pingPong: true,
    });
  });

  test('takes Services that take turns, behind a root Service that selects the pods of both versions', () => {
    const chart = demoChart();
    const pingPong = demoPingPong(chart);
    const ingress = demoAlb(chart, undefined, { pingPong, rootService: demoRoot(chart) });
    new CanaryRollout(chart, 'rollout', {
      metadata: { name: 'demo' },
      containers: [{ image: 'example/app:1', portNumber: 8080 }],
      pingPong,
      trafficRouting: [ingress],
      steps: demoSteps(),
      ungatedBecause: 'the test is about something else',
    });
    expect(onlyObject(chart, 'Ingress').spec.rules).toEqual([{ http: { paths: [pathTo('demo-root')] } }]);
    expect(routingOf(chart)).toEqual({ alb: { ingress: 'demo', rootService: 'demo-root', servicePort: 80 } });
    const root = objectsOf(chart).find(({ metadata }) => metadata.name === 'demo-root');
    expect(root?.spec.selector).toEqual({ 'app.kubernetes.io/name': 'demo' });
  });

  test('can be one of several of a rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const props = { rootService: demoRoot(chart), stickiness: Duration.seconds(60) };
    const trafficRouting = [
      demoAlb(chart, services, props),
      demoAlb(
        chart,
        services,
        { ...props, name: 'internal', annotationPrefix: 'alb.ingress.kubernetes.io' },
        'internal',
      ),
    ];
    demoRollout(chart, { services, trafficRouting, analysis: undefined });
    expect(routingOf(chart)).toEqual({
      alb: {
        ingresses: ['demo', 'internal'],
        rootService: 'demo-root',
        servicePort: 80,
        stickinessConfig: { enabled: true, durationSeconds: 60 },
      },
    });
  });
});

describe('AlbIngress refuses', () => {
  const rule = (path: string, pathType?: HttpIngressPathType) => ({ rules: [{ paths: [{ path, pathType }] }] });
  const annotation = (key: string) => ({ annotations: { [key]: 'x' } });

  test.each<[Partial<AlbIngressProps>, string]>([
    [{ name: 'De mo' }, 'name has to be a DNS-1123 subdomain'],
    [{ servicePort: 81 }, 'servicePort takes a port of the Services (80), got 81'],
    [
      { services: undefined },
      'services is missing: give the same `services` as the rollout has, or the same `pingPong`',
    ],
    [{ rules: [] }, 'rules is empty: name at least one, or leave it out for every host and path'],
    [{ rules: [{ host: 'https://shop.example.com' }] }, 'rules[0].host takes a DNS name'],
    [{ rules: [{}, { paths: [] }] }, 'rules[1].paths is empty: name at least one, or leave it out for every path'],
    [rule('api'), 'rules[0].paths[0].path takes a path that begins with "/", got "api"'],
    [
      rule('/*'),
      'rules[0].paths[0].path has "*" or "?" ("/*"), which the AWS Load Balancer Controller refuses in a path',
    ],
    [rule('/a?', HttpIngressPathType.EXACT), 'in a path of type Exact'],
    [
      annotation('alb.ingress.kubernetes.io/target-type'),
      'annotations has alb.ingress.kubernetes.io/target-type: say it',
    ],
    [
      annotation('kubernetes.io/ingress.class'),
      'the API server refuses to create that; say the class with ingressClassName alone',
    ],
    [
      { annotations: { 'kubernetes.io/ingress.class': 'alb' } },
      'API servers up to Kubernetes 1.26 refuse to create that; say the class with ingressClassName alone',
    ],
    [annotation('alb.ingress.kubernetes.io/actions.demo-stable'), 'it would take the weights back at each sync'],
    [annotation('alb.ingress.kubernetes.io/actions.redirect'), 'put a path of its own into an Ingress of its own'],
    [
      annotation('alb.ingress.kubernetes.io/conditions.testers'),
      'annotations has alb.ingress.kubernetes.io/conditions',
    ],
    [
      annotation('rollouts.argoproj.io/managed-alb-annotations'),
      'annotations has rollouts.argoproj.io/managed-alb-ann',
    ],
    [
      annotation('rollouts.argoproj.io/managed-alb-actions'),
      'annotations has rollouts.argoproj.io/managed-alb-actions',
    ],
    [{ ingressClassName: '' }, 'ingressClassName has to be a DNS-1123 subdomain'],
    [{ annotationPrefix: 'alb/' }, 'annotationPrefix has to be a DNS-1123 subdomain'],
    [{ stickiness: Duration.seconds(0) }, 'stickiness takes 1 to 604800 whole seconds (7 days), got 0s'],
    [{ stickiness: Duration.millis(1500) }, 'stickiness takes 1 to 604800 whole seconds (7 days), got 1.5s'],
    [{ stickiness: Duration.days(8) }, 'stickiness takes 1 to 604800 whole seconds (7 days), got 691200s'],
  ])('%j', (props, message) => {
    const chart = demoChart();
    expect(() => demoAlb(chart, demoServices(chart), props)).toThrow(message);
  });

  test('two pairs of Services, and one that takes turns without a root Service', () => {
    const chart = demoChart();
    const pingPong = demoPingPong(chart);
    expect(() => demoAlb(chart, demoServices(chart), { pingPong }, 'both')).toThrow(
      'services and pingPong are both given',
    );
    expect(() => demoAlb(chart, undefined, { pingPong })).toThrow(
      'pingPong needs a rootService, whose name stays while stable and canary change places',
    );
  });

  test('a root Service whose name is too long for an annotation, or that is elsewhere', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const name = 'r'.repeat(56);
    expect(() => demoAlb(chart, services, { rootService: demoRoot(chart, name) })).toThrow(
      `the name of the Service "${name}" has 56 characters: the controller makes an annotation "actions.<name>" of it, for ` +
        'which it may have 55 at most',
    );
    demoAlb(chart, services, { rootService: demoRoot(chart, 'r'.repeat(55)) }, 'fits');
    const elsewhere = new Chart(chart, 'elsewhere', { namespace: 'elsewhere' });
    expect(() => demoAlb(chart, services, { rootService: demoRoot(elsewhere) }, 'other')).toThrow(
      'the Ingress is in namespace "demo", its rootService "demo-root" in namespace "elsewhere"',
    );
  });

  test('the Services of another rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const other = demoAlb(chart, undefined, { pingPong: demoPingPong(chart), rootService: demoRoot(chart) });
    expect(() => demoRollout(chart, { services, trafficRouting: [other], analysis: undefined })).toThrow(
      'the Ingress splits between "demo-ping" and "demo-pong", the rollout at demo/rollout switches "demo-stable" and',
    );
  });

  test('the namespace of another rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const elsewhere = demoAlb(new Chart(chart, 'elsewhere', { namespace: 'elsewhere' }), services);
    expect(() => demoRollout(chart, { services, trafficRouting: [elsewhere], analysis: undefined })).toThrow(
      '[demo/elsewhere/ingress] the Ingress is in namespace "elsewhere", the rollout at demo/rollout in namespace "demo"',
    );
  });

  test('to be without a rollout', () => {
    const chart = demoChart();
    demoAlb(chart, demoServices(chart));
    expect(() => objectsOf(chart)).toThrow('[demo/ingress] no rollout moves the weights of this Ingress');
  });

  test.each<[string, Partial<AlbIngressProps>, string]>([
    ['servicePort', { servicePort: 90 }, 'servicePort is 80 here and 90 at demo/other'],
    ['stickiness', { stickiness: Duration.hours(1) }, 'stickiness is not given here and 3600 at demo/other'],
    ['annotationPrefix', { annotationPrefix: 'a.b' }, 'annotationPrefix is not given here and "a.b" at demo/other'],
  ])('another Ingress of the rollout with another %s', (_, props, message) => {
    const chart = demoChart();
    const services = demoServices(chart, {
      ports: [
        { name: 'http', port: 80, targetPort: 8080 },
        { name: 'admin', port: 90, targetPort: 8080 },
      ],
    });
    const one = demoAlb(chart, services, { servicePort: 80 });
    const other = demoAlb(chart, services, { name: 'other', servicePort: 80, ...props }, 'other');
    expect(() => demoRollout(chart, { services, trafficRouting: [one, other], analysis: undefined })).toThrow(
      `[demo/ingress] ${message}, and a rollout has one for all its Ingresses: give both the same`,
    );
  });

  test('another Ingress of the rollout with no root Service', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const one = demoAlb(chart, services, { rootService: demoRoot(chart) });
    const other = demoAlb(chart, services, { name: 'other' }, 'other');
    expect(() => demoRollout(chart, { services, trafficRouting: [one, other], analysis: undefined })).toThrow(
      'rootService is "demo-root" here and not given at demo/other',
    );
  });

  test.each([
    ['demo-canary', 'the header route "demo-canary" has the name of a Service of the rollout'],
    ['demo-root', 'the header route "demo-root" has the name of a Service of the rollout'],
    ['1st', 'the header route "1st" has to begin with a letter, as the name of a Service (DNS-1035)'],
    [
      'x'.repeat(53),
      'has 53 characters: the controller makes an annotation "conditions.<name>" of it, for which it may',
    ],
  ])('the header route %s', (route, message) => {
    const chart = demoChart();
    const services = demoServices(chart);
    const trafficRouting = [demoAlb(chart, services, { rootService: demoRoot(chart) })];
    const steps = [
      CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
      CanaryStep.setHeaderRoute(route, HeaderMatch.exact('X-Canary', 'yes')),
      CanaryStep.pauseUntilPromoted('QA'),
    ];
    expect(() => demoRollout(chart, { services, trafficRouting, analysis: undefined, steps })).toThrow(message);
  });
});

describe('requestMetrics of an AlbIngress', () => {
  test('are those of the target group of the canary, which the Rollout has in its status', () => {
    const chart = demoChart();
    const { args, ...metrics } = demoAlb(chart, demoServices(chart)).requestMetrics();
    expect(metrics).toEqual({
      source: 'requests to the canary through Ingress demo counted by its load balancer',
      namespace: 'AWS/ApplicationELB',
      dimensions: {
        LoadBalancer: 'app/{{args.alb-load-balancer}}',
        TargetGroup: 'targetgroup/{{args.alb-canary-target-group}}',
      },
      total: { metricName: 'RequestCount', stat: 'Sum' },
      errors: { metricName: 'HTTPCode_Target_5XX_Count', stat: 'Sum' },
      latency: { metricName: 'TargetResponseTime', stats: ['p50', 'p95', 'p99'], unit: 's' },
    });
    expect(args.flatMap((arg) => arg.toRolloutArgs())).toEqual([
      { name: 'alb-load-balancer', valueFrom: { fieldRef: { fieldPath: 'status.alb.loadBalancer.fullName' } } },
      {
        name: 'alb-canary-target-group',
        valueFrom: { fieldRef: { fieldPath: 'status.alb.canaryTargetGroup.fullName' } },
      },
    ]);
  });

  test.each([
    ['first', true],
    ['last', false],
  ])('of the %s Ingress of two: refused is %s', (measured, isRefused) => {
    const chart = demoChart();
    const services = demoServices(chart);
    const trafficRouting = ['first', 'last'].map((name) => demoAlb(chart, services, { name }, name));
    trafficRouting.find(({ name }) => name === measured)?.requestMetrics();
    const release = () => demoRollout(chart, { services, trafficRouting, analysis: undefined });
    if (!isRefused) return expect(release).not.toThrow();
    return expect(release).toThrow(
      '[demo/first] requestMetrics counts by status.alb, which has the last Ingress of the rollout (demo/last) and not this one',
    );
  });
});
