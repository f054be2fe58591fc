import type { Duration } from 'cdk8s';
import type { Container } from 'cdk8s-plus-28';
import { dnsLabelProblems, quote } from '../../validation/names';
import { durationProblems, wholeNumberProblems } from '../../validation/numbers';
import { repeated } from '../../validation/repeated';
import type { ExperimentAnalysis } from './experiment-analysis';

/** What the props of every experiment have in common, be it a step of a rollout or an object of its own. */
export interface AnyExperiment {
  /** The pods that run beside one another; at least one kind. */
  readonly templates: readonly { readonly name: string; readonly replicas?: number }[];

  /**
   * How long the pods run.
   * @default - until the required analyses have succeeded
   */
  readonly duration?: Duration;

  /**
   * What is measured.
   * @default - nothing
   */
  readonly analyses?: readonly ExperimentAnalysis[];

  /**
   * How long the pods stay after the end.
   * @default - 30 seconds
   */
  readonly scaleDownDelay?: Duration;
}

/** What is wrong with the props that every experiment has, as a list of problems. */
export function experimentProblems(experiment: AnyExperiment, what: string): string[] {
  const { templates, duration, analyses = [], scaleDownDelay } = experiment;
  return [
    ...(templates.length === 0 ? [`${what}.templates is empty: an experiment needs pods, name at least one`] : []),
    ...templates.flatMap(({ name, replicas = 1 }) => [
      ...dnsLabelProblems(`the name of a template of ${what}`, name),
      ...wholeNumberProblems(`replicas of template ${quote(name)} of ${what}`, replicas, 1, Number.MAX_SAFE_INTEGER),
    ]),
    ...repeated(templates.map(({ name }) => name)).map(
      (name) => `two templates of ${what} are named ${quote(name)}: give each its own name`,
    ),
    ...(duration === undefined ? [] : durationProblems(`${what}.duration`, duration)),
    ...(scaleDownDelay === undefined || scaleDownDelay.toMilliseconds() === 0
      ? []
      : durationProblems(`${what}.scaleDownDelay`, scaleDownDelay)),
    // argo-rollouts experiments/experiment.go: an analysis that is not required does not end it, whatever comes out.
    ...(duration === undefined && !analyses.some(({ requiredForCompletion }) => requiredForCompletion)
      ? [`${what} would run for ever: give it a duration, or an analysis with requiredForCompletion`]
      : []),
  ];
}

/**
 * What keeps the controller from making a Service for pods, as a list of problems: it copies the ports of the
 * containers, and makes none, silently, where there are no ports.
 */
export function serviceOfPodsProblems(containers: readonly Container[], what: string): string[] {
  const ports = containers.flatMap((container) => container.ports);
  if (ports.length === 0) {
    return [
      `${what} wants a Service, and no container has a port: the controller would make none, silently; give a container ` +
        'portNumber',
    ];
  }
  const unnamed = ports.filter((port) => port.name === undefined).map((port) => port.number);
  if (ports.length === 1 || unnamed.length === 0) return [];
  return [
    `${what} wants a Service, and of several container ports ${unnamed.join(', ')} ${unnamed.length === 1 ? 'has' : 'have'} ` +
      'no name: the API server refuses such a Service and the experiment ends with an error; name each port',
  ];
}
