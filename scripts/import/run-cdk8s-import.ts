import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { isNativeError } from 'node:util/types';
import { ImportError, messageOf } from './import-error';
import type { Crd } from './parse-crds';
import { withStandIns } from './stand-in';

const CLI = path.join(path.dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
const FLAGS = ['--no-save', '--language', 'typescript', '--output', 'out'];

/**
 * The TypeScript that `cdk8s import` makes of all CRDs of a group.
 * @throws when the CLI fails
 */
export async function runCdk8sImport(group: string, crds: readonly Crd[]): Promise<string> {
  // A folder of its own: in the project the CLI would read and rewrite cdk8s.yaml.
  const folder = mkdtempSync(path.join(tmpdir(), 'cdk8s-import-'));
  try {
    // One file per group: a second import of a group overwrites what the first one made. JSON is YAML too.
    writeFileSync(path.join(folder, 'crds.yaml'), crds.map((crd) => JSON.stringify(crd, withStandIns)).join('\n---\n'));
    await promisify(execFile)(process.execPath, [CLI, 'import', ...FLAGS, 'crds.yaml'], {
      cwd: folder,
      env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
    });
    return readFileSync(path.join(folder, 'out', `${group}.ts`), 'utf8');
  } catch (error) {
    throw new ImportError(`cdk8s import failed for ${group}: ${reason(error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// The CLI prints progress, the error and its stack: the line that names the error is the reason.
function reason(error: unknown): string {
  const stderr = isNativeError(error) && 'stderr' in error ? String(error.stderr) : '';
  return stderr.split('\n').find((line) => /^\w*Error: /.test(line)) ?? messageOf(error);
}
