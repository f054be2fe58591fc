import type { OutputFile } from './output-files';

/** The files that would be written twice with different contents, as a list of problems: cdk8s keeps the last silently. */
export function lostManifestProblems(files: readonly OutputFile[]): string[] {
  const byPath = new Map<string, OutputFile[]>();
  for (const file of files) {
    const others = byPath.get(file.path);
    if (others === undefined) byPath.set(file.path, [file]);
    else others.push(file);
  }
  return [...byPath]
    .filter(([, same]) => losesManifests(same))
    .map(
      ([path, same]) =>
        `${path} would be written ${same.length} times, with different manifests, and hold only the last, choose another ` +
        `yamlOutputType or other names: ${same.map(({ from }) => from).join(', ')}`,
    );
}

function losesManifests(same: readonly OutputFile[]): boolean {
  if (same.length === 1) return false;
  const [last, ...overwritten] = same.map(({ manifests }) => JSON.stringify(manifests)).reverse();
  return overwritten.some((manifests) => manifests !== last && manifests !== '[]');
}
