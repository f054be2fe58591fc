import { readFileSync } from 'node:fs';
import { check } from '../../src/check/check';
import type { ClusterVersions } from '../../src/check/cluster-versions';
import type { Finding } from '../../src/check/finding';
import type { RuleText } from '../../src/check/rule';
import { RULES } from '../../src/check/rules';
import { yamlFindings } from '../../src/check/yaml-findings';
import { SourceText } from '../../src/manifest/locate';
import { ManifestSet } from '../../src/manifest/manifest-set';
import { readManifests } from '../../src/manifest/read-manifests';
import { isFileSource } from '../../src/manifest/source';

/** The day on which the manifests of `test/check/rules` are looked at. */
export const CASE_DAY = '2026-11-26';

/** What a rule finds in a manifest of `test/check/rules`. */
export interface RuleCase {
  /** The text of the manifest. */
  readonly text: string;

  /** The findings of the rule, each with its line from 1. */
  readonly findings: readonly (Finding & { readonly line: number })[];

  /** The lines that end in the comment `# <-`. */
  readonly expected: readonly number[];

  /** What could not be read, where the rule is not about that. */
  readonly unread: readonly string[];
}

/**
 * Applies one rule to a manifest.
 *
 * A first line `# complete` declares the set complete, one such as `# argo-rollouts=1.8` a version; several are separated
 * by commas.
 */
export function ruleCase(rule: RuleText, file: string): RuleCase {
  const text = readFileSync(file, 'utf8');
  const { objects, problems } = readManifests(file, text);
  const { isComplete, versions } = optionsOf(text);
  const own = RULES.filter(({ id }) => id === rule.id);
  const set = new ManifestSet(objects, { isComplete });
  const found = check(set, { rules: own.length > 0 ? own : RULES, versions, today: CASE_DAY });
  const source = new SourceText(text);
  const isYaml = rule.id === 'yaml';
  return {
    text,
    findings: [...(isYaml ? yamlFindings(problems) : []), ...found]
      .filter((finding) => finding.rule === rule.id && isFileSource(finding.source))
      .map((finding) => ({
        ...finding,
        line:
          (finding.range ?? (isFileSource(finding.source) ? source.locate(finding.source, finding.path) : undefined))
            ?.start.line ?? 0,
      }))
      .sort((one, other) => one.line - other.line),
    expected: text.split('\n').flatMap((line, index) => (line.endsWith('# <-') ? [index + 1] : [])),
    unread: isYaml ? [] : problems.map(({ message }) => message),
  };
}

function optionsOf(text: string): { isComplete: boolean; versions: Partial<ClusterVersions> } {
  const [, line = ''] = text.match(/^# ((?:complete|[a-z-]+=[\d.]+)(?:, ?(?:complete|[a-z-]+=[\d.]+))*)\n/) ?? [];
  const words = line.split(/, ?/);
  return {
    isComplete: words.includes('complete'),
    versions: Object.fromEntries(words.filter((word) => word.includes('=')).map((word) => word.split('='))),
  };
}
