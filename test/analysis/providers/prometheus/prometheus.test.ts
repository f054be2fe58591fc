import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { Prometheus, PrometheusAuthentication, type PrometheusOptions, type PrometheusRange } from '../../../../src';

const ADDRESS = 'http://prometheus:9090';
const WORKSPACE = 'https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1';
const client = { tokenUrl: 'https://login.example.com/token', clientId: 'rollouts', clientSecret: '{{args.secret}}' };
const oauth2 = PrometheusAuthentication.oauth2(client);

describe('Prometheus', () => {
  test('asks with an address and a query', () => {
    expect(json(Prometheus.at(ADDRESS).query('up'))).toEqual({ prometheus: { address: ADDRESS, query: 'up' } });
  });

  test('asks with everything that the server wants', () => {
    const prometheus = Prometheus.at(ADDRESS, {
      timeout: Duration.minutes(1),
      insecure: true,
      headers: { 'X-Scope-OrgID': 'shop' },
      authentication: PrometheusAuthentication.oauth2({ ...client, scopes: ['metrics'] }),
    });
    expect(json(prometheus.query('up'))).toEqual({
      prometheus: {
        address: ADDRESS,
        query: 'up',
        timeout: 60,
        insecure: true,
        headers: [{ key: 'X-Scope-OrgID', value: 'shop' }],
        authentication: {
          oauth2: {
            tokenUrl: 'https://login.example.com/token',
            clientId: 'rollouts',
            clientSecret: '{{args.secret}}',
            scopes: ['metrics'],
          },
        },
      },
    });
    expect(prometheus.needsCredentials).toBe(true);
    expect(Prometheus.at(ADDRESS, { headers: { 'X-Scope-OrgID': 'shop' } }).needsCredentials).toBe(true);
    expect(Prometheus.at(ADDRESS, { authentication: oauth2 }).needsCredentials).toBe(true);
    expect(Prometheus.at(ADDRESS, { insecure: false }).needsCredentials).toBe(false);
    expect(json(Prometheus.at(ADDRESS, { insecure: false, headers: {} }).query('up'))).toEqual({
      prometheus: { address: ADDRESS, query: 'up' },
    });
  });

  test('signs its requests to a workspace of AWS', () => {
    const authentication = PrometheusAuthentication.sigV4({ region: 'eu-central-1', profile: 'metrics' });
    expect(json(Prometheus.at(WORKSPACE, { authentication }).query('up'))).toMatchObject({
      prometheus: { authentication: { sigv4: { region: 'eu-central-1', profile: 'metrics' } } },
    });
  });

  test.each<[string, string, PrometheusOptions, string]>([
    ['no URL', 'prometheus:9090', {}, 'the address of Prometheus takes an http or https URL such as'],
    ['a timeout of half a second', ADDRESS, { timeout: Duration.millis(500) }, 'timeout takes whole seconds'],
    [
      'a token in the manifest',
      ADDRESS,
      { headers: { Authorization: 'Bearer abc' } },
      'has its secret in the manifest',
    ],
    [
      'a header and a token for one place',
      ADDRESS,
      { headers: { authorization: '{{args.token}}' }, authentication: oauth2 },
      'headers has "Authorization", which would replace that of authentication',
    ],
    [
      'a secret in the manifest',
      ADDRESS,
      { authentication: PrometheusAuthentication.oauth2({ ...client, clientSecret: 'hunter2' }) },
      'oauth2.clientSecret takes a reference to an argument such as "{{args.client-secret}}"',
    ],
    [
      'a signature for another address',
      ADDRESS,
      { authentication: PrometheusAuthentication.sigV4({ region: 'eu-central-1' }) },
      'without "aps-workspaces" in it the controller does not sign its requests',
    ],
    [
      'the region of another workspace',
      WORKSPACE,
      { authentication: PrometheusAuthentication.sigV4({ region: 'us-east-1' }) },
      'sigV4.region is "us-east-1", and the workspace is in "eu-central-1"',
    ],
    [
      'no region, role or profile',
      WORKSPACE,
      { authentication: PrometheusAuthentication.sigV4({ region: 'Frankfurt', roleArn: 'metrics', profile: '' }) },
      'sigV4.region takes a region of AWS such as "eu-central-1", got "Frankfurt"; sigV4.roleArn takes the ARN of a role ' +
        'such as "arn:aws:iam::111122223333:role/query-metrics", got "metrics"; sigV4.profile is empty',
    ],
  ])('refuses %s', (_, address, options, message) => {
    expect(() => Prometheus.at(address, options)).toThrow(message);
  });

  test('never repeats a secret in a message', () => {
    const authentication = PrometheusAuthentication.oauth2({ ...client, clientSecret: 'hunter2' });
    const headers = { Authorization: 'Bearer hunter2' };
    expect(messageOf(() => Prometheus.at(ADDRESS, { authentication, headers }))).not.toContain('hunter2');
  });

  test('takes arguments for an address, a region and a role', () => {
    const authentication = PrometheusAuthentication.sigV4({ region: '{{args.region}}', roleArn: '{{args.role}}' });
    expect(() =>
      Prometheus.at('https://aps-workspaces.{{args.region}}.amazonaws.com/x', { authentication }),
    ).not.toThrow();
    expect(() => Prometheus.at(WORKSPACE, { authentication })).not.toThrow();
    expect(() => Prometheus.at('{{args.address}}', { authentication })).not.toThrow();
  });
});

