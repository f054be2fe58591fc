import { createColors } from 'picocolors';
import type { RuleText } from '../check/rule';
import { EVERY_RULE, isWaivable } from '../check/rules';
import { WAIVER_PREFIX } from '../check/waiver-rules';
import { ruleOf } from '../report/to-report';
import { wrapped } from '../report/wrapped-text';
import { CONFIG_FILE } from './config';
import type { Terminal } from './terminal';

/** What a rule finds, why that matters and what to do, for people. */
export function explainRule(id: string, { hasColors, columns }: Terminal): string {
  const { bold } = createColors(hasColors);
  const rule = EVERY_RULE.find((known) => known.id === id);
  if (rule === undefined) return '';
  const told = (label: string, text: string): string[] => [
    bold(label),
    ...wrapped(text, widthOf(columns), '  ', '  '),
    '',
  ];
  return [
    `${bold(rule.id)} (${rule.severity})`,
    '',
    ...told('What', rule.what),
    ...told('Why', rule.why),
    ...told('Do', rule.remedy),
    ...told('Known from', rule.source),
    ...told('Accept it', acceptance(rule.id)),
    ...told('Examples', `${ruleOf(rule).page} of this package`),
  ]
    .slice(0, -1)
    .map((line) => `${line}\n`)
    .join('');
}

function acceptance(id: string): string {
  const everywhere = `give the reason under check.ignore.${id} in ${CONFIG_FILE}, which accepts all of them`;
  return isWaivable(id) ? `annotate the object with ${WAIVER_PREFIX}${id}: <reason>, or ${everywhere}` : everywhere;
}

/** All rules with what they find: a line each, which a terminal that is too narrow gets in two. */
export function listRules({ hasColors, columns }: Terminal): string {
  const { bold } = createColors(hasColors);
  const width = Math.max(...EVERY_RULE.map(({ id }) => id.length));
  const line = ({ id, severity, what }: RuleText): string => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${what}`;
  const isWide = columns === undefined || EVERY_RULE.every((rule) => line(rule).length <= columns);
  const lines = EVERY_RULE.flatMap((rule) =>
    isWide
      ? [line(rule).replace(rule.id, bold(rule.id))]
      : [`${bold(rule.id)} (${rule.severity})`, ...wrapped(rule.what, widthOf(columns), '  ', '  ')],
  );
  return lines.map((each) => `${each}\n`).join('');
}

// As wide as reports are.
function widthOf(columns: number | undefined): number {
  return Math.min(Math.max(columns ?? 100, 60), 120);
}
