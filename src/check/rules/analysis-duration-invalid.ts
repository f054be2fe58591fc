import { goDurationSeconds } from '../../manifest/go-duration';
import { at, textOf } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import type { Fix } from '../finding';
import { type MetricPlace, placeOfField } from '../metric-place';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A time of a metric that Go does not read. */
export const ANALYSIS_DURATION_INVALID: Rule = {
  id: 'analysis-duration-invalid',
  severity: 'error',
  what: 'An interval or initialDelay of a metric that is no duration of Go.',
  why: 'The controller ends the AnalysisRun with an Error before it measures anything, and aborts the release. A number without a unit and days, which people write, are none: "60" and "1d" are refused.',
  remedy: 'write a number with one of the units ms, s, m and h, such as 30s, 5m or 1h30m',
  source:
    'argo-rollouts utils/analysis/factory.go ValidateMetric, Go time.ParseDuration; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const measurement of measurementsOf(set)) {
      for (const field of ['interval', 'initialDelay']) {
        const text = textOf(at(measurement.metric.value, field));
        if (text === undefined || text.includes('{{') || goDurationSeconds(text) !== undefined) continue;
        const place = placeOfField(measurement, field);
        yield {
          object: place.object,
          path: place.path,
          message: `${metricText(measurement.metric)}: ${field} takes a duration such as 30s, 5m or 1h30m, got ${JSON.stringify(text)}${reason(text)}`,
          fix: fixOf(text, place),
        };
      }
    }
  },
};

function reason(text: string): string {
  if (/^\d+(\.\d+)?$/.test(text)) return ', which has no unit';
  return mended(text) === undefined ? '' : `, which would be ${mended(text)}`;
}

function fixOf(text: string, { path }: MetricPlace): Fix | undefined {
  const value = mended(text);
  return value === undefined ? undefined : { description: `write ${value}`, edits: [{ set: path, value }] };
}

// What has one meaning only: other names of the units, days, and white space.
function mended(text: string): string | undefined {
  const [, amount, unit = ''] = /^\s*(\d+)\s*([a-z]+)\s*$/i.exec(text) ?? [];
  if (amount === undefined) return undefined;
  if (/^d(ays?)?$/i.test(unit)) return `${Number(amount) * 24}h`;
  const short = UNITS.find(([names]) => names.test(unit))?.[1];
  return short === undefined ? undefined : `${amount}${short}`;
}

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^s(ecs?|econds?)?$/i, 's'],
  [/^(m|mins?|minutes?)$/, 'm'],
  [/^(h|hrs?|hours?)$/i, 'h'],
];
