import { describe, expect, test } from '@jest/globals';
import { canary, httpRoute, rollout, schemaLines, schemaProblemsOf } from './checked';

const editsOf = (object: object) => schemaProblemsOf([object]).map(({ fix }) => fix?.edits);

describe('a value of a wrong type', () => {
  test.each([
    [canary({ steps: [{ setWeight: '20' }] }), 'steps[0].setWeight: setWeight takes an integer, got the text "20"'],
    [canary({ steps: [{ setWeight: 2.5 }] }), 'steps[0].setWeight: setWeight takes an integer, got the number 2.5'],
    [canary({ steps: {} }), 'steps: steps takes a list, got a mapping'],
    [canary({ steps: [null] }), 'steps[0]: steps[0] takes a mapping, got nothing'],
    [canary({ steps: [[]] }), 'steps[0]: steps[0] takes a mapping, got a list'],
    [canary({ maxSurge: 1.5 }), 'maxSurge: maxSurge takes an integer or a text, got the number 1.5'],
    [canary({ stableService: 1 }), 'stableService: stableService takes a text, got the number 1: it needs quotes'],
    [canary({ dynamicStableScale: 1 }), 'dynamicStableScale: dynamicStableScale takes true or false, got the number 1'],
  ])('is told with its type, and with what is taken (%#)', (object, line) => {
    expect(schemaLines(object)).toEqual([`spec.strategy.canary.${line}`]);
  });

  test('is mended where it is plain what is meant', () => {
    const step = ['spec', 'strategy', 'canary', 'steps', 0, 'setWeight'];
    expect(editsOf(canary({ steps: [{ setWeight: '20' }] }))).toEqual([[{ set: step, value: 20 }]]);
    expect(editsOf(rollout({ paused: 'true' }))).toEqual([[{ set: ['spec', 'paused'], value: true }]]);
  });

  test.each([42, 1.1, false])('is put in quotes where a text is taken, and %s is none', (value) => {
    const service = ['spec', 'strategy', 'canary', 'stableService'];
    expect(editsOf(canary({ stableService: value }))).toEqual([[{ quote: service }]]);
    expect(editsOf(canary({ stableService: [value] }))).toEqual([undefined]);
  });

  test.each([
    canary({ steps: [{ setWeight: '20%' }] }),
    canary({ steps: [{ setWeight: '020' }] }),
    canary({ steps: [{ setWeight: 2.5 }] }),
    rollout({ paused: 'yes' }),
    canary({ steps: {} }),
  ])('is left to people where it is not (%#)', (object) => {
    expect(editsOf(object)).toEqual([undefined]);
  });

  test('is none where nothing stands, or where any value is taken', () => {
    expect(schemaLines(canary({ steps: null, stableService: null }))).toEqual([]);
    const resources = { limits: { cpu: 1, memory: '1Gi' } };
    expect(schemaLines(rollout({ template: { spec: { containers: [{ name: 'shop', resources }] } } }))).toEqual([]);
  });
});

describe('a value that is not allowed', () => {
  const backend = (fields: object) => httpRoute({ backendRefs: [{ name: 'shop', ...fields }] });
  const path = (type: string) => httpRoute({ matches: [{ path: { type, value: '/' } }] });

  test('is told with the values of an enum, and mended where only the case is wrong', () => {
    expect(schemaLines(path('Prefix'))).toEqual([
      'spec.rules[0].matches[0].path.type: type takes "Exact", "PathPrefix" or "RegularExpression", got "Prefix"',
    ]);
    expect(editsOf(path('Prefix'))).toEqual([undefined]);
    const place = ['spec', 'rules', 0, 'matches', 0, 'path', 'type'];
    expect(editsOf(path('pathprefix'))).toEqual([[{ set: place, value: 'PathPrefix' }]]);
    expect(schemaLines(path('PathPrefix'))).toEqual([]);
  });

  test('is told with the range of a number', () => {
    expect(schemaLines(backend({ weight: -1 }))).toEqual([
      'spec.rules[0].backendRefs[0].weight: weight takes 0 to 1000000, got -1',
    ]);
    expect(schemaLines(backend({ weight: 1_000_001 }))).toHaveLength(1);
    expect(schemaLines(backend({ weight: 0 }))).toEqual([]);
    expect(schemaLines(rollout({ replicas: 2 ** 31 }))).toEqual([
      'spec.replicas: replicas takes -2147483648 to 2147483647, got 2147483648',
    ]);
  });

  test('is told in words where its pattern is a usual one, and with the pattern where not', () => {
    expect(schemaLines(backend({ namespace: 'My Shop' }))).toEqual([
      'spec.rules[0].backendRefs[0].namespace: namespace takes a-z, 0-9 and "-", ' +
        'beginning and ending with a letter or digit, got "My Shop"',
    ]);
    const monitor = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'demo' },
      spec: { selector: {}, endpoints: [{ interval: '10 s' }] },
    };
    expect(schemaLines(monitor)).toEqual([expect.stringMatching(/interval takes what matches \^.*\$, got "10 s"$/)]);
  });

  test('is told with the length of a text or a list', () => {
    expect(schemaLines(backend({ name: 'x'.repeat(254) }))).toEqual([
      expect.stringMatching(/name: name takes at most 253 characters, got "x{60}\.\.\."$/),
    ]);
    expect(schemaLines(backend({ name: '' }))).toEqual([
      expect.stringMatching(/name: name takes at least 1 character, got ""$/),
    ]);
    const matches = Array.from({ length: 65 }, (_, index) => ({ path: { value: `/${index}` } }));
    expect(schemaLines(httpRoute({ matches }))).toEqual([
      'spec.rules[0].matches: matches takes at most 64 elements, got 65',
    ]);
  });

  test('is told with the format of a time', () => {
    expect(schemaLines(rollout({ restartAt: '2026-01-31T10:00:00Z' }))).toEqual([]);
    expect(schemaLines(rollout({ restartAt: 'tomorrow' }))).toEqual([
      'spec.restartAt: restartAt takes a time such as "2026-01-31T10:00:00Z", got "tomorrow"',
    ]);
  });
});

