import path from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { PluginManager } from '../../node_modules/cdk8s-cli/lib/plugins/_manager';
import { ValidationPlugin } from '../../node_modules/cdk8s-cli/lib/plugins/validation';
import { CommandFolder } from './command-folder';
import { FINE, LONELY, SMOKE, STUCK } from './sample-manifests';

const root = path.resolve(__dirname, '../..');

let folder: CommandFolder;

beforeEach(() => {
  folder = new CommandFolder();
  jest.spyOn(process, 'cwd').mockReturnValue(folder.path);
});

afterEach(() => {
  jest.restoreAllMocks();
  folder.remove();
});

/** Has cdk8s load the plugin and run it, as `cdk8s synth` does with what `cdk8s.yaml` names. */
async function validated(files: Readonly<Record<string, string>>, properties?: unknown, isStdout = false) {
  folder.write(files);
  folder.write({
    'dist/construct-metadata.json': JSON.stringify({ version: '1.0.0', resources: { shop: { path: 'demo/rollout' } } }),
    // What is in node_modules of a project, here from the sources.
    'node_modules/cdk8s-rollouts/index.js': `module.exports = require(${JSON.stringify(path.join(root, 'src/cli/rollouts-validation.ts'))});`,
  });
  const validation = {
    package: './node_modules/cdk8s-rollouts',
    version: '0.1.0',
    class: 'RolloutsValidation',
    properties: properties as Record<string, unknown>,
  };
  const app = {
    manifests: Object.keys(files).map((file) => folder.at(file)),
    constructMetadata: folder.at('dist/construct-metadata.json'),
  };
  const manager = new PluginManager(folder.at('plugins'));
  const { plugin, context } = ValidationPlugin.load(validation, app, isStdout, manager);
  await plugin.validate(context);
  return context.report;
}

async function mistakeWith(properties: unknown): Promise<string> {
  const error = await validated({ 'dist/a.yaml': FINE }, properties).catch((thrown: unknown) => thrown);
  // What cdk8s prints of it, now and in other versions.
  if (!(error instanceof Error) || inspect(error) !== error.stack) throw error;
  return error.stack;
}

const REPORT = 'cdk8s-rollouts-report.json';

