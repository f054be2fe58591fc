import { Duration } from 'cdk8s';
import type { PodMonitorSpecPodMetricsEndpoints } from '../../../imports/monitoring.coreos.com';
import { quote } from '../../validation/names';
import { durationProblems, toGoDuration } from '../../validation/numbers';

/** How the metrics of a port are scraped. */
export interface ScrapedEndpoint {
  /**
   * The path of the metrics, beginning with `/`.
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * The time from one scrape to the next, in whole seconds: the `scrapeInterval` of the `Prometheus` that the analyses
   * ask, from which they take how far they look back.
   * @default Duration.seconds(15)
   */
  readonly interval?: Duration;

  /**
   * Whether labels that come with the metrics are kept where they meet those of the target, such as `namespace` and
   * `pod`. Else they are renamed to `exported_namespace` and so on.
   * @default false
   */
  readonly honorLabels?: boolean;
}

/** What is wrong with how metrics are scraped, as a list of problems. */
export function endpointProblems({ path, interval }: ScrapedEndpoint): string[] {
  return [
    ...(path === undefined || path.startsWith('/')
      ? []
      : [`path takes the path of the metrics, beginning with "/", such as "/metrics", got ${quote(path)}`]),
    ...(interval === undefined ? [] : durationProblems('interval', interval)),
  ];
}

/** The path and interval of an endpoint, with every default written out: the operator's own interval is a global one. */
export function toEndpoint({
  path = '/metrics',
  interval = Duration.seconds(15),
  honorLabels = false,
}: ScrapedEndpoint): Pick<PodMonitorSpecPodMetricsEndpoints, 'path' | 'interval' | 'honorLabels'> {
  return { path, interval: toGoDuration(interval), honorLabels: honorLabels || undefined };
}
