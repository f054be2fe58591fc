import { describe, expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import {
  type NotificationSubscription,
  notificationAnnotations,
  notificationProblems,
} from '../../../src/rollout/companions/notification';
import { NotificationTrigger } from '../../../src/rollout/companions/notification-trigger';
import { demoChart, onlyObject } from '../../demo-chart';

const { ON_ROLLOUT_ABORTED, ON_ROLLOUT_PAUSED, ON_ROLLOUT_STEP_COMPLETED } = NotificationTrigger;

test('the triggers are those of notifications-install.yaml of Argo Rollouts 1.10', () => {
  expect(Object.values(NotificationTrigger)).toEqual([
    'on-rollout-aborted',
    'on-rollout-completed',
    'on-rollout-paused',
    'on-rollout-step-completed',
    'on-rollout-updated',
    'on-analysis-run-error',
    'on-analysis-run-failed',
    'on-analysis-run-running',
    'on-scaling-replica-set',
  ]);
});

describe('notificationAnnotations', () => {
  test('is one annotation for each trigger, with all recipients', () => {
    const triggers = [ON_ROLLOUT_ABORTED, ON_ROLLOUT_PAUSED];
    expect(notificationAnnotations([{ triggers, service: 'slack', recipients: ['team-b', 'team-a'] }])).toEqual({
      'notifications.argoproj.io/subscribe.on-rollout-aborted.slack': 'team-b;team-a',
      'notifications.argoproj.io/subscribe.on-rollout-paused.slack': 'team-b;team-a',
    });
  });

  test('merges the recipients of one trigger and service, in order and each once', () => {
    const annotations = notificationAnnotations([
      { triggers: [ON_ROLLOUT_ABORTED], service: 'slack', recipients: ['b', 'a'] },
      { triggers: [ON_ROLLOUT_ABORTED], service: 'email', recipients: ['b@example.com'] },
      { triggers: [ON_ROLLOUT_ABORTED, ON_ROLLOUT_PAUSED], service: 'slack', recipients: ['c', ' a'] },
    ]);
    expect(Object.entries(annotations)).toEqual([
      ['notifications.argoproj.io/subscribe.on-rollout-aborted.slack', 'b;a;c'],
      ['notifications.argoproj.io/subscribe.on-rollout-aborted.email', 'b@example.com'],
      ['notifications.argoproj.io/subscribe.on-rollout-paused.slack', 'c;a'],
    ]);
  });

  test('has no recipient for a service that knows where to send', () => {
    expect(notificationAnnotations([{ triggers: [ON_ROLLOUT_PAUSED], service: 'my-webhook' }])).toEqual({
      'notifications.argoproj.io/subscribe.on-rollout-paused.my-webhook': '',
    });
  });

  test('of nothing is nothing', () => {
    expect(notificationAnnotations([])).toEqual({});
  });

  test('is rendered as it is, without recipients too', () => {
    const chart = demoChart();
    const annotations = notificationAnnotations([{ triggers: [ON_ROLLOUT_PAUSED], service: 'my-webhook' }]);
    new ApiObject(chart, 'rollout', { apiVersion: 'v1', kind: 'Rollout', metadata: { name: 'demo', annotations } });
    expect(onlyObject(chart, 'Rollout').metadata.annotations).toEqual(annotations);
  });
});

describe('notificationProblems', () => {
  const slack: NotificationSubscription = { triggers: [ON_ROLLOUT_ABORTED], service: 'slack', recipients: ['team'] };

  test.each<Partial<NotificationSubscription>>([
    {},
    { recipients: undefined },
    { service: 'Slack_2-x' },
    { service: 'x'.repeat(34) },
    { recipients: ['a@example.com', '#team', 'a b'] },
  ])('stays quiet on %j', (part) => {
    expect(notificationProblems([{ ...slack, ...part }])).toEqual([]);
  });

  test('stays quiet without subscriptions', () => {
    expect(notificationProblems([])).toEqual([]);
  });

  test.each<[Partial<NotificationSubscription>, string]>([
    [
      { triggers: [] },
      'notifications[1].triggers is empty: name at least one, such as NotificationTrigger.ON_ROLLOUT_ABORTED',
    ],
    [
      { recipients: [] },
      'notifications[1].recipients is empty: name at least one, or leave it out for a service that knows where to send',
    ],
    [{ recipients: ['team', ' '] }, 'notifications[1].recipients[1] is empty: name a recipient'],
    [
      { recipients: ['a;b'] },
      'notifications[1].recipients[0] has a ";", which parts two recipients, got "a;b": list them one by one',
    ],
    ...['', 'my.hook', 'slack-', 'a/b', 'a b'].map((service): [Partial<NotificationSubscription>, string] => [
      { service },
      'notifications[1].service takes the name of a service, part of the key of an annotation (A-Z, a-z, 0-9, "-" and ' +
        `"_", ending with a letter or digit; no "."), got "${service}"`,
    ]),
    [
      { service: 'x'.repeat(35) },
      'notifications[1].service has to be at most 34 characters long (the key of the annotation has the trigger too), got ' +
        `35 ("${'x'.repeat(35)}")`,
    ],
    [
      { service: 'x'.repeat(28), triggers: [ON_ROLLOUT_ABORTED, ON_ROLLOUT_STEP_COMPLETED] },
      'notifications[1].service has to be at most 27 characters long (the key of the annotation has the trigger too), got ' +
        `28 ("${'x'.repeat(28)}")`,
    ],
  ])('fires on %j', (part, problem) => {
    expect(notificationProblems([slack, { ...slack, ...part }])).toEqual([problem]);
  });
});
