import { measuredQueries, windowSecondsOf } from '../measured-queries';
import { limitOf } from '../metric-limit';
import { placeOfField } from '../metric-place';
import { selectsNewPods } from '../metric-scope';
import { metricText } from '../metric-text';
import { podScrapes } from '../pod-scrapes';
import type { Rule } from '../rule';

/** A metric that is measured more often than there is something new to see. */
export const ANALYSIS_INTERVAL_BELOW_SCRAPE: Rule = {
  id: 'analysis-interval-below-scrape',
  severity: 'warning',
  what: 'A metric of what the pods count that is measured more often than the pods are scraped.',
  why: 'Between two scrapes Prometheus has nothing new: the same samples are measured several times, and each counts. One bad scrape is several failures, and a count of good measurements is reached with less than it says.',
  remedy: 'give the metric an interval of at least one scrape',
  source:
    'argo-rollouts analysis/analysis.go: each measurement counts, whatever it saw; Prometheus: a range has the samples of the scrapes in it',
  *check(set) {
    const scrapes = podScrapes(set);
    for (const { measurement, expression } of measuredQueries(set)) {
      const { metric, release } = measurement;
      const scrape = release === undefined ? undefined : scrapes.get(release);
      const interval = metric.limits.intervalSeconds;
      if (scrape === undefined || interval === undefined || interval <= 0 || interval >= scrape) continue;
      if (!selectsNewPods(measurement) || windowSecondsOf(expression) === undefined) continue;
      // One measurement is made once, however often it might be.
      if (limitOf(metric, 'count') === 1) continue;
      const { object, path } = placeOfField(measurement, 'interval');
      yield {
        object,
        path,
        message: `${metricText(metric)} is measured every ${interval} s, and the pods are scraped every ${scrape} s: the same scrape counts ${Math.ceil(scrape / interval)} times`,
        remedy: `set the interval to ${scrape}s or more`,
      };
    }
  },
};
