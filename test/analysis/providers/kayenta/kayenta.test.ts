import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { Analysis, Kayenta, type KayentaJudgementOptions, type KayentaScope, type Metric } from '../../../../src';
import { KAYENTA } from '../../../../src/analysis/providers/kayenta/facts';
import { demoChart } from '../../../demo-chart';

const kayenta = Kayenta.at('http://kayenta:8090', {
  application: 'shop',
  metricsAccountName: 'prometheus',
  storageAccountName: 'bucket',
});
const SCOPE: KayentaScope = {
  name: 'default',
  controlScope: { scope: 'version="stable"', region: 'here', step: Duration.minutes(1) },
  experimentScope: { scope: 'version="canary"', region: 'here', step: Duration.minutes(1) },
};
const OPTIONS: KayentaJudgementOptions = { canaryConfigName: 'latency', pass: 90, scopes: [SCOPE] };
const ASKING = { interval: Duration.minutes(10) };

function withTimes(control: object, experiment: object): KayentaJudgementOptions {
  const scope = {
    ...SCOPE,
    controlScope: { ...SCOPE.controlScope, ...control },
    experimentScope: { ...SCOPE.experimentScope, ...experiment },
  };
  return { ...OPTIONS, scopes: [scope] };
}

describe('Kayenta', () => {
  test('renders a comparison with everything that it may say', () => {
    const scope = {
      ...SCOPE,
      controlScope: { ...SCOPE.controlScope, start: '{{args.start}}', end: '{{args.end}}' },
      experimentScope: { ...SCOPE.experimentScope, start: '{{args.start}}', end: '{{args.end}}' },
    };
    const server = Kayenta.at('http://kayenta:8090', {
      application: 'shop',
      metricsAccountName: 'prometheus',
      storageAccountName: 'bucket',
      configurationAccountName: 'git',
    });
    const times = { start: '{{args.start}}', end: '{{args.end}}' };
    expect(server.judge({ ...OPTIONS, marginal: 75, lookback: true, scopes: [scope] }).toProvider()).toEqual({
      kayenta: {
        address: 'http://kayenta:8090',
        application: 'shop',
        canaryConfigName: 'latency',
        metricsAccountName: 'prometheus',
        configurationAccountName: 'git',
        storageAccountName: 'bucket',
        threshold: { pass: 90, marginal: 75 },
        lookback: true,
        scopes: [
          {
            name: 'default',
            controlScope: { scope: 'version="stable"', region: 'here', step: 60, ...times },
            experimentScope: { scope: 'version="canary"', region: 'here', step: 60, ...times },
          },
        ],
      },
    });
  });

  test('leaves nothing inconclusive, and keeps configurations with the storage, unless told otherwise', () => {
    const config = kayenta.judge(OPTIONS).toProvider().kayenta;
    expect(config?.threshold).toEqual({ pass: 90, marginal: 90 });
    expect(config?.configurationAccountName).toBe('bucket');
    expect(kayenta.judge(OPTIONS).problems(ASKING)).toEqual([]);
  });

  test('refuses an address that is none', () => {
    const options = { application: 'shop', metricsAccountName: 'm', storageAccountName: 's' };
    expect(() => Kayenta.at('kayenta:8090', options)).toThrow('the address of Kayenta takes an http or https URL');
  });

  test.each<[string, Partial<KayentaJudgementOptions>, string]>([
    ['a score above 100', { pass: 101 }, 'pass takes a score, a whole number from 0 to 100, got 101'],
    ['half a score', { marginal: 0.5 }, 'marginal takes a score, a whole number from 0 to 100, got 0.5'],
    ['a marginal score above that to pass', { pass: 80, marginal: 90 }, 'marginal 90 is above pass 80'],
    ['scores that cannot fail', { marginal: 0 }, 'marginal 0 can never fail'],
    ['no scopes', { scopes: [] }, 'scopes is empty'],
    ['two scopes of one name', { scopes: [SCOPE, SCOPE] }, 'two scopes are named "default"'],
    ['no configuration', { canaryConfigName: '' }, 'canaryConfigName is missing'],
    ['a scope without a name', { scopes: [{ ...SCOPE, name: '' }] }, 'scopes[0].name is missing'],
    ['a version without a region', withTimes({ region: '' }, {}), 'scopes[0].controlScope.region is missing'],
    [
      'half a second between values',
      withTimes({}, { step: Duration.millis(500) }),
      'experimentScope.step of scope "default" takes whole seconds',
    ],
    [
      'a start for one version',
      withTimes({ start: '{{args.start}}' }, {}),
      'scopes[0]: start of controlScope and experimentScope',
    ],
    [
      'an end for one version',
      withTimes({}, { end: '{{args.end}}' }),
      'scopes[0]: end of controlScope and experimentScope',
    ],
  ])('refuses %s', (_, options, message) => {
    expect(
      kayenta
        .judge({ ...OPTIONS, ...options })
        .problems(ASKING)
        .join(),
    ).toContain(message);
  });

  test('needs an interval of its metric, unless something else says when to begin', () => {
    const message = 'it has no interval, and Kayenta looks at the last interval';
    expect(kayenta.judge(OPTIONS).problems({}).join()).toContain(message);
    expect(kayenta.judge({ ...OPTIONS, lookback: true }).problems({})).toEqual([]);
    const start = { start: '{{args.start}}' };
    expect(kayenta.judge(withTimes(start, start)).problems({})).toEqual([]);
  });

  test('takes a metric without conditions, and none with them', () => {
    const metric: Metric = { name: 'comparison', provider: kayenta.judge(OPTIONS), interval: Duration.minutes(10) };
    const analysis = (own: Metric) => new Analysis(demoChart(), 'analysis', { metrics: [own] });
    expect(() => analysis(metric)).not.toThrow();
    expect(() => analysis({ ...metric, failureCondition: 'result < 50' })).toThrow(
      'metric "comparison" has a failureCondition, which the controller ignores',
    );
  });
});

describe('the facts of Kayenta', () => {
  test('miss what the controller puts into its requests', () => {
    expect(KAYENTA.problems({ threshold: { pass: 90, marginal: 75 } })).toEqual([
      ...['address', 'application', 'canaryConfigName', 'metricsAccountName', 'configurationAccountName'].map(
        (key) => `${key} is missing`,
      ),
      'storageAccountName is missing',
      'scopes is empty: Kayenta has nothing to compare',
    ]);
    const scopes = [{ name: 'default', controlScope: {}, experimentScope: {} }];
    expect(KAYENTA.problems({ scopes }).join()).toContain('scopes[0].controlScope.step is missing');
  });

  test('take scores that are given as nothing for a mistake', () => {
    expect(KAYENTA.problems({}).join()).toContain('pass takes a score, a whole number from 0 to 100, got none');
  });
});
