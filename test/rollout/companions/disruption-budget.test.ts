import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import { Deployment, LabelSelector, PercentOrAbsolute, Pods } from 'cdk8s-plus-28';
import { CanaryRollout, type CanaryRolloutProps } from '../../../src/index';
import { PodDisruptionBudget, type PodDisruptionBudgetProps } from '../../../src/rollout/companions/disruption-budget';
import { CoreKinds } from '../../crd/core-kinds';
import { demoChart, objectsOf, onlyObject } from '../../demo-chart';

const quarter = PercentOrAbsolute.percent(25);

function demoSelector(chart: Chart, props: Partial<CanaryRolloutProps> = {}): CanaryRollout {
  const containers = [{ image: 'example/app:1', portNumber: 8080 }];
  return new CanaryRollout(chart, 'rollout', { metadata: { name: 'demo' }, containers, ...props });
}

function budget(chart: Chart, props: Partial<PodDisruptionBudgetProps>): PodDisruptionBudget {
  const selector = props.selector ?? demoSelector(chart);
  return new PodDisruptionBudget(chart, 'budget', { metadata: { name: 'demo' }, ...props, selector });
}

describe('PodDisruptionBudget', () => {
  test('selects the pods of a rollout, of both versions', () => {
    const chart = demoChart();
    budget(chart, { maxUnavailable: quarter });
    const object = onlyObject(chart, 'PodDisruptionBudget');
    expect(object).toEqual({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: { maxUnavailable: '25%', selector: { matchLabels: { 'app.kubernetes.io/name': 'demo' } } },
    });
    expect(new CoreKinds().problems(object)).toEqual([]);
  });

  test.each([
    [{ minAvailable: PercentOrAbsolute.percent(0) }, { minAvailable: '0%' }],
    [{ minAvailable: PercentOrAbsolute.percent(99) }, { minAvailable: '99%' }],
    [{ minAvailable: PercentOrAbsolute.absolute(0) }, { minAvailable: 0 }],
    [{ minAvailable: PercentOrAbsolute.absolute(3) }, { minAvailable: 3 }],
    [{ maxUnavailable: PercentOrAbsolute.percent(100) }, { maxUnavailable: '100%' }],
    [{ maxUnavailable: PercentOrAbsolute.absolute(1) }, { maxUnavailable: 1 }],
  ])('takes %j', (props, rendered) => {
    const chart = demoChart();
    budget(chart, props);
    const { selector: _, ...limits } = onlyObject(chart, 'PodDisruptionBudget').spec;
    expect(limits).toEqual(rendered);
  });

  test('selects by labels that the rollout was told later', () => {
    const chart = demoChart();
    const selector = demoSelector(chart, { select: false, podMetadata: { labels: { app: 'old' } } });
    budget(chart, { selector, maxUnavailable: quarter });
    selector.select(LabelSelector.of({ labels: { app: 'old' } }));
    expect(onlyObject(chart, 'PodDisruptionBudget').spec.selector).toEqual({ matchLabels: { app: 'old' } });
  });

  test('selects pods by labels alone', () => {
    const chart = demoChart();
    const selector = Pods.select(chart, 'pods', { labels: { app: 'old' } });
    budget(chart, { selector, minAvailable: PercentOrAbsolute.absolute(1) });
    expect(onlyObject(chart, 'PodDisruptionBudget').spec.selector).toEqual({ matchLabels: { app: 'old' } });
  });

  test.each([
    [4, PercentOrAbsolute.absolute(3), '3'],
    [4, PercentOrAbsolute.percent(75), '75%'],
    [0, PercentOrAbsolute.absolute(1), '1'],
  ])('lets a pod of %d go with minAvailable %j', (replicas, minAvailable, rendered) => {
    const chart = demoChart();
    budget(chart, { selector: demoSelector(chart, { replicas }), minAvailable });
    expect(String(onlyObject(chart, 'PodDisruptionBudget').spec.minAvailable)).toBe(rendered);
  });
});

