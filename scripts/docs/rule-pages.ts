import path from 'node:path';
import { EVERY_RULE } from '../../src/check/rules';
import { ruleCase } from '../../test/check/rule-case';
import { RULE_PAGES, rulePage, rulesPage } from './rule-page';

/** The pages about the rules: their texts by their paths from the root of the project. */
export function rulePages(root: string): Map<string, string> {
  const pages = EVERY_RULE.map((rule): [string, string] => {
    const folder = path.join(root, 'test/check/rules', rule.id);
    const [failing, passing] = ['failing', 'passing'].map((name) => ruleCase(rule, path.join(folder, `${name}.yaml`)));
    if (failing === undefined || passing === undefined) throw new Error(`${rule.id} has no manifests`);
    return [`${RULE_PAGES}/${rule.id}.md`, rulePage(rule, { failing, passing })];
  });
  return new Map([[`${RULE_PAGES}/README.md`, rulesPage(EVERY_RULE)], ...pages]);
}
