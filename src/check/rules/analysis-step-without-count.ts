import { wordOf } from '../../manifest/plain';
import { declaredArguments } from '../../release/gate-arguments';
import { wholeNumberOf } from '../../release/measured-metric';
import { measurementsOf } from '../../release/measurements';
import { quote } from '../../validation/names';
import { gateText, isValidatedAlone } from '../gate-text';
import { hasInterval } from '../metric-limit';
import { writtenAt } from '../metric-place';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A count that is made from an argument which the template itself gives no number. */
export const ANALYSIS_STEP_WITHOUT_COUNT: Rule = {
  id: 'analysis-step-without-count',
  severity: 'error',
  what: 'A count from an argument, in an analysis that the release waits for, where the template itself has no number for it.',
  why: 'Before a release the controller looks at the template alone, with a placeholder for each argument that has no value there: the count is no number then, and the Rollout is refused as InvalidSpec ("runs indefinitely"), even though it gives the argument.',
  remedy:
    'give the argument a number as its value in the template, which the Rollout may still override, or write the count as a number',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation_references.go setArgValuePlaceHolder; issue #3243, open; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const measurement of measurementsOf(set)) {
      const { metric, gate } = measurement;
      if (gate === undefined || !isValidatedAlone(gate) || !hasInterval(metric)) continue;
      const written = wordOf(writtenAt(measurement, 'count'));
      if (!written.includes('{{')) continue;
      const own = declaredArguments(metric.template);
      const names = [...written.matchAll(/\{\{\s*args\.([^{}\s]+)\s*\}\}/g)].map(([, name = '']) => name);
      const used = own.filter(({ name }) => names.includes(name));
      // What is not declared has a rule of its own.
      if (used.length === 0) continue;
      const count = used.reduce((text, { name, text: value = 'none' }) => withValue(text, name, value), written);
      const number = wholeNumberOf(count);
      if (number !== undefined && number !== 0) continue;
      yield {
        object: metric.template,
        path: [...metric.path, 'count'],
        message: `the count of ${metricText(metric)} is ${quote(written)}, and in ${gateText(gate)} it counts as none: ${used.map(said).join(', ')}`,
        related: [
          ...used.map(({ object, path }) => ({ object, path, message: 'declared here' })),
          { object: gate.rollout, path: gate.path, message: 'used here' },
        ],
      };
    }
  },
};

function withValue(text: string, name: string, value: string): string {
  return text.replace(/\{\{\s*args\.([^{}\s]+)\s*\}\}/g, (all, found: string) => (found === name ? value : all));
}

function said({ name, text }: { name: string; text?: string }): string {
  return text === undefined
    ? `the template gives ${quote(name)} no value`
    : `the template gives ${quote(name)} the value ${quote(text)}`;
}
