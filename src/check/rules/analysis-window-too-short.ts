import { measuredQueries, windowSecondsOf } from '../measured-queries';
import { selectsNewPods } from '../metric-scope';
import { metricText } from '../metric-text';
import { podScrapes } from '../pod-scrapes';
import { type PromqlExpression, promqlParts } from '../promql-expression';
import type { Rule } from '../rule';

/** A query that looks back over too few scrapes. */
export const ANALYSIS_WINDOW_TOO_SHORT: Rule = {
  id: 'analysis-window-too-short',
  severity: 'warning',
  what: 'A rate of what the pods of a release count, over a time in which they are scraped less than three times.',
  why: 'A rate needs two samples. Over one scrape or less there is none, ever; over two it is empty now and then, when one of them is just outside. The measurement is an Error then, or whatever the conditions make of no data.',
  remedy: 'look back over four scrapes, such as [1m] where the pods are scraped every 15s',
  source:
    'measured with Prometheus 2.42: over 30 s of a scrape of 15 s the query was empty for about a second now and then',
  *check(set) {
    const scrapes = podScrapes(set);
    for (const { measurement, path, expression } of measuredQueries(set)) {
      const scrape = measurement.release === undefined ? undefined : scrapes.get(measurement.release);
      if (scrape === undefined || !isRate(expression) || !selectsNewPods(measurement)) continue;
      const window = windowSecondsOf(expression) ?? 0;
      if (window <= 0 || window >= LEAST * scrape) continue;
      yield {
        object: measurement.metric.template,
        path,
        message: `${metricText(measurement.metric)} looks back ${window} s, and the pods are scraped every ${scrape} s: a rate needs two scrapes, and finds ${foundIn(window / scrape)}`,
        remedy: `look back over four scrapes: ${4 * scrape}s`,
      };
    }
  },
};

const LEAST = 3;

function foundIn(scrapes: number): string {
  if (scrapes <= 1) return 'never more than one';
  return scrapes < 2 ? 'only one often' : 'only one now and then';
}

function isRate(expression: PromqlExpression): boolean {
  return promqlParts(expression).some((part) => part.is === 'call' && /^(i?rate|increase)$/.test(part.name));
}
