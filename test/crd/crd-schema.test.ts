import { describe, expect, test } from '@jest/globals';
import { testWithShared } from '../shared-folder';
import { CrdSchemas } from './crd-schema';

const testWithCrds = testWithShared('crds');

describe('CrdSchemas', () => {
  const schemas = new CrdSchemas();

  const canary = (strategy: object, spec: object = {}) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'demo', labels: { any: 'thing' } },
    spec: { ...spec, strategy: { canary: strategy } },
  });
  const route = (backend: object) => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'demo' },
    spec: { parentRefs: [{ name: 'traefik' }], rules: [{ backendRefs: [backend] }] },
  });

  testWithCrds('stays quiet on objects that the API server takes whole', () => {
    const steps = [{ setWeight: 20 }, { pause: { duration: '2m' } }, { pause: {} }];
    expect(schemas.problems(canary({ steps, maxSurge: '25%', maxUnavailable: 0 }))).toEqual([]);
    expect(schemas.problems(route({ name: 'demo-stable', port: 80, weight: 100 }))).toEqual([]);
  });

  testWithCrds('fires on an unknown field, with the way to it', () => {
    expect(schemas.problems(canary({ steps: [{ setWieght: 20 }] }))).toEqual([
      'spec.strategy.canary.steps[0].setWieght: unknown field',
    ]);
    expect(schemas.problems({ ...route({ name: 'demo' }), sepc: {} })).toEqual(['sepc: unknown field']);
  });

  testWithCrds('fires on a wrong type', () => {
    expect(schemas.problems(canary({ steps: [{ setWeight: '20' }], stableService: 1 }, { replicas: 1.5 }))).toEqual([
      'spec.replicas: has to be integer, got 1.5',
      'spec.strategy.canary.stableService: has to be string, got 1',
      'spec.strategy.canary.steps[0].setWeight: has to be integer, got "20"',
    ]);
  });

  testWithCrds('fires on a required field that is missing', () => {
    expect(schemas.problems(route({ port: 80 }))).toEqual(['spec.rules[0].backendRefs[0].name: required, but missing']);
  });

  testWithCrds('takes a whole number or a string for an int-or-string, and nothing else', () => {
    expect(schemas.problems(canary({ maxSurge: 1 }))).toEqual([]);
    expect(schemas.problems(canary({ maxSurge: '1' }))).toEqual([]);
    expect(schemas.problems(canary({ maxSurge: 1.5, maxUnavailable: { value: 1 } }))).toEqual([
      'spec.strategy.canary.maxSurge: has to be integer or string, got 1.5',
      'spec.strategy.canary.maxUnavailable: has to be integer or string, got {"value":1}',
    ]);
  });

  testWithCrds('fires on a text outside of a pattern, and on a number outside of its range or format', () => {
    expect(schemas.problems(route({ name: 'demo', namespace: 'Not A Label', weight: -1 }))).toEqual([
      'spec.rules[0].backendRefs[0].namespace: has to match ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$, got "Not A Label"',
      'spec.rules[0].backendRefs[0].weight: must be >= 0, got -1',
    ]);
    expect(schemas.problems(canary({}, { replicas: 2 ** 31 }))).toEqual([
      'spec.replicas: has to be in the format int32, got 2147483648',
    ]);
  });

  testWithCrds('reads the (?i) in a pattern of Go', () => {
    const rule = (partial_response_strategy: string) => ({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      spec: { groups: [{ name: 'demo', partial_response_strategy }] },
    });
    const monitoring = new CrdSchemas(['prometheus-operator.monitoring.coreos.com.yaml']);
    expect(monitoring.problems(rule('WARN'))).toEqual([]);
    expect(monitoring.problems(rule('never'))).toHaveLength(1);
  });

  testWithCrds('fires on a value outside of an enum', () => {
    const object = route({ name: 'demo' });
    const rules = [{ matches: [{ path: { type: 'Prefix', value: '/' } }] }];
    expect(schemas.problems({ ...object, spec: { rules } })).toEqual([
      'spec.rules[0].matches[0].path.type: has to be one of "Exact", "PathPrefix", "RegularExpression", got "Prefix"',
    ]);
  });

  testWithCrds('knows only the kinds of its files, and says so', () => {
    const two = new CrdSchemas(['argo-rollouts.argoproj.io.yaml', 'keda.keda.sh.yaml']);
    expect(two.knows('argoproj.io/v1alpha1', 'Rollout')).toBe(true);
    expect(two.knows('traefik.io/v1alpha1', 'TraefikService')).toBe(false);
    expect(two.problems({ apiVersion: 'argoproj.io/v1', kind: 'Rollout' })).toEqual([
      '(the object): no CRD for argoproj.io/v1 Rollout in argo-rollouts.argoproj.io.yaml, keda.keda.sh.yaml',
    ]);
  });

  testWithCrds.each([
    ['traefik.io/v1alpha1', 'TraefikService'],
    ['traefik.containo.us/v1alpha1', 'TraefikService'],
    ['networking.istio.io/v1', 'VirtualService'],
    ['networking.istio.io/v1alpha3', 'DestinationRule'],
    ['apisix.apache.org/v2', 'ApisixRoute'],
    ['getambassador.io/v2', 'Mapping'],
    ['getambassador.io/v3alpha1', 'Mapping'],
    ['appmesh.k8s.aws/v1beta2', 'VirtualRouter'],
    ['projectcontour.io/v1', 'HTTPProxy'],
    ['split.smi-spec.io/v1alpha4', 'TrafficSplit'],
    ['monitoring.coreos.com/v1', 'PodMonitor'],
    ['monitoring.coreos.com/v1', 'ServiceMonitor'],
    ['gateway.networking.k8s.io/v1alpha2', 'TCPRoute'],
    ['gateway.networking.k8s.io/v1alpha2', 'TLSRoute'],
  ])('knows %s %s', (apiVersion, kind) => {
    expect(schemas.problems({ apiVersion, kind, spec: 1 })).toContain('spec: has to be object, got 1');
  });

  testWithCrds('does not know a version that the API server does not take', () => {
    expect(schemas.knows('split.smi-spec.io/v1alpha3', 'TrafficSplit')).toBe(false);
    expect(
      new CrdSchemas(['gateway-api-standard.gateway.networking.k8s.io.yaml']).knows(
        'gateway.networking.k8s.io/v1alpha2',
        'TCPRoute',
      ),
    ).toBe(false);
  });

  testWithCrds('asks the standard channel of the Gateway API before the experimental one', () => {
    const retry = { ...route({ name: 'demo' }), spec: { rules: [{ retry: { attempts: 2 } }] } };
    expect(schemas.problems(retry)).toEqual(['spec.rules[0].retry: unknown field']);
  });

  test('fires on what is no object of Kubernetes', () => {
    expect(schemas.problems({ kind: 'Rollout' })).toEqual(['(the object): has no apiVersion and kind']);
    expect(schemas.problems('text')).toEqual(['(the object): has no apiVersion and kind']);
  });
});
