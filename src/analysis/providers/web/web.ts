import type { AnalysisTemplateSpecMetricsProvider } from '../../../../imports/argoproj.io';
import { durationProblems } from '../../../validation/numbers';
import type { ResultType } from '../../conditions/result-type';
import type { AskingMetric, IMetricProvider } from '../../metric-provider';
import { addressProblems } from '../request-address';
import { oauth2Problems, toOAuth2 } from '../request-authentication';
import { headerProblems, toHeaders } from '../request-headers';
import { WEB } from './facts';
import type { WebBodyOptions, WebOptions } from './web-options';

/**
 * An HTTP request that the controller sends, with JSON in the answer.
 *
 * A status other than 2xx is an error, and the fifth in a row aborts the release. A 2xx whose body is not JSON, such as
 * the page of a login, is a successful measurement whatever the conditions say (Argo Rollouts 1.10.2).
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/web/
 */
export class Web {
  /** A GET request to an address that the controller can reach. */
  public static get(url: string, options: WebOptions = {}): WebRequest {
    return new WebRequest('GET', url, options);
  }

  /** A POST request to an address that the controller can reach. */
  public static post(url: string, options: WebBodyOptions = {}): WebRequest {
    return new WebRequest('POST', url, options);
  }

  /** A PUT request to an address that the controller can reach. */
  public static put(url: string, options: WebBodyOptions = {}): WebRequest {
    return new WebRequest('PUT', url, options);
  }
}

/** An HTTP request, sent once per measurement. */
export class WebRequest implements IMetricProvider {
  /** Whatever JSON is answered. */
  public readonly resultType: ResultType = WEB.resultOf({});

  /** Made by `Web`. */
  constructor(
    private readonly method: string,
    private readonly url: string,
    private readonly options: WebBodyOptions,
  ) {}

  /** The request as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    const { headers, body, jsonBody, timeout, jsonPath, insecure, oauth2 } = this.options;
    return {
      web: {
        method: this.method === 'GET' ? undefined : this.method,
        url: this.url,
        headers: toHeaders(headers),
        body,
        jsonBody,
        timeoutSeconds: timeout && Math.ceil(timeout.toMilliseconds() / 1000),
        insecure,
        authentication: oauth2 && { oauth2: toOAuth2(oauth2) },
        jsonPath,
      },
    };
  }

  /** What is wrong with the request, alone or together with the metric that sends it, as a list of problems. */
  public problems({ successCondition, failureCondition }: AskingMetric): string[] {
    const { headers, timeout, oauth2, jsonPath, answersJson = jsonPath !== undefined } = this.options;
    const isJudged = successCondition !== undefined || failureCondition !== undefined;
    return [
      ...addressProblems('the url', this.url, 'https://checkout.shop.svc/health'),
      ...WEB.problems(this.toProvider().web),
      ...headerProblems(headers ?? {}),
      ...(timeout === undefined ? [] : durationProblems('timeout', timeout)),
      ...(oauth2 === undefined ? [] : oauth2Problems('oauth2', oauth2)),
      ...(isJudged && !answersJson
        ? [
            'it has a condition and no jsonPath: the condition is not looked at where the body is no JSON, and the ' +
              'measurement is successful. Say with jsonPath which part of the JSON counts, such as "{$.data.ok}", or with ' +
              'answersJson that the address always answers JSON',
          ]
        : []),
    ];
  }
}
