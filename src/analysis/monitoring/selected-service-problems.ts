import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { objectsInApp } from '../../validation/app-constructs';
import { namespaceText, quote } from '../../validation/names';

/**
 * What is wrong with the Services of the app that a ServiceMonitor selects, as a list of problems; one that is made
 * elsewhere, such as that of an Ingress controller, is not known here.
 */
export function selectedServiceProblems(
  monitor: Construct,
  matchLabels: { readonly [key: string]: string },
  namespace: string | undefined,
): string[] {
  const selected = objectsInApp(monitor, 'Service')
    .filter(({ metadata }) => metadata.namespace === namespace)
    .filter(({ metadata }) => Object.entries(matchLabels).every(([key, value]) => metadata.getLabel(key) === value))
    .map(({ name }) => name);
  if (selected.length > 1) {
    return [
      `the labels select ${selected.length} Services in ${namespaceText(namespace)} (${selected.map(quote).join(', ')}): a pod ` +
        'behind both is scraped twice, and each of its requests counted twice; name labels that one alone has, and for ' +
        'the pods of a rollout take a PodMonitor',
    ];
  }
  const switched = switchedServices(
    objectsInApp(monitor, 'Rollout').filter((object) => isRolloutIn(object, namespace)),
  );
  return selected
    .filter((name) => switched.includes(name))
    .map(
      (name) =>
        `the Service ${quote(name)} is switched by a rollout: during a release it has the pods of one version, and those of the ` +
        'other are not scraped; take a PodMonitor for the pods of the rollout',
    );
}

function isRolloutIn({ apiGroup, metadata }: ApiObject, namespace: string | undefined): boolean {
  return apiGroup === 'argoproj.io' && metadata.namespace === namespace;
}

interface Strategies {
  readonly canary?: Readonly<Record<string, unknown>> & { readonly pingPong?: Readonly<Record<string, unknown>> };
  readonly blueGreen?: Readonly<Record<string, unknown>>;
}

function switchedServices(rollouts: readonly ApiObject[]): unknown[] {
  return rollouts.flatMap((rollout) => {
    const { spec = {} }: { spec?: { strategy?: Strategies } } = rollout.toJson();
    const { canary, blueGreen } = spec.strategy ?? {};
    return [
      canary?.stableService,
      canary?.canaryService,
      canary?.pingPong?.pingService,
      canary?.pingPong?.pongService,
      blueGreen?.activeService,
      blueGreen?.previewService,
    ];
  });
}
