import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CommandFolder } from './command-folder';
import { FINE, SMOKE, STUCK } from './sample-manifests';

let folder: CommandFolder;

beforeAll(() => {
  folder = new CommandFolder();
  folder.write({ 'fine.yaml': FINE, 'stuck.yaml': STUCK, 'smoke.yaml': SMOKE });
});

afterAll(() => folder.remove());

const CONDITION = 'warning analysis-conditions-on-job';
const JOB = 'info analysis-job-unbounded';
const SURGE = 'error surge-and-unavailable-zero';

async function exitOf(...args: string[]): Promise<number> {
  return (await folder.check(args)).exit;
}

describe('the exit code', () => {
  test('is 2 for errors and warnings that are shown, and 0 for nothing and for what is only good to know', async () => {
    expect(await exitOf('fine.yaml')).toBe(0);
    expect(await exitOf('stuck.yaml')).toBe(2);
    expect(await exitOf('smoke.yaml')).toBe(2);
    expect(await exitOf('smoke.yaml', '--severity', 'error')).toBe(0);
    expect(await exitOf('smoke.yaml', '--rule', 'analysis-job-unbounded', '--severity', 'info')).toBe(0);
  });
});

describe('which findings are shown', () => {
  test('is said by the least severity, warnings unless another is named', async () => {
    expect(await folder.rules(['smoke.yaml'])).toEqual([CONDITION, CONDITION]);
    expect(await folder.rules(['smoke.yaml', '--severity', 'info'])).toEqual([CONDITION, CONDITION, JOB]);
    expect(await folder.rules(['smoke.yaml', 'stuck.yaml', '--severity', 'error'])).toEqual([SURGE]);
  });

  test('says how many are hidden', async () => {
    const { out } = await folder.check(['smoke.yaml', '--severity', 'error']);
    expect(out).toBe('nothing severe in 1 file (1 object) · 3 less severe findings are hidden, see --severity info\n');
  });

  test('can be those of some rules, with commas or the option repeated, and paths after it', async () => {
    const both = [JOB, SURGE];
    const rules = ['analysis-job-unbounded', 'surge-and-unavailable-zero'];
    const files = ['smoke.yaml', 'stuck.yaml', '--severity', 'info'];
    expect(await folder.rules(['--rule', rules.join(','), ...files])).toEqual(both);
    expect(await folder.rules(['--rule', `${rules[0]}`, '--rule', `${rules[1]}`, ...files])).toEqual(both);
  });

  test('can be those of all rules but some', async () => {
    expect(await folder.rules(['--ignore', 'analysis-conditions-on-job', 'smoke.yaml'])).toEqual([]);
    const both = ['--rule', 'analysis-conditions-on-job', '--ignore', 'analysis-conditions-on-job'];
    expect(await folder.rules([...both, 'smoke.yaml'])).toEqual([]);
  });

  test('follows the configuration, and the command line before it', async () => {
    folder.write({
      'all.yaml': 'check: { severity: info, ignore: { analysis-conditions-on-job: Jobs of another team } }',
    });
    const args = ['smoke.yaml', '--config', 'all.yaml'];
    expect(await folder.rules(args)).toEqual([JOB]);
    expect(await folder.rules([...args, '--severity', 'warning'])).toEqual([]);
    expect(await folder.rules([...args, '--ignore', 'analysis-job-unbounded'])).toEqual([]);
  });
});

describe('a rule that the configuration ignores', () => {
  const config = 'check: { ignore: { analysis-conditions-on-job: Jobs of another team } }';
  const args = ['ignored.yaml', '--config', 'team.yaml'];

  beforeAll(() => folder.write({ 'team.yaml': config, 'ignored.yaml': SMOKE }));

  test('fails nothing, and its findings are told as accepted, with the reason', async () => {
    const { exit, out } = await folder.check(args);
    expect(exit).toBe(0);
    expect(out).toMatch(/^nothing severe in 1 file \(1 object\)\n {2}2 accepted with a reason\n/);
    const { findings, summary } = JSON.parse((await folder.check([...args, '--format', 'json'])).out);
    expect(summary).toMatchObject({ warnings: 0, waived: 2 });
    expect(findings.map((finding: object) => Reflect.get(finding, 'waivedBecause'))).toEqual([
      'Jobs of another team',
      'Jobs of another team',
    ]);
    expect(findings[0].waivedIn).toBe('configuration');
  });

  test('is not mended', async () => {
    await folder.check([...args, '--fix']);
    expect(folder.read('ignored.yaml')).toBe(SMOKE);
  });

  test('is not told at all where the command line ignores it too', async () => {
    const { out } = await folder.check([...args, '--ignore', 'analysis-conditions-on-job']);
    expect(out).not.toContain('accepted');
  });

  test('leaves the reason to an annotation of the object', async () => {
    const annotation = 'annotations: { cdk8s-rollouts.dev/ignore.analysis-conditions-on-job: a note }';
    const input = SMOKE.replace('{ name: smoke }', `{ name: smoke, ${annotation} }`);
    const { out } = await folder.check(['-', '--config', 'team.yaml', '--format', 'json'], { input });
    const [finding] = JSON.parse(out).findings;
    expect([finding.waivedBecause, finding.waivedIn]).toEqual(['a note', 'annotation']);
  });
});

