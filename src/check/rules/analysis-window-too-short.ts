import { goDurationSeconds } from '../../manifest/go-duration';
import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { selects } from '../../release/release-pods';
import { measuredQueries, windowSecondsOf } from '../measured-queries';
import { selectsNewPods } from '../metric-scope';
import { metricText } from '../metric-text';
import { type PromqlExpression, promqlParts } from '../promql-expression';
import type { Rule } from '../rule';

/** A query that looks back over too few scrapes. */
export const ANALYSIS_WINDOW_TOO_SHORT: Rule = {
  id: 'analysis-window-too-short',
  severity: 'warning',
  what: 'A rate of what the pods of a release count, over a time in which they are scraped less than three times.',
  why: 'A rate needs two samples. Over less than two scrapes there is none, ever; over two it is empty now and then, when one of them is just outside. The measurement is an Error then, or whatever the conditions make of no data.',
  remedy: 'look back over four scrapes, such as [1m] where the pods are scraped every 15s',
  source:
    'measured with Prometheus 2.42: over 30 s of a scrape of 15 s the query was empty for about a second now and then',
  *check(set) {
    const monitors = monitorsByNamespace(set);
    const scrapes = new Map(releasesOf(set).map((release) => [release, shortestScrape(release, monitors)]));
    for (const { measurement, path, expression } of measuredQueries(set)) {
      const scrape = measurement.release === undefined ? undefined : scrapes.get(measurement.release);
      if (scrape === undefined || !isRate(expression) || !selectsNewPods(measurement)) continue;
      const window = windowSecondsOf(expression) ?? 0;
      if (window <= 0 || window >= LEAST * scrape) continue;
      yield {
        object: measurement.metric.template,
        path,
        message: `${metricText(measurement.metric)} looks back ${window} s, and the pods are scraped every ${scrape} s: a rate needs two scrapes, and finds ${window < 2 * scrape ? 'them seldom or never' : 'only one now and then'}`,
        remedy: `look back over four scrapes: ${4 * scrape}s`,
      };
    }
  },
};

const LEAST = 3;

function isRate(expression: PromqlExpression): boolean {
  return promqlParts(expression).some((part) => part.is === 'call' && /^(i?rate|increase)$/.test(part.name));
}

type Monitors = ReadonlyMap<string | undefined, readonly ManifestObject[]>;

function monitorsByNamespace(set: ManifestSet): Monitors {
  const monitors = new Map<string | undefined, ManifestObject[]>();
  for (const monitor of set.ofKind('PodMonitor', 'monitoring.coreos.com')) {
    const { namespace } = monitor.metadata;
    const others = monitors.get(namespace) ?? [];
    others.push(monitor);
    monitors.set(namespace, others);
  }
  return monitors;
}

// Where one of them does not say it, Prometheus decides it.
function shortestScrape({ pods, rollout }: Release, monitors: Monitors): number | undefined {
  if (pods === undefined) return undefined;
  const intervals = (monitors.get(rollout.metadata.namespace) ?? [])
    .filter(({ spec }) => selects(at(spec, 'selector', 'matchLabels'), pods.labels))
    .flatMap(({ spec }) => listOf(at(spec, 'podMetricsEndpoints')))
    .map((endpoint) => goDurationSeconds(textOf(at(endpoint, 'interval')) ?? '') ?? 0);
  const shortest = Math.min(...intervals);
  return Number.isFinite(shortest) && shortest > 0 ? shortest : undefined;
}