describe('the plugin of cdk8s', () => {
  test('passes what is fine, and leaves a report', async () => {
    const report = await validated({ 'dist/a.yaml': FINE });
    expect(report.success).toBe(true);
    expect(report.toJson()).toMatchObject({
      violations: [],
      summary: { status: 'success', metadata: { Objects: '1', Findings: '0', Report: REPORT } },
    });
    expect(JSON.parse(folder.read(REPORT))).toMatchObject({ summary: { errors: 0, files: 1 }, findings: [] });
  });

  test('fails where releases would, and says at which construct and line', async () => {
    const report = await validated({ 'dist/a.yaml': STUCK });
    expect(report.success).toBe(false);
    expect(report.toJson().violations).toEqual([
      {
        ruleName: 'surge-and-unavailable-zero (error)',
        recommendation: expect.stringContaining('--explain surge-and-unavailable-zero'),
        fix: expect.stringContaining('maxSurge'),
        violatingConstructs: [
          {
            resourceName: 'shop',
            constructPath: 'demo/rollout',
            manifestPath: 'dist/a.yaml:12:7',
            locations: [expect.stringMatching(/^spec\.strategy\.canary\.maxSurge: maxSurge \(0\)/)],
          },
        ],
      },
    ]);
    expect(report.toString()).toContain('surge-and-unavailable-zero (error) (1 occurrences)');
    expect(JSON.parse(folder.read(REPORT)).findings).toHaveLength(1);
  });

  test('takes what was rendered for all there is, unless it is said otherwise', async () => {
    const rules = async (properties?: unknown): Promise<string[]> =>
      (await validated({ 'dist/a.yaml': LONELY }, properties)).toJson().violations.map(({ ruleName }) => ruleName);
    expect(await rules()).toContain('service-missing (error)');
    expect(await rules({ complete: false })).toContain('service-missing (warning)');
  });

  test('follows its properties and the configuration', async () => {
    const rules = async (properties?: unknown): Promise<string[]> =>
      (await validated({ 'dist/a.yaml': SMOKE }, properties)).toJson().violations.map(({ ruleName }) => ruleName);
    const [condition, job] = ['analysis-conditions-on-job (warning)', 'analysis-job-unbounded (info)'];
    expect(await rules({})).toEqual([condition]);
    expect(await rules({ severity: 'info' })).toEqual([condition, job]);
    expect(await rules({ severity: 'info', ignore: ['analysis-conditions-on-job'] })).toEqual([job]);
    folder.write({ 'cdk8s-rollouts.yaml': 'check: { ignore: { analysis-conditions-on-job: because } }' });
    expect(await rules()).toEqual([]);
  });

  test.each([
    ['a.sarif', '"$schema"'],
    ['a.json', '"schemaVersion"'],
    ['a.xml', '<testsuites'],
    ['a.md', '### cdk8s-rollouts check'],
  ])('leaves the report in %s', async (report, part) => {
    await validated({ 'dist/a.yaml': STUCK }, { report });
    expect(folder.read(report)).toContain(part);
  });

  test('has nothing to say where nothing was rendered, whatever the configuration names', async () => {
    folder.write({ 'cdk8s-rollouts.yaml': 'check: { paths: [mine] }', 'mine/a.yaml': STUCK });
    const report = await validated({});
    expect(report.toJson().summary).toMatchObject({ status: 'success', metadata: { Objects: '0', Findings: '0' } });
  });

  test('names a kind where two objects bear one name: cdk8s would name any of their constructs', async () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec: { ports: [{ port: 80 }] }\n';
    const report = await validated({ 'dist/a.yaml': `${STUCK}---\n${service}` });
    const found = report.toJson().violations.flatMap(({ violatingConstructs }) => violatingConstructs);
    expect(found.map(({ resourceName, constructPath }) => [resourceName, constructPath])).toContainEqual([
      'Rollout shop',
      undefined,
    ]);
  });

  test('lets nothing of a manifest get to the terminal', async () => {
    const name = '"sh\\u001b[2Jop"';
    const report = await validated({ 'dist/a.yaml': STUCK.replace('name: shop }', `name: ${name} }`) });
    expect(report.toJson().violations.length).toBeGreaterThan(0);
    expect(report.toString()).toContain('Resource Name: sh␛[2Jop');
    expect(report.toString()).not.toContain('\u001b[2J');
  });

  test.each([
    [
      { sevrity: 'info' },
      'properties has no "sevrity", did you mean severity? (there are report, severity, ignore, complete)',
    ],
    [{ severity: 'bad' }, 'properties.severity takes error, warning, info, got "bad"'],
    [{ report: 'a.txt' }, 'properties.report takes a file that ends in .sarif, .json, .xml, .md, got "a.txt"'],
    [{ report: 1 }, 'properties.report takes a file that ends in .sarif, .json, .xml, .md, got 1'],
    [{ report: 'no/a.json' }, 'no/a.json cannot be written: there is no such file or folder'],
    [{ ignore: 'yaml' }, 'properties.ignore takes a list of rules, got "yaml"'],
    [{ ignore: ['yml'] }, 'there is no rule "yml", did you mean yaml?'],
    [{ complete: 'no' }, 'properties.complete takes true or false, got "no"'],
    [['report'], 'properties takes a mapping, got a list'],
  ])('refuses the properties %j in one sentence, without a stack', async (properties, mistake) => {
    expect(await mistakeWith(properties)).toBe(`RolloutsValidation: ${mistake}`);
  });

  test('refuses a configuration that says what there is not', async () => {
    folder.write({ 'cdk8s-rollouts.yaml': 'check: { severity: bad }' });
    expect(await mistakeWith({})).toBe(
      'RolloutsValidation: cdk8s-rollouts.yaml: check.severity takes error, warning, info, got "bad"',
    );
  });
});
