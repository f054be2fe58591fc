import type {
  AnalysisTemplateSpecMetricsProvider,
  AnalysisTemplateSpecMetricsProviderKayenta,
  AnalysisTemplateSpecMetricsProviderKayentaScopesControlScope,
} from '../../../../imports/argoproj.io';
import { durationProblems } from '../../../validation/numbers';
import type { AskingMetric, IMetricProvider } from '../../metric-provider';
import { addressProblems } from '../request-address';
import { KAYENTA } from './facts';
import type { KayentaJudgementOptions, KayentaOptions, KayentaVersionScope } from './kayenta-options';

/**
 * A Kayenta server, which compares the values of two versions by statistics.
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/kayenta/
 */
export class Kayenta {
  /**
   * The server at an address that the controller can reach, such as `http://kayenta.spinnaker.svc:8090`.
   * @throws if the address is no http or https URL.
   */
  public static at(address: string, options: KayentaOptions): Kayenta {
    return new Kayenta(address, options);
  }

  private constructor(
    /** The address that the controller asks. */
    public readonly address: string,
    private readonly options: KayentaOptions,
  ) {
    const problems = addressProblems('the address of Kayenta', address, 'http://kayenta.spinnaker.svc:8090');
    if (problems.length > 0) throw new Error(problems.join('; '));
  }

  /**
   * A comparison by a canary configuration. Its score says how the measurement went, so the metric takes no conditions:
   * `pass` and more is successful, `marginal` and more inconclusive, less is failed.
   */
  public judge(options: KayentaJudgementOptions): KayentaJudgement {
    const { application, metricsAccountName, storageAccountName, configurationAccountName } = this.options;
    const { canaryConfigName, pass, marginal = pass, lookback } = options;
    return new KayentaJudgement(
      {
        address: this.address,
        application,
        canaryConfigName,
        metricsAccountName,
        configurationAccountName: configurationAccountName ?? storageAccountName,
        storageAccountName,
        threshold: { pass, marginal },
        lookback,
        scopes: options.scopes.map(({ name, controlScope, experimentScope }) => ({
          name,
          controlScope: toVersionScope(controlScope),
          experimentScope: toVersionScope(experimentScope),
        })),
      },
      options,
    );
  }
}

/** A comparison of two versions by Kayenta, made once per measurement. */
export class KayentaJudgement implements IMetricProvider {
  /** The score of Kayenta says how a measurement went. */
  public readonly hasConditions: boolean = KAYENTA.hasConditions;

  /** Made by `Kayenta.judge`. */
  constructor(
    private readonly config: AnalysisTemplateSpecMetricsProviderKayenta,
    private readonly options: KayentaJudgementOptions,
  ) {}

  /** The comparison as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    return { kayenta: this.config };
  }

  /** What is wrong with the comparison, alone or together with the metric that asks for it, as a list of problems. */
  public problems({ interval }: AskingMetric): string[] {
    const { scopes, lookback = false } = this.options;
    const beginsByInterval = !lookback && scopes.some(({ controlScope }) => controlScope.start === undefined);
    return [
      ...KAYENTA.problems(this.config),
      ...scopes.flatMap(({ name, controlScope, experimentScope }) => [
        ...durationProblems(`controlScope.step of scope "${name}"`, controlScope.step),
        ...durationProblems(`experimentScope.step of scope "${name}"`, experimentScope.step),
      ]),
      // argo-rollouts metricproviders/kayenta/kayenta.go reads the interval of the metric, which has no default.
      ...(beginsByInterval && interval === undefined
        ? [
            'it has no interval, and Kayenta looks at the last interval: give the metric one, or set lookback, or a start ' +
              'in each scope',
          ]
        : []),
    ];
  }
}

function toVersionScope(version: KayentaVersionScope): AnalysisTemplateSpecMetricsProviderKayentaScopesControlScope {
  const { scope, region, step, start, end } = version;
  return { scope, region, step: Math.ceil(step.toMilliseconds() / 1000), start, end };
}
