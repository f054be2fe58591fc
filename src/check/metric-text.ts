import { pathText } from '../manifest/manifest-path';
import type { MeasuredMetric } from '../release/measured-metric';

/** A metric as it is called in messages: by its name, or where it has none by its place. */
export function metricText({ name, path }: MeasuredMetric): string {
  return name === '' ? `the metric at ${pathText(path)}` : `metric "${name}"`;
}

/** A condition or a query as it is shown in messages: in one line. */
export function inOneLine(text: string): string {
  return `"${text.trim().replace(/\s+/g, ' ')}"`;
}
