import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { ExperimentSpec, ExperimentSpecAnalyses } from '../../../imports/argoproj.io';
import { toMetricRules } from '../../analysis/metric-rules';
import { requireCheckedApp } from '../../check/app-check';
import { dnsLabelProblems, quote, serviceNameProblems } from '../../validation/names';
import { durationProblems, toGoDuration } from '../../validation/numbers';
import { throwProblems } from '../../validation/problems';
import { repeated } from '../../validation/repeated';
import { toAddedMetadata } from '../added-metadata';
import { bindExperimentAnalyses } from './experiment-analysis';
import { ExperimentPods, type ExperimentPodTemplate, serviceNameOf } from './experiment-pods';
import { experimentProblems } from './experiment-problems';
import type { ExperimentProps } from './experiment-props';

/**
 * An Experiment of Argo Rollouts: pods that run beside one another for a while, and analyses of them.
 *
 * It belongs to no rollout and runs once, as soon as it is applied; a second run needs another name. For a comparison
 * within a release there is `CanaryStep.experiment`.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/experiment/
 */
export class Experiment extends Construct {
  private readonly experiment: ApiObject;
  private readonly workloads: readonly ExperimentPods[];
  private readonly analyses: ExperimentSpecAnalyses[] | undefined;

  /** @throws if a prop is out of range, it would run for ever, or an analysis cannot measure its pods. */
  constructor(scope: Construct, id: string, props: ExperimentProps) {
    super(scope, id);
    throwProblems(this, propsProblems(props));
    this.experiment = new ApiObject(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Experiment',
      metadata: props.metadata,
      spec: Lazy.any({ produce: () => this.toSpec(props) }),
    });
    this.workloads = props.templates.map(
      (template) => new ExperimentPods(this, template.name, template, this.experiment),
    );
    this.analyses = this.bindAnalyses(props);
    this.node.addValidation({ validate: () => this.workloads.flatMap((pods) => pods.problems()) });
    requireCheckedApp(this);
  }

  /** The name of the Experiment. */
  public get name(): string {
    return this.experiment.name;
  }

  /** The pods of the templates, in their order, as a copy. */
  public get pods(): ExperimentPods[] {
    return [...this.workloads];
  }

  private bindAnalyses(props: ExperimentProps): ExperimentSpecAnalyses[] | undefined {
    const { rendered, problems } = bindExperimentAnalyses(
      props.analyses ?? [],
      props,
      {
        binding: { rollout: this, rolloutName: this.name, namespace: this.experiment.metadata.namespace },
        pods: props.templates.map((template) => ({ name: template.name, service: serviceNameOf(this.name, template) })),
        duration: props.duration,
        ofRollout: false,
      },
      'the experiment',
    );
    throwProblems(this, problems);
    return rendered;
  }

  private toSpec(props: ExperimentProps): ExperimentSpec {
    const { duration, progressDeadline, scaleDownDelay, terminate = false } = props;
    return {
      templates: this.workloads.map((pods) => pods.toTemplate()),
      duration: duration && toGoDuration(duration),
      progressDeadlineSeconds: progressDeadline?.toSeconds(),
      scaleDownDelaySeconds: scaleDownDelay?.toSeconds(),
      analyses: this.analyses,
      ...toMetricRules(props),
      analysisRunMetadata: toAddedMetadata(props.runMetadata),
      terminate: terminate || undefined,
    };
  }
}

const DEFAULT_PROGRESS_DEADLINE = 600;

function propsProblems(props: ExperimentProps): string[] {
  const { metadata, templates, progressDeadline } = props;
  const early = [
    ...(metadata.name === undefined
      ? ['metadata.name is missing: a name made from the construct tree would change when the code is moved']
      : dnsLabelProblems('metadata.name', metadata.name)),
    ...experimentProblems(props, 'the experiment'),
    ...(progressDeadline === undefined ? [] : durationProblems('progressDeadline', progressDeadline)),
  ];
  if (early.length > 0) return early;
  const deadline = progressDeadline?.toSeconds() ?? DEFAULT_PROGRESS_DEADLINE;
  const experiment = metadata.name ?? '';
  return [
    ...templates.flatMap((template) => templateProblems(template, experiment, deadline)),
    ...repeated(templates.flatMap((template) => serviceNameOf(experiment, template) ?? [])).map(
      (name) => `two templates have the Service ${quote(name)}: the second would end with an error`,
    ),
  ];
}

function templateProblems(template: ExperimentPodTemplate, experiment: string, deadline: number): string[] {
  const where = `template ${quote(template.name)}`;
  const service = serviceNameOf(experiment, template);
  const minReady = template.minReady === undefined ? [] : durationProblems(`minReady of ${where}`, template.minReady);
  return [
    // It is the name of the ReplicaSet and the label that its pods are selected by.
    ...dnsLabelProblems(`the name of ${where} with that of the experiment`, `${experiment}-${template.name}`),
    ...(service === undefined ? [] : serviceNameProblems(`the name of the Service of ${where}`, service)),
    ...minReady,
    ...(minReady.length === 0 && (template.minReady?.toSeconds() ?? 0) >= deadline
      ? [
          `progressDeadline (${deadline}s) has to be longer than minReady of ${where} (${template.minReady?.toSeconds()}s): the ` +
            'pods would be given up before they are available',
        ]
      : []),
    ...(template.metadata === undefined
      ? []
      : [`metadata of ${where} has no object to go to: what is meant for the pods is podMetadata`]),
  ];
}
