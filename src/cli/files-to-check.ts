import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { at, textOf } from '../manifest/plain';
import { type CheckConfig, CONFIG_FILE } from './config';
import { fileError } from './file-error';
import { findFiles } from './find-files';
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
  throw new UserError(`nothing to check: name files or folders, or list them under check.paths in ${CONFIG_FILE}`);
}

const CDK8S_FILE = 'cdk8s.yaml';

async function found(paths: readonly string[], cwd: string, why: string): Promise<readonly string[]> {
  const { files, problems } = await findFiles(paths, cwd);
  if (problems.length > 0) throw new UserError(...problems.map((problem) => `${problem}${why}`));
  return files;
}

function outputOfCdk8s(cwd: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, CDK8S_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UserError(`${CDK8S_FILE} cannot be read: ${fileError(error)}`);
  }
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw new UserError(`${CDK8S_FILE} is no YAML: ${error.message.split('\n')[0]}`);
  return textOf(at(document.toJS(), 'output')) ?? 'dist';
}
