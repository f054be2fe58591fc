import { describe, expect, test } from '@jest/globals';
import { canary, httpRoute, rollout, schemaLines, schemaProblemsOf } from './checked';

const fixesOf = (object: object) => schemaProblemsOf([object]).map(({ fix }) => fix?.edits);

describe('an unknown field', () => {
  test('is told with the field that is most like it, and renamed to it', () => {
    const object = canary({ steps: [{ setWieght: 20 }] });
    expect(schemaLines(object)).toEqual([
      'spec.strategy.canary.steps[0].setWieght: unknown field setWieght, did you mean setWeight',
    ]);
    expect(fixesOf(object)).toEqual([
      [{ rename: ['spec', 'strategy', 'canary', 'steps', 0, 'setWieght'], to: 'setWeight' }],
    ]);
  });

  test('is not renamed where the value does not fit, the field is there already, or two fields are like it', () => {
    expect(fixesOf(canary({ steps: [{ setWieght: '20%' }] }))).toEqual([undefined]);
    const twice = canary({ steps: [{ setWeight: 20, setWieght: 20 }] });
    expect(schemaLines(twice)).toEqual([expect.not.stringContaining('did you mean setWeight')]);
    const pungService = { pingService: 'a', pongService: 'b', pungService: 'c' };
    expect(fixesOf(canary({ pingPong: pungService }))).toEqual([undefined]);
  });

  test('is told with the places around it that have one of that name', () => {
    expect(schemaLines(canary({ analysis: { templateName: 'success-rate' } }))).toEqual([
      'spec.strategy.canary.analysis.templateName: unknown field templateName, did you mean templates, ' +
        'or does it belong in spec.strategy.canary.analysis.templates[]',
    ]);
    expect(schemaLines(canary({ steps: [{ pause: {}, stableService: 'shop' }] }))).toEqual([
      'spec.strategy.canary.steps[0].stableService: unknown field stableService, there is one in spec.strategy.canary',
    ]);
    expect(schemaLines(canary({ steps: [{ setCanaryScale: {}, duration: '1m' }] }))).toEqual([
      expect.stringMatching(/there is one in .*steps\[0\]\.(experiment|pause) or .*steps\[0\]\.(experiment|pause)$/),
    ]);
  });

  test('is told with all fields where there are few, and none is like it', () => {
    expect(schemaLines(rollout({ strategy: { rollingUpdate: {} } }))).toEqual([
      'spec.strategy.rollingUpdate: unknown field rollingUpdate, there are blueGreen and canary',
    ]);
  });

  test('is found in an embedded pod, in a list, and at the top; what it stands for is not missing then', () => {
    const spec = { contianers: [{ name: 'shop' }] };
    expect(schemaLines(rollout({ template: { spec } }))).toEqual([
      'spec.template.spec.contianers: unknown field contianers, did you mean containers',
    ]);
    expect(schemaLines(httpRoute({ backendRefs: [{ name: 'shop', wight: 1 }] }))).toEqual([
      'spec.rules[0].backendRefs[0].wight: unknown field wight, did you mean weight',
    ]);
    expect(schemaLines({ ...httpRoute({}), sepc: {} })).toEqual([expect.stringMatching(/^sepc: unknown field sepc/)]);
  });

  test('is a warning where nothing is in it, and taken away', () => {
    const template = { metadata: { creationTimestamp: null }, spec: { containers: [] } };
    const [problem, ...more] = schemaProblemsOf([rollout({ template })]);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({
      severity: 'warning',
      path: ['spec', 'template', 'metadata', 'creationTimestamp'],
      fix: { edits: [{ remove: ['spec', 'template', 'metadata', 'creationTimestamp'] }] },
    });
  });

  test('is none in a map, in what the CRD keeps as it is, and in the status', () => {
    const plugins = { 'argoproj-labs/gatewayAPI': { anything: [1] } };
    const selector = { matchLabels: { anything: 'goes' } };
    expect(schemaLines(canary({ trafficRouting: { plugins } }, { selector }))).toEqual([]);
    expect(schemaLines({ ...canary({}), status: { anything: 1 } })).toEqual([]);
  });

  test('may be one of a later version: then it is a warning that says so', () => {
    const object = canary({ stepz: [] });
    expect(schemaLines(object, { 'argo-rollouts': '1.10.9' })).toEqual([expect.stringMatching(/^spec/)]);
    expect(schemaLines(object, { 'argo-rollouts': '1.9' })).toEqual([expect.stringMatching(/^spec/)]);
    expect(schemaLines(object, { 'argo-rollouts': '1.11' })).toEqual([
      'warning spec.strategy.canary.stepz: unknown field stepz, did you mean steps (as of Argo Rollouts v1.10.2)',
    ]);
    expect(schemaLines(canary({ steps: 1 }), { 'argo-rollouts': '1.11' })).toEqual([expect.stringMatching(/^spec/)]);
  });

  test('is told a hundred times for one object at most', () => {
    const fields = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`field${index}`, {}]));
    expect(schemaLines(rollout(fields))).toHaveLength(100);
  });
});

