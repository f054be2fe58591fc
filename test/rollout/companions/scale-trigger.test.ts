import { describe, expect, test } from '@jest/globals';
import { Prometheus } from '../../../src/index';
import type { CronSchedule } from '../../../src/rollout/companions/cron-schedule';
import { ScaleTrigger } from '../../../src/rollout/companions/scale-trigger';
import {
  ScaleAuthenticationKind,
  ScaleMetricType,
  type ScaleTriggerOptions,
} from '../../../src/rollout/companions/scale-trigger-options';

const server = Prometheus.at('http://prometheus:9090');
const officeHours = { timezone: 'Europe/Berlin', start: '0 8 * * 1-5', end: '0 18 * * 1-5', desiredReplicas: 6 };

describe('ScaleTrigger', () => {
  test('measures what pods use of their requests', () => {
    expect(
      [ScaleTrigger.cpuUtilization(70), ScaleTrigger.memoryUtilization(150)].map((one) => one.toTrigger()),
    ).toEqual([
      { type: 'cpu', metricType: 'Utilization', metadata: { value: '70' } },
      { type: 'memory', metricType: 'Utilization', metadata: { value: '150' } },
    ]);
  });

  test('asks Prometheus', () => {
    expect(ScaleTrigger.prometheus(server, 'sum(up)', 0.5).toTrigger()).toEqual({
      type: 'prometheus',
      metadata: { serverAddress: 'http://prometheus:9090', query: 'sum(up)', threshold: '0.5' },
    });
  });

  test('follows a schedule, its numbers as strings', () => {
    expect(ScaleTrigger.cron(officeHours).toTrigger()).toEqual({
      type: 'cron',
      metadata: { timezone: 'Europe/Berlin', start: '0 8 * * 1-5', end: '0 18 * * 1-5', desiredReplicas: '6' },
    });
  });

  test('is any other scaler of KEDA, with its metadata and credentials', () => {
    const authenticationRef = { name: 'kafka', kind: ScaleAuthenticationKind.CLUSTER_TRIGGER_AUTHENTICATION };
    const metricType = ScaleMetricType.VALUE;
    const trigger = ScaleTrigger.of('kafka', { topic: 'orders' }, { name: 'lag', metricType, authenticationRef });
    expect(trigger.toTrigger()).toEqual({
      type: 'kafka',
      name: 'lag',
      metricType: 'Value',
      metadata: { topic: 'orders' },
      authenticationRef: { name: 'kafka', kind: 'ClusterTriggerAuthentication' },
    });
  });

  test('knows whether it measures the pods themselves', () => {
    const { AVERAGE_VALUE: metricType } = ScaleMetricType;
    const triggers = [ScaleTrigger.cpuUtilization(70), ScaleTrigger.of('memory', { value: '1Gi' }, { metricType })];
    expect(triggers.map(({ isResource }) => isResource)).toEqual([true, true]);
    expect(ScaleTrigger.cron(officeHours).isResource).toBe(false);
  });

  test.each([0, -1, 70.5, Number.NaN])('refuses %d per cent', (percent) => {
    expect(() => ScaleTrigger.cpuUtilization(percent)).toThrow(
      `cpuUtilization takes a whole number of at least 1, got ${percent}`,
    );
    expect(() => ScaleTrigger.memoryUtilization(percent)).toThrow(
      `memoryUtilization takes a whole number of at least 1, got ${percent}`,
    );
  });

  test.each([
    ['', 1, 'the query is empty'],
    ['sum(up', 1, 'the query is no PromQL from character'],
    ['sum(up)', 0, 'threshold takes a number of at least 0.001, got 0'],
    ['sum(up)', Number.POSITIVE_INFINITY, 'threshold takes a number of at least 0.001, got Infinity'],
  ])('refuses the query %j with threshold %d', (query, threshold, message) => {
    expect(() => ScaleTrigger.prometheus(server, query, threshold)).toThrow(message);
  });

  test('refuses a server that wants to know who asks', () => {
    const tenant = Prometheus.at('http://mimir', { headers: { 'X-Scope-OrgID': 'shop' } });
    expect(() => ScaleTrigger.prometheus(tenant, 'sum(up)', 1)).toThrow(
      'KEDA asks the server itself, without the authentication and the headers that the controller has',
    );
  });

  test.each<[string, ScaleTriggerOptions, string]>([
    [' ', {}, 'type is empty: name a scaler of KEDA such as "kafka"'],
    ['cpu', {}, 'cpu takes metricType Utilization or AverageValue, got none'],
    ['memory', { metricType: ScaleMetricType.VALUE }, 'memory takes metricType Utilization or AverageValue, got Value'],
    ['kafka', { metricType: ScaleMetricType.UTILIZATION }, 'metricType Utilization is for cpu and memory only'],
    ['kafka', { authenticationRef: { name: 'A b' } }, 'authenticationRef.name has to be a DNS-1123 subdomain'],
  ])('refuses %j with %j', (type, options, message) => {
    expect(() => ScaleTrigger.of(type, {}, options)).toThrow(message);
  });
});

describe('a cron trigger', () => {
  test.each(['* * * * *', '*/15 0-23/2 ? JAN-Mar,12 sun', '  0  8 1,15 * mon-fri ', '59 23 31 12 6'])(
    'takes %j',
    (start) => {
      expect(ScaleTrigger.cron({ ...officeHours, start }).toTrigger().metadata.start).toBe(start);
    },
  );

  test.each<[Partial<CronSchedule>, string]>([
    [{ timezone: '' }, 'timezone takes a name of the IANA database such as "Europe/Berlin", got ""'],
    [{ timezone: 'Europe/ Berlin' }, 'timezone takes a name of the IANA database'],
    [{ start: '' }, 'start takes five cron fields (minute, hour, day of month, month, day of week)'],
    [{ end: '@daily' }, 'end takes five cron fields'],
    [{ end: '0 0 18 * * 1' }, 'end takes five cron fields'],
    [{ start: '60 8 * * *' }, 'start: the minute takes "*" or 0 to 59, got "60"'],
    [{ start: '0 24 * * *' }, 'start: the hour takes "*" or 0 to 23, got "24"'],
    [{ start: '0 8 0 * *' }, 'start: the day of month takes "*" or 1 to 31, got "0"'],
    [{ start: '0 8 * 13 *' }, 'start: the month takes "*" or 1 to 12, got "13"'],
    [{ start: '0 8 * * 7' }, 'start: the day of week takes "*" or 0 to 6, got "7"'],
    [{ start: '0 8 * * fri-mon' }, 'start: the day of week takes "*" or 0 to 6, got "fri-mon"'],
    [{ start: '0 1-2-3 * * *' }, 'start: the hour takes'],
    [{ start: '0 8, * * *' }, 'start: the hour takes'],
    [{ start: '*/0 8 * * *' }, 'start: the minute takes'],
    [{ start: '* 8-x * * *' }, 'start: the hour takes'],
    [{ end: officeHours.start }, 'start and end are both "0 8 * * 1-5": KEDA refuses that, let the time end later'],
    [{ desiredReplicas: 0 }, 'desiredReplicas takes a whole number of at least 1, got 0'],
  ])('refuses %j', (schedule, message) => {
    expect(() => ScaleTrigger.cron({ ...officeHours, ...schedule })).toThrow(message);
  });
});
