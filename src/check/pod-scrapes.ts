import { goDurationSeconds } from '../manifest/go-duration';
import { grouped } from '../manifest/grouped';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, isThere, listOf, type Plain, textOf } from '../manifest/plain';
import { type Release, releasesOf } from '../release/release';
import { type ReleasePods, selects } from '../release/release-pods';

/**
 * The seconds from one scrape of a release's pods to the next, as the PodMonitors of the set say it: the shortest of
 * several. There is none where no PodMonitor is for the pods, or one leaves it to Prometheus.
 */
export function podScrapes(set: ManifestSet): ReadonlyMap<Release, number> {
  return set.derive(makeScrapes);
}

function makeScrapes(set: ManifestSet): Map<Release, number> {
  const monitors = monitorsByNamespace(set);
  return new Map(
    releasesOf(set).flatMap((release) => {
      const scrape = shortestScrape(release, monitors);
      return scrape === undefined ? [] : [[release, scrape] as const];
    }),
  );
}

type Monitors = ReadonlyMap<string | undefined, readonly ManifestObject[]>;

function monitorsByNamespace(set: ManifestSet): Monitors {
  return grouped(set.ofKind('PodMonitor', 'monitoring.coreos.com'), ({ metadata }) => metadata.namespace);
}

// One that selects by expressions, or in named namespaces, may be about other pods.
function isOfPods(spec: Plain, { labels }: ReleasePods): boolean {
  if (['selector.matchExpressions', 'namespaceSelector.matchNames'].some((way) => isThere(at(spec, ...way.split('.')))))
    return false;
  return selects(at(spec, 'selector', 'matchLabels'), labels);
}

// Where one of them does not say it, Prometheus decides it.
function shortestScrape({ pods, rollout }: Release, monitors: Monitors): number | undefined {
  if (pods === undefined) return undefined;
  const intervals = (monitors.get(rollout.metadata.namespace) ?? [])
    .filter(({ spec }) => isOfPods(spec, pods))
    .flatMap(({ spec }) => listOf(at(spec, 'podMetricsEndpoints')))
    .map((endpoint) => goDurationSeconds(textOf(at(endpoint, 'interval')) ?? '') ?? 0);
  const shortest = Math.min(...intervals);
  return Number.isFinite(shortest) && shortest > 0 ? shortest : undefined;
}
