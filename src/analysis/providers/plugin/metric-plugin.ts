import type { AnalysisTemplateSpecMetricsProvider } from '../../../../imports/argoproj.io';
import type { ResultType } from '../../conditions/result-type';
import type { IMetricProvider } from '../../metric-provider';
import { PLUGIN } from './facts';

/** Options of `MetricPlugin.of`. */
export interface MetricPluginOptions {
  /**
   * Whether the plugin looks at the conditions of its metric; one that does not says itself how a measurement went.
   * @default true
   */
  readonly hasConditions?: boolean;
}

/**
 * A metric provider of somebody else: a plugin of the controller, asked once per measurement.
 *
 * The controller has to have it under `metricProviderPlugins` of its ConfigMap (`ArgoRolloutsConfig`): with an unknown
 * one each measurement is an error, and the fifth aborts the release.
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/plugins/
 */
export class MetricPlugin implements IMetricProvider {
  /**
   * A question to a plugin.
   * @param name the name under which the controller has it, `<namespace>/<name>`
   * @param config what the plugin is told, in its own words: any JSON object
   * @throws if the name is of another form.
   */
  public static of(
    name: string,
    config: { readonly [key: string]: unknown },
    options: MetricPluginOptions = {},
  ): MetricPlugin {
    return new MetricPlugin(name, config, options.hasConditions ?? true);
  }

  /** Whatever the plugin hands over. */
  public readonly resultType: ResultType = PLUGIN.resultOf({});

  private constructor(
    /** The name under which the controller knows the plugin. */
    public readonly name: string,
    private readonly config: { readonly [key: string]: unknown },
    /** Whether the plugin looks at the conditions of its metric. */
    public readonly hasConditions: boolean,
  ) {
    const problems = this.problems();
    if (problems.length > 0) throw new Error(problems.join('; '));
  }

  /** The question as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    return { plugin: { [this.name]: this.config } };
  }

  /** What is wrong with the question, as a list of problems. */
  public problems(): string[] {
    return PLUGIN.problems(this.toProvider().plugin);
  }
}
