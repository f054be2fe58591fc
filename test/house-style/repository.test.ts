import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { HOUSE_RULES } from './rules';
import { pathOf, repositoryFiles } from './source-files';

describe('the repository', () => {
  const files = repositoryFiles();

  test('is really looked at', () => {
    expect(files.map(pathOf)).toEqual(expect.arrayContaining(['src/index.ts', 'test/house-style/repository.test.ts']));
  });

  test.each(HOUSE_RULES)('keeps the rule $name', (rule) => {
    expect(rule.violations(files)).toEqual([]);
  });
});

describe('the list of house rules', () => {
  const here = readdirSync(__dirname);
  const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');
  const names = HOUSE_RULES.map(({ name }) => name).sort();

  test('has every rule of this folder, each in the file of its name', () => {
    const rules = here.filter((file) => /^export const \w+: HouseRule = /m.test(read(file)));
    expect(rules.map((file) => path.basename(file, '.ts')).sort()).toEqual(names);
  });

  test('has for each rule a case that fires and one that stays quiet', () => {
    const texts = here.filter((file) => file.endsWith('.test.ts')).map(read);
    const suites = texts.flatMap((text) => text.split(/^describe\(/m).slice(1));
    const tested = (name: string, title: string) =>
      suites.some((suite) => suite.startsWith(`'${name}'`) && suite.includes(`'${title}`));
    expect(names.filter((name) => !tested(name, 'fires') || !tested(name, 'stays quiet'))).toEqual([]);
  });
});
