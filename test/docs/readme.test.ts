import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sharedFolder, testWithShared } from '../shared-folder';

interface Play {
  readonly abortAt: number | null;
  readonly promotedAt: number | null;
  readonly summary: {
    readonly untilAbort?: { readonly requests: number; readonly failed: number };
    readonly untilPromotion?: { readonly requests: number; readonly failed: number };
  };
}

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const readme = read('README.md');

describe('the README', () => {
  test.each(['npm ci && npx cdk8s synth', 'npm ci && npm test'])(
    'has the command `%s` word for word, and CI runs it',
    (command) => {
      expect(readme).toContain(`\`\`\`sh\n${command}\n\`\`\``);
      const [before = '', after = ''] = command.split(' && ');
      expect(read('.ci/run')).toMatch(new RegExp(`^${before} && (\\w+=1 )?${after}$`, 'm'));
    },
  );

  test('counts the lines of its example as they are', () => {
    const lines = (file: string) => read(file).trimEnd().split('\n').length;
    expect(readme).toContain(
      `${lines('examples/gateway-api.ts')} lines of TypeScript that stand for the ${lines('dist/gateway-api.k8s.yaml')} lines of YAML`,
    );
  });

  test('links to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !fs.existsSync(path.join(root, link)))).toEqual([]);
  });

  testWithShared('plays').each([
    ['A1-repository', '**promoted** after 244 s'],
    ['A3-article-key-corrected', '**promoted** after 64 s'],
    ['A4-article-with-background-analysis', 'aborted after 59.5 s'],
    ['C1-canary-gate-scrape5', 'aborted after 32.2 s'],
  ])('has the figures of the recording %s', (name, end) => {
    const play: Play = JSON.parse(fs.readFileSync(path.join(sharedFolder('plays'), `${name}.json`), 'utf8'));
    const { requests, failed } = play.summary.untilAbort ?? play.summary.untilPromotion ?? { requests: 0, failed: 0 };
    const row = readme.split('\n').find((line) => line.includes(end)) ?? '';
    const share = ((100 * failed) / requests).toFixed(1);
    const grouped = (count: number) => String(count).replace(/(\d)(\d{3})$/, '$1,$2');
    expect(row).toContain(`| ${grouped(requests)} | ${grouped(failed)} (${share} %) |`);
    const seconds = Number(end.match(/([\d.]+) s/)?.[1]);
    expect(Math.abs((play.abortAt ?? play.promotedAt ?? 0) - seconds)).toBeLessThan(0.5);
  });
});