describe('the elements of a list', () => {
  const pod = (container: object, ...more: object[]) =>
    rollout({ template: { spec: { containers: [{ name: 'shop', ...container }, ...more] } } });

  test('are told apart by the keys of the CRD', () => {
    expect(schemaLines(pod({}, { name: 'shop' }))).toEqual([
      'spec.template.spec.containers[1]: containers has two elements with name "shop"',
    ]);
    expect(schemaLines(pod({}, { name: 'proxy' }))).toEqual([]);
  });

  test('are told apart by the default of a key that they leave out', () => {
    const port = { containerPort: 53 };
    expect(schemaLines(pod({ ports: [port, { ...port, protocol: 'TCP' }] }))).toEqual([
      'spec.template.spec.containers[0].ports[1]: ports has two elements with containerPort 53 and protocol "TCP"',
    ]);
    expect(schemaLines(pod({ ports: [port, { ...port, protocol: 'UDP' }] }))).toEqual([]);
  });
});

describe('values that go together', () => {
  const virtualService = (match: object) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'demo' },
    spec: { http: [{ match: [match] }] },
  });

  test('are refused where only one of them can be', () => {
    expect(schemaLines(virtualService({ uri: { exact: '/a', prefix: '/b' } }))).toEqual([
      'spec.http[0].match[0].uri: uri takes only one of exact, prefix and regex, got exact and prefix',
    ]);
    expect(schemaLines(virtualService({ uri: { exact: '/a' } }))).toEqual([]);
    expect(schemaLines(virtualService({ uri: {} }))).toEqual([]);
  });

  test('are looked at in every part of an allOf', () => {
    const rule = (consistentHash: object) => ({
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'demo' },
      spec: { host: 'demo', trafficPolicy: { loadBalancer: { consistentHash } } },
    });
    expect(schemaLines(rule({ httpHeaderName: 'x', useSourceIp: true }))).toEqual([
      expect.stringMatching(/consistentHash takes only one of .*, got httpHeaderName and useSourceIp$/),
    ]);
    expect(schemaLines(rule({ httpHeaderName: 'x', maglev: {} }))).toEqual([]);
  });

  test('are refused by what one of them says of another', () => {
    const gateway = (address: object) => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'demo' },
      spec: {
        gatewayClassName: 'traefik',
        listeners: [{ name: 'a', port: 80, protocol: 'HTTP' }],
        addresses: [address],
      },
    });
    expect(schemaLines(gateway({ type: 'IPAddress', value: '10.0.0.1' }))).toEqual([]);
    expect(schemaLines(gateway({ type: 'IPAddress', value: 'fe80::1' }))).toEqual([]);
    expect(schemaLines(gateway({ type: 'IPAddress', value: '10.0.0.256' }))).toEqual([
      'spec.addresses[0]: addresses[0] is a combination of values that the CRD refuses',
    ]);
  });

  test('are refused by their types where the CRD takes two of them', () => {
    const mapping = (hostname: unknown) => ({
      apiVersion: 'getambassador.io/v2',
      kind: 'Mapping',
      metadata: { name: 'demo' },
      spec: { prefix: '/', service: 'shop', add_request_headers: { 'x-demo': hostname } },
    });
    expect(schemaLines(mapping('text'))).toEqual([]);
    expect(schemaLines(mapping([1]))).toEqual([expect.stringMatching(/x-demo takes a text or .*, got a list$/)]);
  });
});
