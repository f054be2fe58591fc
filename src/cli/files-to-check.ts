import { resolve } from 'node:path';
import { at, textOf } from '../manifest/plain';
import { type CheckConfig, CONFIG_FILE } from './config';
import { findFiles } from './find-files';
import { readSettings } from './read-settings';
import { UserError } from './user-error';

/**
 * The files that are checked.
 * @param paths those that the user names; undefined takes those of the configuration, or what cdk8s renders
 * @throws UserError if there are none, or one of the paths leads nowhere.
 */
export async function filesToCheck(
  paths: readonly string[] | undefined,
  config: CheckConfig,
  cwd: string,
): Promise<readonly string[]> {
  if (paths !== undefined) return found(paths, cwd, '');
  if (config.paths.length > 0) return found(config.paths, cwd, `, which check.paths in ${CONFIG_FILE} names`);
  const output = outputOfCdk8s(cwd);
  if (output !== undefined) return found([output], cwd, `, the output of ${CDK8S_FILE}: run cdk8s synth first`);
  throw new UserError(
    `nothing to check: name files or folders, or - for standard input, or list them under check.paths in ${CONFIG_FILE}`,
  );
}

const CDK8S_FILE = 'cdk8s.yaml';

async function found(paths: readonly string[], cwd: string, why: string): Promise<readonly string[]> {
  const { files, problems } = await findFiles(paths, cwd);
  if (problems.length > 0) throw new UserError(...problems.map((problem) => `${problem}${why}`));
  return files;
}

function outputOfCdk8s(cwd: string): string | undefined {
  try {
    const settings = readSettings(resolve(cwd, CDK8S_FILE), 'as-go');
    return settings && (textOf(at(settings.value, 'output')) ?? 'dist');
  } catch (problem) {
    if (problem instanceof UserError) throw new UserError(`${CDK8S_FILE}: ${problem.message}`);
    throw problem;
  }
}
