import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { prose } from '../../scripts/docs/markdown';
import { RULE_PAGES } from '../../scripts/docs/rule-page';
import { rulePages } from '../../scripts/docs/rule-pages';

const root = path.resolve(__dirname, '../..');

test('docs/rules is what npm run docs makes of the rules and their manifests', () => {
  const folder = path.join(root, RULE_PAGES);
  const files = new Map(
    fs.readdirSync(folder).map((file) => [`${RULE_PAGES}/${file}`, fs.readFileSync(path.join(folder, file), 'utf8')]),
  );
  const pages = rulePages(root);
  expect([...files.keys()].sort()).toEqual([...pages.keys()].sort());
  for (const [page, text] of pages) expect(files.get(page)).toBe(text);
});

test('a page of a rule has two manifests and what is found in the first, under headings of their own', () => {
  for (const [page, text] of rulePages(root)) {
    if (page.endsWith('/README.md')) continue;
    // A block ends at a line of its own.
    const prose = text.replace(/^```(\w+)\n[\s\S]*?\n```$/gm, '# $1');
    const headings = [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
    expect([page, ...headings.slice(1)]).toEqual([page, 'Fails', 'yaml', 'text', 'Passes', 'yaml']);
  }
});

test.each([
  ['a <service> is no tag', 'a \\<service> is no tag'],
  ['.* and *', '.\\* and \\*'],
  ['a[0] \\ _b_ of a_b.go', 'a\\[0\\] \\\\ \\_b\\_ of a_b.go'],
  ['write `a: <b>*` or *', 'write `a: <b>*` or \\*'],
])('what a rule says is no markup but for code: %s', (text, markdown) => {
  expect(prose(text)).toBe(markdown);
});