describe('a PodDisruptionBudget refuses', () => {
  const noDrain = ': no pod may ever be evicted, and no node that has one can be drained';

  test.each<[string, Partial<PodDisruptionBudgetProps>, string]>([
    ['no name', { metadata: {}, maxUnavailable: quarter }, 'metadata.name is missing'],
    [
      'a bad name',
      { metadata: { name: 'a_b' }, maxUnavailable: quarter },
      'metadata.name has to be a DNS-1123 subdomain',
    ],
    [
      'another namespace than that of the pods',
      { metadata: { name: 'demo', namespace: 'other' }, maxUnavailable: quarter },
      'it is in namespace "other", the Rollout "demo" in namespace "demo"',
    ],
    ['no limit', {}, 'a budget has exactly one of minAvailable and maxUnavailable, got none: take maxUnavailable'],
    [
      'two limits',
      { minAvailable: quarter, maxUnavailable: quarter },
      'a budget has exactly one of minAvailable and maxUnavailable, got both: take maxUnavailable',
    ],
    ['no pod to go', { maxUnavailable: PercentOrAbsolute.absolute(0) }, `maxUnavailable is 0${noDrain}, take more`],
    ['0 % to go', { maxUnavailable: PercentOrAbsolute.percent(0) }, `maxUnavailable is 0%${noDrain}, take more`],
    ['100 % to stay', { minAvailable: PercentOrAbsolute.percent(100) }, `minAvailable is 100%${noDrain}, take less`],
    [
      'more than 100 %',
      { minAvailable: PercentOrAbsolute.percent(101) },
      'minAvailable in per cent takes a whole number from 0 to 100, got 101',
    ],
    [
      'part of a per cent',
      { maxUnavailable: PercentOrAbsolute.percent(0.5) },
      'maxUnavailable in per cent takes a whole number from 0 to 100, got 0.5',
    ],
    [
      'fewer than no pods',
      { maxUnavailable: PercentOrAbsolute.absolute(-1) },
      'maxUnavailable takes a whole number of at least 0, got -1',
    ],
    [
      'half a pod',
      { minAvailable: PercentOrAbsolute.absolute(1.5) },
      'minAvailable takes a whole number of at least 0, got 1.5',
    ],
  ])('%s', (_, props, message) => {
    expect(() => budget(demoChart(), props)).toThrow(message);
  });

  test.each([
    [PercentOrAbsolute.absolute(4), 'minAvailable is 4, all of 4 replicas'],
    [PercentOrAbsolute.absolute(5), 'minAvailable is 5, all of 4 replicas'],
    [PercentOrAbsolute.percent(76), 'minAvailable is 76%, all of 4 replicas'],
  ])('%j to stay of four replicas', (minAvailable, message) => {
    const chart = demoChart();
    const selector = demoSelector(chart, { replicas: 4 });
    expect(() => budget(chart, { selector, minAvailable })).toThrow(`[demo/budget] ${message}${noDrain}`);
  });

  test('the pods of a Deployment elsewhere', () => {
    const chart = demoChart();
    const other = new Chart(chart, 'other', { namespace: 'other' });
    const selector = new Deployment(other, 'app', { metadata: { name: 'app' }, containers: [{ image: 'a:1' }] });
    expect(() => budget(chart, { selector, maxUnavailable: quarter })).toThrow(
      'it is in namespace "demo", the Deployment "app" in namespace "other"',
    );
  });

  test('two of one name, at synth', () => {
    const chart = demoChart();
    for (const id of ['one', 'two']) {
      const one = new Chart(chart, id, { namespace: 'demo' });
      const selector = Pods.select(one, 'pods', { labels: { app: id } });
      budget(one, { maxUnavailable: quarter, selector });
    }
    expect(() => objectsOf(chart)).toThrow('PodDisruptionBudget "demo" in the namespace "demo" is there twice');
  });
});