describe('what runs in the cluster', () => {
  const ALB = `${FINE.replace(
    '    canary:\n',
    '    canary:\n      trafficRouting: { alb: { ingress: shop, servicePort: 80 } }\n',
  )}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec: { rules: [] }
`;
  const args = ['alb.yaml', '--rule', 'alb-ingress-without-annotation'];
  const FOUND = ['warning alb-ingress-without-annotation'];

  beforeAll(() => folder.write({ 'alb.yaml': ALB }));

  test('is what the rules were tried on, unless the command line names another version', async () => {
    expect(await folder.rules(args)).toEqual([]);
    expect(await folder.rules([...args, '--cluster-version', 'traefik=2,argo-rollouts=1.7.2'])).toEqual(FOUND);
    expect(await folder.rules([...args, '--cluster-version', 'argo-rollouts=v1.8'])).toEqual([]);
  });

  test('is 1.10 and not 1.1 where the configuration says so without quotes', async () => {
    folder.write({ 'v.yaml': 'check: { clusterVersions: { argo-rollouts: 1.10 } }' });
    expect(await folder.rules([...args, '--config', 'v.yaml'])).toEqual([]);
    folder.write({ 'v.yaml': 'check: { clusterVersions: { argo-rollouts: 1.1 } }' });
    expect(await folder.rules([...args, '--config', 'v.yaml'])).toEqual(FOUND);
    expect(await folder.rules([...args, '--config', 'v.yaml', '--cluster-version', 'argo-rollouts=1.9'])).toEqual([]);
  });
});

describe('an annotation of an object', () => {
  const waived = (annotation: string): string =>
    STUCK.replace('{ name: shop }', `{ name: shop, annotations: { cdk8s-rollouts.dev/${annotation} } }`);
  const rulesOf = (annotation: string): Promise<string[]> => folder.rules(['-'], { input: waived(annotation) });

  test('accepts a finding with a reason', async () => {
    const input = waived('ignore.surge-and-unavailable-zero: it is a museum');
    expect(await folder.rules(['-'], { input })).toEqual([]);
    const { exit, out } = await folder.check(['-'], { input });
    expect(exit).toBe(0);
    expect(out).toBe('nothing wrong in 1 file (1 object) · 1 accepted with a reason\n');
  });

  test('accepts until a day, and is reported after it with the finding', async () => {
    expect(await rulesOf('ignore.surge-and-unavailable-zero: moves until 2026-11-26')).toEqual([]);
    expect((await rulesOf('ignore.surge-and-unavailable-zero: moves until 2026-11-25')).sort()).toEqual([
      SURGE,
      'warning waiver-expired',
    ]);
  });

  test('is reported where it accepts nothing, has no reason, or names no rule', async () => {
    const unused = FINE.replace(
      '{ name: shop }',
      '{ name: shop, annotations: { cdk8s-rollouts.dev/ignore.surge-and-unavailable-zero: once it did } }',
    );
    expect(await folder.rules(['-'], { input: unused })).toEqual(['warning waiver-unused']);
    expect(await folder.rules(['-', '--ignore', 'waiver-unused'], { input: unused })).toEqual([]);
    expect(await folder.rules(['-', '--ignore', 'surge-and-unavailable-zero'], { input: unused })).toEqual([]);
    expect(await rulesOf("ignore.surge-and-unavailable-zero: ''")).toContain('error waiver-invalid');
    expect(await rulesOf('ignore.surge: why not')).toContain('error waiver-invalid');
  });
});
