import { at, textOf } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A query whose brackets do not fit each other. */
export const ANALYSIS_QUERY_UNBALANCED: Rule = {
  id: 'analysis-query-unbalanced',
  severity: 'error',
  what: 'A query with a bracket that is not closed, or closed and not opened.',
  why: 'The provider refuses it: each measurement is an Error, and the fifth in a row aborts the release. The first deployment runs no analysis, so the second release shows it.',
  remedy: 'close each bracket that is opened',
  source:
    'argo-rollouts metricproviders; the languages of Graphite, Wavefront, New Relic (NRQL), InfluxDB (Flux) and SkyWalking (GraphQL)',
  *check(set) {
    for (const { metric } of measurementsOf(set)) {
      const key = metric.provider?.key ?? '';
      const query = textOf(at(metric.config, 'query'));
      const comments = LANGUAGES[key];
      if (query === undefined || comments === undefined) continue;
      const fault = bracketFault(query.replace(/\{\{[^{}]*\}\}/g, '').replace(comments, ''));
      if (fault === undefined) continue;
      yield {
        object: metric.template,
        path: [...metric.path, 'provider', key, 'query'],
        message: `${metricText(metric)} (${metric.provider?.name}): the query ${fault}`,
      };
    }
  },
};

/** The providers, with what of their languages is no code: comments and regular expressions. */
const LANGUAGES: Readonly<Record<string, RegExp | undefined>> = {
  graphite: /(?!)/,
  wavefront: /(?!)/,
  newRelic: /(?:--|\/\/).*|\/\*[\s\S]*?\*\//g,
  influxdb: /[=!]~\s*\/(?:\\.|[^/\\\n])*\/|\/\/.*/g,
  skywalking: /#.*/g,
};

const CLOSING: Readonly<Record<string, string | undefined>> = { '(': ')', '[': ']', '{': '}' };

function bracketFault(text: string): string | undefined {
  const open: string[] = [];
  // In one with an odd quotation mark nobody can tell what is a text.
  const code = text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`/g, '');
  if (/["'`]/.test(code)) return undefined;
  for (const letter of code) {
    if (CLOSING[letter] !== undefined) open.push(letter);
    else if (/[)\]}]/.test(letter)) {
      const last = open.pop();
      if (last === undefined) return `closes a "${letter}" that it does not open`;
      if (CLOSING[last] !== letter) return `closes "${last}" with "${letter}"`;
    }
  }
  const last = open.at(-1);
  return last === undefined ? undefined : `does not close its "${last}"`;
}
