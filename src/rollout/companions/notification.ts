import { quote } from '../../validation/names';
import type { NotificationTrigger } from './notification-trigger';

/** Who is told of what in the releases of a rollout, and through which service. */
export interface NotificationSubscription {
  /** The moments that are told; at least one. */
  readonly triggers: NotificationTrigger[];

  /** The service that tells, as the controller's configuration names it behind `service.`: `slack`, `email`. */
  readonly service: string;

  /**
   * Who is told, in the service's own terms: a channel, an address.
   * @default - none: for a service that knows where to send, such as a webhook
   */
  readonly recipients?: string[];
}

/**
 * The annotations of a Rollout that subscribe to its notifications: one for each trigger and service, which has the
 * recipients of all subscriptions to them, each once.
 */
export function notificationAnnotations(subscriptions: readonly NotificationSubscription[]): Record<string, string> {
  const recipientsOf = new Map<string, Set<string>>();
  for (const { triggers, service, recipients = [] } of subscriptions) {
    for (const trigger of triggers) {
      const key = `${PREFIX}/${nameOf(trigger, service)}`;
      const known = recipientsOf.get(key) ?? new Set();
      recipientsOf.set(key, new Set([...known, ...recipients.map((recipient) => recipient.trim())]));
    }
  }
  return Object.fromEntries([...recipientsOf].map(([key, recipients]) => [key, [...recipients].join(';')]));
}

/** What is wrong with the subscriptions of a rollout, as a list of problems. */
export function notificationProblems(subscriptions: readonly NotificationSubscription[]): string[] {
  return subscriptions.flatMap((subscription, index) => {
    const what = `notifications[${index}]`;
    return [
      ...(subscription.triggers.length === 0
        ? [`${what}.triggers is empty: name at least one, such as NotificationTrigger.ON_ROLLOUT_ABORTED`]
        : []),
      ...serviceProblems(`${what}.service`, subscription),
      ...recipientProblems(`${what}.recipients`, subscription),
    ];
  });
}

const PREFIX = 'notifications.argoproj.io';
const MAX_NAME = 63;

function nameOf(trigger: string, service: string): string {
  return `subscribe.${trigger}.${service}`;
}

// notifications-engine pkg/subscriptions/annotations.go takes the key apart at each dot.
function serviceProblems(what: string, { service, triggers }: NotificationSubscription): string[] {
  if (!/^[A-Za-z0-9_-]*[A-Za-z0-9]$/.test(service)) {
    return [
      `${what} takes the name of a service, part of the key of an annotation (A-Z, a-z, 0-9, "-" and "_", ending with a ` +
        `letter or digit; no "."), got ${quote(service)}`,
    ];
  }
  const most = MAX_NAME - Math.max(0, ...triggers.map((trigger) => nameOf(trigger, '').length));
  if (service.length <= most) return [];
  return [
    `${what} has to be at most ${most} characters long (the key of the annotation has the trigger too), got ` +
      `${service.length} (${quote(service)})`,
  ];
}

function recipientProblems(what: string, { recipients }: NotificationSubscription): string[] {
  if (recipients === undefined) return [];
  if (recipients.length === 0) {
    return [`${what} is empty: name at least one, or leave it out for a service that knows where to send`];
  }
  return recipients.flatMap((recipient, index) => {
    if (recipient.trim() === '') return [`${what}[${index}] is empty: name a recipient`];
    if (!recipient.includes(';')) return [];
    return [`${what}[${index}] has a ";", which parts two recipients, got ${quote(recipient)}: list them one by one`];
  });
}
