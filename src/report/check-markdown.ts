import { SEVERITIES, type Severity } from '../check/finding';
import { grouped } from '../manifest/grouped';
import type { CheckReport, ReportedFinding, ReportedRule } from './check-report';
import { messageOf, objectName, placeName } from './finding-names';
import { type Block, fittedBlocks } from './fitted-blocks';
import type { FormatOptions } from './format-options';
import { markdownCode, markdownText } from './markdown-text';
import { openFindings, summaryOf } from './report-summary';

/**
 * A report as Markdown for a comment on a pull request or the summary of a run: how many of what in a table, then each
 * finding, folded away by rule; the worst first, so that the least is left out where there is no more room.
 */
export function checkMarkdown(report: CheckReport, { limit = MOST_CHARACTERS }: FormatOptions = {}): string {
  const rules = rulesOf(report);
  const head = `### cdk8s-rollouts check\n\n${headOf(report)}\n`;
  const room = limit - head.length - ROOM_FOR_REST;
  const table = fittedBlocks([tableOf(rules)], room / 2);
  const details = fittedBlocks([...rules.map(ruleBlock), ...waivedBlocks(report)], room - table.text.length);
  return [head, table.text, leftText(table.left, 'rule'), details.text, leftText(details.left, 'finding')].join('');
}

/** A comment on GitHub has at most 65,536 characters; whoever posts it may want a few for a mark of their own. */
const MOST_CHARACTERS = 65_000;

/** How many characters are kept for saying what is left out. */
const ROOM_FOR_REST = 200;

/** How many findings are not worth folding away. */
const FEW = 5;

/** What there is of one rule and severity. */
interface RuleFindings {
  readonly severity: Severity;
  readonly id: string;
  readonly rule: ReportedRule | undefined;
  readonly findings: readonly ReportedFinding[];
  readonly isOpen: boolean;
}

function rulesOf(report: CheckReport): RuleFindings[] {
  const known = new Map(report.rules.map((rule) => [rule.id, rule]));
  const open = openFindings(report);
  const isOpen = open.length <= FEW;
  return SEVERITIES.flatMap((severity) => {
    const ofSeverity = open.filter((finding) => finding.severity === severity);
    const rules = [...grouped(ofSeverity, ({ rule }) => rule)];
    return rules.map(([id, findings]) => ({ severity, id, rule: known.get(id), findings, isOpen }));
  });
}

function headOf(report: CheckReport): string {
  const [outcome = '', ...rest] = summaryOf(report);
  return [`**${outcome}**`, ...rest]
    .join(' · ')
    .replaceAll('--fix', '`--fix`')
    .replaceAll('--severity info', '`--severity info`');
}

function tableOf(rules: readonly RuleFindings[]): Block {
  const rows = rules.map(({ severity, id, rule, findings }) => {
    const what = markdownText(rule?.what ?? '', 200);
    return `| ${severity} | ${linkedRule(id, rule)} | ${findings.length} | ${what} |\n`;
  });
  return { open: '\n| | rule | findings | what is wrong |\n| --- | --- | ---: | --- |\n', items: rows, close: '' };
}

function linkedRule(id: string, rule: ReportedRule | undefined): string {
  const page = rule?.page ?? '';
  return /^https?:\/\/[\w./#-]+$/.test(page) ? `[${markdownCode(id, 100)}](${page})` : markdownCode(id, 100);
}

function ruleBlock({ severity, id, rule, findings, isOpen }: RuleFindings): Block {
  const summary = `<summary>${severity}: ${markdownCode(id, 100)} (${findings.length})</summary>`;
  const why = rule === undefined ? '' : `why: ${markdownText(rule.why)}\n\n`;
  return {
    open: `\n<details${isOpen ? ' open' : ''}>\n${summary}\n\n${why}`,
    items: findings.map(itemOf),
    close: '\n</details>\n',
  };
}

function itemOf(finding: ReportedFinding): string {
  const { remedy, fix, related } = finding;
  const lines = [
    // No line begins with what manifests say: it could be a heading or a list there.
    `**${whereOf(finding).join(' · ')}**<br>${markdownText(messageOf(finding))}`,
    `do: ${markdownText(remedy)}`,
    ...(fix === undefined ? [] : [`fix: ${markdownText(fix)} (\`--fix\` does it)`]),
    ...related.slice(0, 5).map((relation) => `see: ${markdownText(`${placeName(relation)} ${relation.message}`)}`),
  ];
  return `- ${lines.join('<br>\n  ')}\n`;
}

function whereOf({ place, object, path }: ReportedFinding): string[] {
  return [
    markdownText(placeName(place)),
    ...(object === undefined ? [] : [markdownText(objectName(object))]),
    ...(place.range === undefined && path !== '' ? [markdownCode(path, 200)] : []),
  ];
}

function waivedBlocks({ findings }: CheckReport): Block[] {
  const waived = findings.filter(({ waivedBecause }) => waivedBecause !== undefined);
  if (waived.length === 0) return [];
  const configured = waived.filter(({ waivedIn }) => waivedIn === 'configuration');
  return [
    {
      open: `\n<details>\n<summary>${waived.length} accepted with a reason</summary>\n\n`,
      items: [
        ...waived.filter(({ waivedIn }) => waivedIn !== 'configuration').map(waivedItem),
        // One reason is for all that a rule finds, which may be hundreds.
        ...[...grouped(configured, ({ rule }) => rule).values()].flatMap(configuredItem),
      ],
      close: '\n</details>\n',
    },
  ];
}

function waivedItem({ rule, object, place, waivedBecause = '' }: ReportedFinding): string {
  const name = object === undefined ? placeName(place) : objectName(object);
  return `- ${markdownCode(rule, 100)} · ${markdownText(name)}: ${markdownText(waivedBecause)}\n`;
}

function configuredItem(group: readonly ReportedFinding[]): string[] {
  const count = `${group.length} finding${group.length === 1 ? '' : 's'}`;
  return group.slice(0, 1).map(({ rule, waivedBecause = '' }) => {
    return `- ${markdownCode(rule, 100)} · ${count}, by the configuration: ${markdownText(waivedBecause)}\n`;
  });
}

function leftText(left: number, what: string): string {
  return left === 0 ? '' : `\nand ${left} more ${what}${left === 1 ? '' : 's'}\n`;
}
