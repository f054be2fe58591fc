import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { importCrds } from '../../scripts/import/import-crds';
import { ImportError } from '../../scripts/import/import-error';
import { OTHER_KIND, TINY_CRD } from './tiny-crd';
import { Workspace } from './workspace';

const SCRIPT = path.resolve(__dirname, '../../scripts/import.ts');
// tsx and the CLI take a second, on a busy machine several.
const TIMEOUT_MS = 60_000;
const OLD = { 'example.com.ts': '// the old one\n' };

afterAll(() => Workspace.removeAll());

test(
  'a folder that is not there ends in one line and exit code 1',
  () => {
    const workspace = withOldImports(new Workspace().pin({}));
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ['--import', `file://${require.resolve('tsx')}`, SCRIPT, 'no-such-folder'],
      { cwd: workspace.root, encoding: 'utf8' },
    );
    expect({ status, stderr, stdout }).toEqual({
      status: 1,
      stderr: 'import: no such folder: no-such-folder; give the folder of the CRD files, or none to download them\n',
      stdout: '',
    });
    expect(workspace.imports()).toEqual(OLD);
  },
  TIMEOUT_MS,
);

test('a file that is missing in the folder is named with what it should hold', async () => {
  await expectRefused(
    new Workspace({ 'tiny.yaml': TINY_CRD }).pin({}, { module: 'imports/other.ts', file: 'other.yaml' }),
    /cannot read .*other\.yaml, the CRDs of Tiny v1\.2\.3 \(named in crds\.yaml\): ENOENT/,
  );
});

test('YAML that cannot be parsed is named with its line', async () => {
  await expectRefused(
    new Workspace({ 'tiny.yaml': 'kind: CustomResourceDefinition\nspec: [\n' }).pin({}),
    /tiny\.yaml:3:1: unparsable YAML: /,
  );
});

test('a file without any CRD of the group is refused, with the groups that it has', async () => {
  await expectRefused(
    new Workspace({ 'tiny.yaml': TINY_CRD }).pin({ group: 'example.org' }),
    /tiny\.yaml: no CRD of the group example\.org, only of example\.com/,
  );
});

test('a listed kind that is not in the group is refused', async () => {
  await expectRefused(
    new Workspace({ 'tiny.yaml': TINY_CRD }).pin({ kinds: ['Tiny', 'Huge'] }),
    /example\.com of Tiny v1\.2\.3 has no Huge, which crds\.yaml lists, only Tiny/,
  );
});

test('a listed version that is not served is refused', async () => {
  await expectRefused(
    new Workspace({ 'tiny.yaml': TINY_CRD }).pin({ versions: ['v1', 'v2'] }),
    /example\.com of Tiny v1\.2\.3 serves no v2 of Tiny, which crds\.yaml lists, only v1/,
  );
});

test('a file without any CRD is refused', async () => {
  await expectRefused(
    new Workspace({ 'tiny.yaml': OTHER_KIND }).pin({}),
    /tiny\.yaml: no CustomResourceDefinition with versions in it/,
  );
});

test('a failed download is named with its address and status', async () => {
  const server = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await expectRefused(
      new Workspace().pin({ urls: [`http://127.0.0.1:${port}/tiny.yaml`] }),
      /cannot download http:\/\/127\.0\.0\.1:\d+\/tiny\.yaml: status 404; give a folder/,
      'download',
    );
  } finally {
    server.close();
  }
});

test('a server that is not there is named with the reason', async () => {
  await expectRefused(
    new Workspace().pin({ urls: ['http://127.0.0.1:1/tiny.yaml'] }),
    /cannot download http:\/\/127\.0\.0\.1:1\/tiny\.yaml: fetch failed: /,
    'download',
  );
});

test(
  'a failure of cdk8s import is passed on without its stack',
  async () => {
    await expectRefused(
      new Workspace({ 'tiny.yaml': TINY_CRD.replace('with-dash', 'with blank') }).pin({}),
      /cdk8s import failed for example\.com: Error: Key 'with blank' contains non standard characters/,
    );
  },
  TIMEOUT_MS,
);

test('a crds.yaml without a list of groups is refused', async () => {
  const workspace = new Workspace().pin({});
  workspace.write('crds.yaml', 'group: example.com\n');
  await expectRefused(workspace, /crds\.yaml takes a list of CRD groups/);
});

test('an entry of crds.yaml that lacks a field is refused', async () => {
  const workspace = new Workspace().pin({});
  workspace.write('crds.yaml', '- group: example.com\n');
  await expectRefused(
    workspace,
    /crds\.yaml: entry 1 takes the texts group, module, project, version, file and a list/,
  );
});

test('a file of experimental CRDs that is missing is named', async () => {
  await expectRefused(
    new Workspace({ 'tiny.yaml': TINY_CRD }).pin({ experimental: { file: 'more.yaml', urls: [] } }),
    /cannot read .*more\.yaml, the CRDs of Tiny v1\.2\.3/,
  );
});

test('a keyword of a schema that the check could not judge by is refused', async () => {
  const crd = TINY_CRD.replace('{ type: string, enum', '{ type: string, patternProperties: {}, enum');
  await expectRefused(
    new Workspace({ 'tiny.yaml': crd }).pin({}),
    /a CRD has the keyword patternProperties, which scripts\/import does not know/,
  );
});

test.each([{ kinds: [] }, { versions: [] }, { kinds: 'Tiny' }, { versions: [1] }, { experimental: { file: 'a' } }])(
  'an entry of crds.yaml with %j is refused',
  async (entry) => {
    const workspace = new Workspace({ 'tiny.yaml': TINY_CRD }).pin({});
    workspace.write('crds.yaml', JSON.stringify([{ ...parse(workspace.read('crds.yaml'))[0], ...entry }]));
    await expectRefused(
      workspace,
      /crds\.yaml: entry 1 takes .* and a list of urls, perhaps of kinds and versions, and/,
    );
  },
);

async function expectRefused(workspace: Workspace, message: RegExp, from: 'folder' | 'download' = 'folder') {
  withOldImports(workspace);
  const error: unknown = await importCrds(workspace.root, from === 'folder' ? workspace.folder : undefined).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ImportError);
  expect(String(error)).toMatch(message);
  expect(String(error)).not.toContain('\n');
  expect(workspace.imports()).toEqual(OLD);
}

function withOldImports(workspace: Workspace): Workspace {
  for (const [file, text] of Object.entries(OLD)) workspace.write(path.join('imports', file), text);
  return workspace;
}