describe('a range query', () => {
  const minutes: PrometheusRange = { start: Duration.minutes(5), step: Duration.seconds(30) };

  test('asks from so long ago until now, or until so long ago', () => {
    const ask = (range: PrometheusRange) => json(Prometheus.at(ADDRESS).rangeQuery('up', range));
    expect(ask(minutes)).toEqual({
      prometheus: {
        address: ADDRESS,
        query: 'up',
        rangeQuery: { start: 'now() - duration("5m")', end: 'now()', step: '30s' },
      },
    });
    expect(ask({ ...minutes, end: Duration.seconds(90) })).toMatchObject({
      prometheus: { rangeQuery: { end: 'now() - duration("1m30s")' } },
    });
  });

  test('looks back over its begin and the longest range in it', () => {
    const prometheus = Prometheus.at(ADDRESS);
    expect(prometheus.rangeQuery('up', minutes).window?.toSeconds()).toBe(300);
    expect(prometheus.rangeQuery('rate(x[2m])', minutes).window?.toSeconds()).toBe(420);
    expect(prometheus.query('up').window).toBeUndefined();
  });

  test.each<[string, Partial<PrometheusRange>, string]>([
    ['no beginning', { start: Duration.seconds(0) }, 'start takes whole seconds, at least 1'],
    ['half a step', { step: Duration.millis(500) }, 'step takes whole seconds, at least 1'],
    [
      'an end before the begin',
      { end: Duration.minutes(6) },
      'the range ends 6m before the measurement (end), and has to begin before that, got 5m (start)',
    ],
    ['a step too long', { step: Duration.minutes(10) }, 'step takes at most the length of the range (300s), got 10m'],
    [
      'more values than Prometheus gives out',
      { start: Duration.hours(4), step: Duration.seconds(1) },
      'a range of 14400s in steps of 1s is more than the 11000 values',
    ],
  ])('refuses %s', (_, range, message) => {
    expect(() => Prometheus.at(ADDRESS).rangeQuery('up', { ...minutes, ...range })).toThrow(message);
  });

  test.each([
    ['result[0] < 5', true],
    ['len(result) > 0 && result[0] < 5', true],
    ['len(result) > 0 && all(result, # < 5)', false],
    ['result[-1] < 5', false],
    ['result[0] < result[-1]', false],
  ])('with the condition %j looks at its oldest value alone: %s', (successCondition, alone) => {
    const problems = Prometheus.at(ADDRESS).rangeQuery('up', minutes).problems({ successCondition });
    expect(problems).toEqual(alone ? [expect.stringContaining('the oldest value of the range')] : []);
    expect(Prometheus.at(ADDRESS).query('up').problems({ successCondition })).toEqual([]);
  });
});

function json(provider: { toProvider(): object }): unknown {
  return JSON.parse(JSON.stringify(provider.toProvider()));
}

function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return String(error);
  }
  throw new Error('nothing was refused');
}
