import { type ApiObjectMetadata, Duration } from 'cdk8s';
import { type ContainerProps, EnvValue } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { FIRST_REQUEST_SECONDS } from '../../traffic/first-request';
import { quote } from '../../validation/names';
import { throwProblems } from '../../validation/problems';
import { Analysis } from '../analysis';
import type { AnalysisArgument } from '../analysis-argument';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from '../analysis-binding';
import { MetricJob } from '../providers/job/metric-job';
import type { MetricJobOptions } from '../providers/job/metric-job-options';
import { CANARY_SERVICE, canaryServiceProblems } from './canary-service';

/** Props of `SmokeTestAnalysis`: the pod of the test, as for a workload of cdk8s-plus, and when it runs. */
export interface SmokeTestAnalysisProps extends MetricJobOptions {
  /**
   * The containers of the test. One that exits with 0 has passed; each finds the name of the canary's Service in its
   * environment.
   */
  readonly containers: ContainerProps[];

  /**
   * The variable of the environment that has the name of the canary's Service. Kubernetes also puts it into `command` and
   * `args` where they say `$(CANARY_SERVICE)`.
   * @default 'CANARY_SERVICE'
   */
  readonly serviceVariable?: string;

  /**
   * The time from the end of one test to the next, in whole seconds. In the background of a release a test that runs once
   * would leave the rest of it unwatched.
   * @default - the test runs once, as in a step or before a promotion
   */
  readonly interval?: Duration;

  /**
   * The time from the start of the analysis to the first test, in whole seconds.
   * @default Duration.seconds(3)
   */
  readonly initialDelay?: Duration;

  /**
   * How many tests may fail, in any order: with N the N+1st aborts the release.
   * @default 0
   */
  readonly failureLimit?: number;

  /**
   * How many tests may come to no result because an image cannot be had: with N the N+1st pauses the rollout for a person.
   * @default 0
   */
  readonly inconclusiveLimit?: number;

  /**
   * Further arguments, which the containers refer to as `{{args.<name>}}`.
   * @default - none beside `canary-service`, the name of the canary's Service
   */
  readonly args?: AnalysisArgument[];

  /**
   * The name of the metric, by which the AnalysisRun, `dryRun` and people know it, at most 22 characters.
   * @default 'smoke-test'
   */
  readonly metricName?: string;

  /**
   * The metadata of the AnalysisTemplate.
   * @default - its name is that of the rollout and that of the metric, such as `shop-smoke-test`
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A gate that runs a test against the new version: a Job that calls it through its Service and fails if something is
 * wrong. It needs no requests of others and no metrics.
 */
export class SmokeTestAnalysis extends Construct implements IAnalysis {
  private readonly analysis: Analysis;

  /** @throws if the Job cannot run, or a number or a duration is out of range. */
  constructor(scope: Construct, id: string, props: SmokeTestAnalysisProps) {
    super(scope, id);
    const { serviceVariable = 'CANARY_SERVICE', args = [], metricName = 'smoke-test', metadata, ...rest } = props;
    const { interval, initialDelay, failureLimit, inconclusiveLimit, containers, ...pod } = rest;
    throwProblems(this, variableProblems(serviceVariable, containers));
    this.analysis = new Analysis(this, 'Resource', {
      metadata,
      args: [CANARY_SERVICE, ...args],
      metrics: [
        {
          name: metricName,
          provider: MetricJob.of({ ...pod, containers: containers.map((one) => withService(one, serviceVariable)) }),
          interval,
          initialDelay: initialDelay ?? Duration.seconds(FIRST_REQUEST_SECONDS),
          failureLimit,
          inconclusiveLimit,
        },
      ],
    });
  }

  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the rollout lives in another namespace, or has no Service for its new version.
   */
  public bind(binding: AnalysisBinding): AnalysisReference {
    throwProblems(this, canaryServiceProblems(binding));
    return this.analysis.bind(binding);
  }
}

function withService(container: ContainerProps, variable: string): ContainerProps {
  const value = EnvValue.fromValue(`{{args.${CANARY_SERVICE.name}}}`);
  return { ...container, envVariables: { ...container.envVariables, [variable]: value } };
}

function variableProblems(variable: string, containers: readonly ContainerProps[]): string[] {
  if (!/^[A-Za-z_]\w*$/.test(variable)) {
    return [
      `serviceVariable takes the name of a variable of the environment such as "CANARY_SERVICE", got ${quote(variable)}`,
    ];
  }
  return containers
    .filter(({ envVariables }) => envVariables?.[variable] !== undefined)
    .map(
      ({ name }) =>
        `container ${quote(name ?? 'main')} sets ${variable} itself, which has the name of the canary's Service: leave it out, or ` +
        'choose another serviceVariable',
    );
}
