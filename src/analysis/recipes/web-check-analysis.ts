import { type ApiObjectMetadata, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { FIRST_REQUEST_SECONDS } from '../../traffic/first-request';
import { quote } from '../../validation/names';
import { wholeNumberProblems } from '../../validation/numbers';
import { throwProblems } from '../../validation/problems';
import { Analysis } from '../analysis';
import type { AnalysisArgument } from '../analysis-argument';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from '../analysis-binding';
import { NoTraffic } from '../no-traffic';
import { Web } from '../providers/web/web';
import { CANARY_SERVICE, canaryServiceProblems } from './canary-service';
import type { ExpectedValue } from './expected-value';
import { type GateLimitOptions, gateLimits } from './gate-limits';
import { namespaceOf, namespaceProblems } from './rollout-namespace';

/** Props of `WebCheckAnalysis`. */
export interface WebCheckAnalysisProps extends GateLimitOptions {
  /** The path that is asked, beginning with `/`. */
  readonly path: string;

  /**
   * The port of the canary's Service, 1 to 65535.
   * @default - 80, with `https` 443
   */
  readonly port?: number;

  /**
   * Whether the canary is asked with TLS.
   * @default false
   */
  readonly https?: boolean;

  /** The field of the JSON answer that tells, as one JSON path in braces such as `{$.status}`. */
  readonly jsonPath: string;

  /** What that field has to be. */
  readonly expected: ExpectedValue;

  /**
   * Headers of the request, by name. Those with a secret refer to an `AnalysisArgument.secret`, such as
   * `Bearer {{args.token}}`.
   * @default - none
   */
  readonly headers?: { readonly [name: string]: string };

  /**
   * How long an answer may take, in whole seconds; then the measurement is an error.
   * @default Duration.seconds(10)
   */
  readonly timeout?: Duration;

  /**
   * Whether the certificate of the canary is taken unseen.
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * The time from one request to the next, in whole seconds.
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;

  /**
   * The time from the start of the analysis to the first request, in whole seconds.
   * @default Duration.seconds(3)
   */
  readonly initialDelay?: Duration;

  /**
   * The arguments that headers and path refer to as `{{args.<name>}}`.
   * @default - none
   */
  readonly args?: AnalysisArgument[];

  /**
   * The name of the metric, by which the AnalysisRun, `dryRun` and people know it. Two gates of one kind need two names.
   * @default 'web-check'
   */
  readonly metricName?: string;

  /**
   * The metadata of the AnalysisTemplate.
   * @default - its name is that of the rollout and that of the metric, such as `shop-web-check`
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A gate that asks the new version itself how it is, through its Service: an HTTP request with a JSON answer. It needs no
 * requests of others and no metrics.
 *
 * The controller sends the request from its own namespace, so a NetworkPolicy has to let it. No answer, a status other
 * than 2xx and an answer without the field are errors: `consecutiveErrorLimit` says how many in a row are tolerated. An
 * answer of 2xx that is no JSON counts as a good one, whatever is expected (Argo Rollouts 1.10.2).
 */
export class WebCheckAnalysis extends Construct implements IAnalysis {
  private readonly analysis: Analysis;

  /** @throws if the path, the port, a number or a duration is out of range, or the namespace is not known. */
  constructor(scope: Construct, id: string, props: WebCheckAnalysisProps) {
    super(scope, id);
    const namespace = namespaceOf(this, props.metadata);
    throwProblems(this, [
      ...addressProblems(props),
      ...namespaceProblems(namespace, 'as the controller calls the Service from its own'),
    ]);
    const { path, https = false, port = https ? 443 : 80, args = [], metricName = 'web-check', metadata } = props;
    const { jsonPath, headers, timeout, insecure } = props;
    const origin = `${https ? 'https' : 'http'}://{{args.${CANARY_SERVICE.name}}}.${namespace}.svc:${port}`;
    this.analysis = new Analysis(this, 'Resource', {
      metadata,
      args: [CANARY_SERVICE, ...args],
      metrics: [
        {
          name: metricName,
          provider: Web.get(`${origin}${path}`, { jsonPath, headers, timeout, insecure }),
          successCondition: props.expected.toCondition(),
          interval: props.interval ?? Duration.seconds(10),
          initialDelay: props.initialDelay ?? Duration.seconds(FIRST_REQUEST_SECONDS),
          // It is never inconclusive: there is an answer or an error.
          ...gateLimits(props, NoTraffic.FAIL),
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

function addressProblems({ path, port }: WebCheckAnalysisProps): string[] {
  return [
    ...(path.startsWith('/') ? [] : [`path takes a path such as "/health", beginning with "/", got ${quote(path)}`]),
    ...(port === undefined ? [] : wholeNumberProblems('port', port, 1, 65_535)),
  ];
}