describe('a required field', () => {
  test('is missed where it is not there, and where nothing is in it', () => {
    const missing = 'spec.rules[0].backendRefs[0]: backendRefs[0] lacks the required field name';
    expect(schemaLines(httpRoute({ backendRefs: [{ port: 80 }] }))).toEqual([missing]);
    expect(schemaLines(httpRoute({ backendRefs: [{ name: null, port: 80 }] }))).toEqual([missing]);
    expect(schemaLines(httpRoute({ backendRefs: [{ name: 'shop', port: 80 }] }))).toEqual([]);
  });

  test('is missed together with the others', () => {
    expect(schemaLines({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'demo' } })).toEqual([
      ': the object lacks the required field spec',
    ]);
    const istio = { destinationRule: { name: 'shop' } };
    expect(schemaLines(canary({ trafficRouting: { istio } }))).toEqual([
      'spec.strategy.canary.trafficRouting.istio.destinationRule: ' +
        'destinationRule lacks the required fields canarySubsetName and stableSubsetName',
    ]);
  });

  test('is not missed where the CRD has a default for it', () => {
    const env = [{ name: 'KEY', valueFrom: { secretKeyRef: { key: 'key' } } }];
    const spec = { containers: [{ name: 'shop', env, ports: [{ containerPort: 80 }] }] };
    expect(schemaLines(rollout({ template: { spec } }))).toEqual([]);
  });
});

describe('what only the experimental channel of the Gateway API has', () => {
  test('is a warning where it is a field or a value, and looked at all the same', () => {
    expect(schemaLines(httpRoute({ retry: { attempts: 2 } }))).toEqual([
      'warning spec.rules[0].retry: retry is in the experimental channel only: ' +
        'the CRDs of Gateway API (standard channel) v1.6.1 refuse it',
    ]);
    expect(schemaLines(httpRoute({ retry: { attempts: '2' } }))).toContain(
      'spec.rules[0].retry.attempts: attempts takes an integer, got the text "2"',
    );
    expect(schemaLines(httpRoute({ filters: [{ type: 'ExternalAuth' }] }))).toEqual([
      expect.stringMatching(/^warning spec\.rules\[0\]\.filters\[0\]\.type: type ExternalAuth is in the experimental/),
    ]);
  });

  test('is nothing to be told of where it is a version, which its controllers ask for', () => {
    const route = (rule: object) => ({
      ...httpRoute(rule, 'gateway.networking.k8s.io/v1alpha2'),
      kind: 'TCPRoute',
    });
    expect(schemaLines(route({ backendRefs: [{ name: 'shop', port: 80 }] }))).toEqual([]);
    expect(schemaLines(route({ backendRefs: [{ name: 'shop', port: '80' }] }))).toHaveLength(1);
  });
});
