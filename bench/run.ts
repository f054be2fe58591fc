import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '..');

/**
 * What a command prints that is run in the repository.
 * @param folder a folder of it
 */
export function run(command: string, args: string[], folder = '.'): string {
  return execFileSync(command, args, {
    cwd: path.join(root, folder),
    encoding: 'utf8',
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
