import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { AnalysisTemplateSpec } from '../../imports/argoproj.io';
import { dnsSubdomainProblems, namespaceText } from '../validation/names';
import { throwProblems } from '../validation/problems';
import { repeated } from '../validation/repeated';
import { requireUniqueObjects } from '../validation/unique-objects';
import { type AnalysisArgument, argumentProblems, placeholdersOf } from './analysis-argument';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from './analysis-binding';
import { measuredFor, verdictProblems } from './measured-for';
import { type Metric, metricProblems, placesOfArguments, toMetric } from './metric';

/** Props of `Analysis`. */
export interface AnalysisProps {
  /**
   * The metadata of the AnalysisTemplate.
   * @default - its name is `<rollout>-<name of the first metric>`
   */
  readonly metadata?: ApiObjectMetadata;

  /** What is measured; at least one. If one metric fails, the analysis does. */
  readonly metrics: Metric[];

  /**
   * The arguments that the metrics refer to as `{{args.<name>}}`; the Rollout that uses the analysis supplies them.
   * @default - none
   */
  readonly args?: AnalysisArgument[];
}

/**
 * An analysis in full: any metrics with any conditions, as an AnalysisTemplate.
 *
 * The template is made for each rollout that uses the analysis and for each place in it, in the chart of the analysis,
 * with literal numbers: the controller refuses a count that is an argument (argo-rollouts #3243). For the usual
 * questions there are recipes such as `SuccessRateAnalysis`, which cannot be got wrong as easily.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 */
export class Analysis extends Construct implements IAnalysis {
  private readonly props: AnalysisProps;
  private readonly templates = new Map<string, { readonly object: ApiObject; readonly spec: AnalysisTemplateSpec }>();

  /** @throws if a metric cannot be measured or can never fail, or if arguments and placeholders do not match. */
  constructor(scope: Construct, id: string, props: AnalysisProps) {
    super(scope, id);
    throwProblems(this, problems(props));
    this.props = props;
    this.node.addValidation({
      validate: () =>
        this.templates.size === 0
          ? [
              'no rollout refers to this analysis, so it gates nothing: give it to a CanaryRollout in `analysis.templates`',
            ]
          : [],
    });
    requireUniqueObjects(this);
  }

  /**
   * Makes the template for the place in the rollout and returns how to refer to it.
   * @throws if the rollout lives in another namespace, or a metric does not measure its canary or takes too long.
   */
  public bind(binding: AnalysisBinding): AnalysisReference {
    const name = this.nameAt(binding);
    throwProblems(this, [
      ...dnsSubdomainProblems('the name of the AnalysisTemplate', name),
      ...verdictProblems(this.props.metrics, binding.duration),
      ...this.props.metrics.flatMap((metric) => this.scopeProblems(metric, binding)),
    ]);
    const metrics = measuredFor(this.props.metrics, binding.duration);
    const { namespace } = this.template(name, this.toSpec(metrics)).metadata;
    throwProblems(
      this,
      namespace === binding.namespace
        ? []
        : [
            `the analysis is in ${namespaceText(namespace)}, the rollout at ${binding.rollout.node.path} in ` +
              `${namespaceText(binding.namespace)}: the controller looks for the template in the rollout's namespace, put it there`,
          ],
    );
    const { args = [] } = this.props;
    return {
      templateName: name,
      args: args.flatMap((arg) => arg.toRolloutArgs()),
      templateArgs: args.map((arg) => arg.toTemplateArg()),
      metrics,
    };
  }

  private nameAt({ rolloutName, place }: AnalysisBinding): string {
    const name = this.props.metadata?.name ?? `${rolloutName}-${this.props.metrics[0]?.name}`;
    return place === undefined ? name : `${name}-${place}`;
  }

  private template(name: string, spec: AnalysisTemplateSpec): ApiObject {
    const made = this.templates.get(name);
    if (made === undefined) return this.makeTemplate(name, spec);
    throwProblems(
      this,
      JSON.stringify(made.spec) === JSON.stringify(spec)
        ? []
        : [
            `the AnalysisTemplate "${name}" would have to measure for two different durations: make one analysis for each, ` +
              'or give both places the same duration',
          ],
    );
    return made.object;
  }

  private makeTemplate(name: string, spec: AnalysisTemplateSpec): ApiObject {
    // 'Resource' lets ApiObject.of(analysis) find the template of an analysis that is used in one place.
    const object = new ApiObject(this, this.templates.size === 0 ? 'Resource' : name, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { ...this.props.metadata, name },
      spec,
    });
    this.templates.set(name, { object, spec });
    return object;
  }

  private toSpec(metrics: readonly Metric[]): AnalysisTemplateSpec {
    const { args = [] } = this.props;
    return {
      args: args.length === 0 ? undefined : args.map((arg) => arg.toTemplateArg()),
      metrics: metrics.map(toMetric),
    };
  }

  // At 20 % weight a canary that fails 40 % of its requests reads 92 % over both versions.
  private scopeProblems(metric: Metric, { canaryService, otherService, rollout }: AnalysisBinding): string[] {
    if (metric.bothVersionsBecause !== undefined) return [];
    const question = JSON.stringify(metric.provider.toProvider());
    const hashes = (this.props.args ?? []).filter((arg) => arg.isCanaryHash).map((arg) => `args.${arg.name}`);
    if (canaryService !== undefined && isNamed(canaryService, otherService, question)) return [];
    if (placeholdersOf(question).some((placeholder) => hashes.includes(placeholder))) return [];
    const service = canaryService === undefined ? '' : `the canary's Service ("${canaryService}") or `;
    return [
      `metric "${metric.name}" measures the stable and the new version of ${rollout.node.path} together: at a low weight ` +
        `the stable version hides the faults of the canary. Select ${service}the canary's pods ` +
        '(AnalysisArgument.canaryHash) in the query, or say in bothVersionsBecause why both are meant',
    ];
  }
}

// With Services "shop" and "shop-stable" the name of the second is no mention of the first. Metrics of an Envoy may have
// an underscore for each dash.
function isNamed(service: string, other: string | undefined, text: string): boolean {
  const spelling = (name: string) => name.replaceAll('-', '_');
  const rest = other?.includes(service) ? spelling(text).replaceAll(spelling(other), '') : spelling(text);
  return rest.includes(spelling(service));
}

function problems({ metrics, args = [] }: AnalysisProps): string[] {
  return [
    ...(metrics.length === 0 ? ['metrics is empty: an analysis without metrics holds the release for ever'] : []),
    ...repeated(metrics.map((metric) => metric.name)).map(
      (name) => `two metrics are named "${name}": the controller refuses that, give each its own name`,
    ),
    ...metrics.flatMap(metricProblems),
    ...argumentProblems(args, metrics.map(placesOfArguments).join('\n')),
  ];
}
