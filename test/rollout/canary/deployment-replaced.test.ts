import { expect, test } from '@jest/globals';
import { App, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout } from '../../../src/index';
import { type Manifest, objectsOf } from '../../demo-chart';

type Make = (scope: Chart, id: string, props: kplus.DeploymentProps) => kplus.Deployment | CanaryRollout;

/** A chart as a user of cdk8s-plus has it: volumes, probes, scheduling, network policy, Service and autoscaler. */
function chartWith(make: Make): Manifest[] {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop', disableResourceNameHashes: true });
  const config = new kplus.ConfigMap(chart, 'config', {
    metadata: { name: 'shop' },
    data: { 'shop.yaml': 'theme: dark' },
  });
  const workload = make(chart, 'app', {
    metadata: { name: 'shop', labels: { team: 'web' } },
    podMetadata: { annotations: { 'prometheus.io/scrape': 'true' } },
    spread: true,
    isolate: true,
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(chart, 'account', 'shop'),
    initContainers: [{ image: 'acme/migrate:1', command: ['migrate'] }],
    containers: [
      {
        name: 'shop',
        image: 'acme/shop:1',
        ports: [{ number: 8080, name: 'http' }],
        envVariables: { MODE: kplus.EnvValue.fromValue('live') },
        liveness: kplus.Probe.fromHttpGet('/healthz', { port: 8080 }),
        readiness: kplus.Probe.fromHttpGet('/readyz', { port: 8080 }),
        resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(64) } },
        volumeMounts: [{ path: '/etc/shop', volume: kplus.Volume.fromConfigMap(chart, 'volume', config) }],
      },
    ],
    volumes: [kplus.Volume.fromEmptyDir(chart, 'tmp', 'tmp')],
  });
  workload.addContainer({ name: 'sidecar', image: 'acme/sidecar:1' });
  workload.scheduling.tolerate(kplus.Node.tainted(kplus.NodeTaintQuery.is('dedicated', 'web')));
  const database = new kplus.Deployment(chart, 'database', {
    metadata: { name: 'db' },
    containers: [{ image: 'acme/db:1' }],
  });
  workload.connections.allowTo(database);
  new kplus.Service(chart, 'service', {
    metadata: { name: 'shop' },
    selector: workload,
    ports: [{ port: 80, targetPort: 8080 }],
  });
  new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', {
    metadata: { name: 'shop' },
    target: workload,
    maxReplicas: 5,
    metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
  });
  return objectsOf(chart);
}

// What differs for good reasons: the selector does not depend on the construct tree, and ports have their protocol.
function comparable(objects: readonly Manifest[]): unknown {
  const text = JSON.stringify(objects)
    .replace(/"cdk8s\.io\/metadata\.addr":"shop-app-[0-9a-f]{8}"/g, '"app.kubernetes.io/name":"shop"')
    .replace(/"containerPort":8080,"name":"http"(,"protocol":"TCP")?/g, '"containerPort":8080,"name":"http"');
  return JSON.parse(text);
}

test('new Deployment( can be replaced by new CanaryRollout( in a chart of cdk8s-plus', () => {
  const before = chartWith((scope, id, { strategy: _, ...props }) => new kplus.Deployment(scope, id, props));
  const after = chartWith((scope, id, { strategy: _, ...props }) => new CanaryRollout(scope, id, props));
  const isWorkload = ({ metadata, kind }: Manifest) =>
    metadata.name === 'shop' && ['Deployment', 'Rollout'].includes(kind);

  const [deployment] = before.filter(isWorkload);
  const [rollout] = after.filter(isWorkload);
  expect(rollout?.kind).toBe('Rollout');
  expect(rollout?.spec.replicas).toBeUndefined();
  expect(comparable(rollout === undefined ? [] : [{ ...rollout, spec: rollout.spec.template }])).toEqual(
    comparable(
      deployment === undefined
        ? []
        : [{ ...deployment, apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: deployment.spec.template }],
    ),
  );

  const others = (objects: readonly Manifest[]) => comparable(objects.filter((object) => !isWorkload(object)));
  const aimed = JSON.stringify(others(before)).replace(
    '"apiVersion":"apps/v1","kind":"Deployment","name":"shop"',
    '"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout","name":"shop"',
  );
  expect(others(after)).toEqual(JSON.parse(aimed));
});
