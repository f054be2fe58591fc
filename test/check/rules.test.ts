import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import { EVERY_RULE, RULES } from '../../src/check/rules';
import { ruleCase } from './rule-case';

const CASES = join(__dirname, 'rules');

describe.each(EVERY_RULE.map((rule) => [rule.id, rule] as const))('rule %s', (id, rule) => {
  const folder = join(CASES, id);
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const failing = files.filter((file) => /^failing(-.+)?\.yaml$/.test(file));
  const passing = files.filter((file) => /^passing(-.+)?\.yaml$/.test(file));

  it('has a manifest that it finds something in, and one that it does not', () => {
    expect(failing).toContain('failing.yaml');
    expect(passing).toContain('passing.yaml');
    expect(files.length).toBe(failing.length + passing.length);
  });

  it.each(failing)('finds what is marked in %s', (file) => {
    const { findings, expected, unread } = ruleCase(rule, join(folder, file));
    expect(expected.length).toBeGreaterThan(0);
    const found = [...new Set(findings.map(({ line }) => line))];
    expect({ found, unread }).toEqual({ found: expected, unread: [] });
  });

  it.each(passing)('finds nothing in %s', (file) => {
    const { findings, unread } = ruleCase(rule, join(folder, file));
    expect({ findings: findings.map(({ message }) => message), unread }).toEqual({ findings: [], unread: [] });
  });

  it('says what, why and what to do in sentences, and in its messages what is wrong without a full stop', () => {
    expect(rule.what).toMatch(/^[A-Z].*\.$/);
    expect(rule.why).toMatch(/^[A-Z].*\.$/s);
    expect(rule.remedy).toMatch(/^[a-z].*[^.]$/s);
    expect(rule.source).not.toBe('');
    for (const file of failing) {
      for (const { message, remedy } of ruleCase(rule, join(folder, file)).findings) {
        // It may begin with the kind of an object.
        expect(message).toMatch(/^([^A-Z]|[A-Z]\w*[A-Z]\w* |[A-Z]\w+ ").*[^.]$/s);
        expect(remedy).toMatch(/[^.]$/);
      }
    }
  });
});

test('the registry has each file of src/check/rules once, under the name of the file, in the order of the ids', () => {
  const folder = join(__dirname, '../../src/check/rules');
  const files = readdirSync(folder)
    .filter((file) => /export const [A-Z0-9_]+: Rule = \{/.test(readFileSync(join(folder, file), 'utf8')))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
  expect(RULES.map(({ id }) => id)).toEqual(files);
});

test('each folder of cases is of a rule', () => {
  const ids = EVERY_RULE.map(({ id }) => id);
  expect(readdirSync(CASES).filter((folder) => !ids.includes(folder))).toEqual([]);
});
