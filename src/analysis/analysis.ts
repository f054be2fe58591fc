import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import type { AnalysisTemplateSpec } from '../../imports/argoproj.io';
import { requireCheckedApp } from '../check/app-check';
import { dnsSubdomainProblems, namespaceText } from '../validation/names';
import { toGoDuration } from '../validation/numbers';
import { throwProblems } from '../validation/problems';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from './analysis-binding';
import { type AnalysisProps, analysisProblems } from './analysis-props';
import { AnalysisWithValues } from './analysis-with-values';
import { scopeProblems } from './canary-scope';
import { measuredFor, verdictProblems } from './measured-for';
import { type Metric, toMetric } from './metric';
import { filled, metricRuleProblems, toMetricRules } from './metric-rules';
import { secretProblems } from './secret-problems';
import { templatesOfRun } from './templates-of-run';

/**
 * An analysis in full: any metrics with any conditions, as an AnalysisTemplate or, for rollouts of every namespace, as a
 * ClusterAnalysisTemplate.
 *
 * The template is made for each rollout that uses the analysis and for each place in it, in the chart of the analysis,
 * with literal numbers: the controller refuses a count that is an argument (argo-rollouts #3243). One for the whole
 * cluster is made once, and once more for each duration that it is measured for. For the usual questions there are
 * recipes such as `SuccessRateAnalysis`, which cannot be got wrong as easily.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 */
export class Analysis extends Construct implements IAnalysis {
  private readonly props: AnalysisProps;
  private readonly made = new Map<string, { readonly object: ApiObject; readonly spec: AnalysisTemplateSpec }>();

  private readonly namespaces = new Set<string | undefined>();

  /** @throws if a metric cannot be measured or can never fail, or if arguments and placeholders do not match. */
  constructor(scope: Construct, id: string, props: AnalysisProps) {
    super(scope, id);
    throwProblems(this, analysisProblems(props));
    this.props = props;
    this.node.addValidation({
      validate: () =>
        this.made.size === 0
          ? [
              'no rollout refers to this analysis, so it gates nothing: give it to a CanaryRollout in `analysis.templates`',
            ]
          : secretProblems(this, props.args ?? [], this.namespaces),
    });
    requireCheckedApp(this);
  }

  /**
   * The same analysis with values of a rollout's own, for arguments that are `AnalysisArgument.perRollout`.
   * @param values by the names of the arguments
   */
  public withValues(values: { readonly [name: string]: string }): IAnalysis {
    return new AnalysisWithValues(this, values);
  }

  /**
   * Makes the template for the place in the rollout, and those that it nests, and returns how to refer to it.
   * @throws if the rollout lives in another namespace, or a metric does not measure its canary or takes too long.
   */
  public bind(binding: AnalysisBinding): AnalysisReference {
    const { args = [], dryRun, measurementRetention, clusterScope } = this.props;
    const name = this.nameAt(binding);
    throwProblems(this, this.bindingProblems(name, binding));
    const templates = (this.props.templates ?? []).map((template) => template.bind(binding));
    throwProblems(this, this.nestedProblems(templates));
    const metrics = measuredFor(this.metrics, binding.duration);
    this.namespaces.add(binding.namespace);
    const { namespace } = this.template(name, this.toSpec(metrics, templates)).metadata;
    throwProblems(
      this,
      clusterScope || namespace === binding.namespace
        ? []
        : [
            `the analysis is in ${namespaceText(namespace)}, the rollout at ${binding.rollout.node.path} in ` +
              `${namespaceText(binding.namespace)}: the controller looks for the template in the rollout's namespace, put ` +
              'it there, or give it clusterScope',
          ],
    );
    return {
      templateName: name,
      clusterScope,
      args: args.flatMap((arg) => arg.toRolloutArgs(binding)),
      templateArgs: args.map((arg) => arg.toTemplateArg()),
      metrics,
      rules: { dryRun, measurementRetention },
      templates,
    };
  }

  private get metrics(): readonly Metric[] {
    return this.props.metrics ?? [];
  }

  private nameAt({ rolloutName, place, duration }: AnalysisBinding): string {
    const name = this.props.metadata?.name ?? `${rolloutName}-${this.metrics[0]?.name}`;
    const suffix = this.props.clusterScope ? duration && toGoDuration(duration) : place;
    return suffix === undefined ? name : `${name}-${suffix}`;
  }

  private bindingProblems(name: string, binding: AnalysisBinding): string[] {
    const { args = [] } = this.props;
    return [
      ...dnsSubdomainProblems(`the name of the ${this.kind}`, name),
      ...verdictProblems(this.metrics, binding.duration),
      ...this.metrics.flatMap((metric) => scopeProblems(metric, args, binding)),
      ...args.flatMap((arg) => arg.problems(binding)),
    ];
  }

  private nestedProblems(templates: readonly AnalysisReference[]): string[] {
    const names = [...this.metrics, ...templatesOfRun(templates).flatMap(({ metrics }) => metrics)].map(
      (metric) => metric.name,
    );
    return [
      ...metricRuleProblems(this.props, names, 'it'),
      ...templates
        .filter((template) => this.props.clusterScope && !template.clusterScope)
        .map(
          ({ templateName }) =>
            `it is for the whole cluster and nests the AnalysisTemplate "${templateName}", which would have to be in the ` +
            'namespace of each rollout: give that one clusterScope too',
        ),
    ];
  }

  private template(name: string, spec: AnalysisTemplateSpec): ApiObject {
    const made = this.made.get(name);
    if (made === undefined) return this.makeTemplate(name, spec);
    throwProblems(
      this,
      JSON.stringify(made.spec) === JSON.stringify(spec)
        ? []
        : [
            `the ${this.kind} "${name}" would have to measure for two different durations: make one analysis for each, ` +
              'or give both places the same duration',
          ],
    );
    return made.object;
  }

  private makeTemplate(name: string, spec: AnalysisTemplateSpec): ApiObject {
    // 'Resource' lets ApiObject.of(analysis) find the template of an analysis that is used in one place.
    const object = new ApiObject(this, this.made.size === 0 ? 'Resource' : name, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: this.kind,
      metadata: { ...this.props.metadata, name },
      spec,
    });
    // Cdk8s gives every object the namespace of its chart.
    if (this.props.clusterScope && object.metadata.namespace !== undefined) {
      object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
    this.made.set(name, { object, spec });
    return object;
  }

  private get kind(): string {
    return this.props.clusterScope ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate';
  }

  private toSpec(metrics: readonly Metric[], templates: readonly AnalysisReference[]): AnalysisTemplateSpec {
    return {
      args: filled((this.props.args ?? []).map((arg) => arg.toTemplateArg())),
      ...toMetricRules(this.props),
      metrics: filled(metrics.map(toMetric)),
      templates: filled(templates.map(toReference)),
    };
  }
}

function toReference({ templateName, clusterScope }: AnalysisReference): {
  readonly templateName: string;
  readonly clusterScope?: boolean;
} {
  return clusterScope ? { templateName, clusterScope } : { templateName };
}
