import type { Construct } from 'constructs';

/**
 * Throws one error that lists all problems of a construct's props, headed by the construct's path.
 *
 * All of them at once: whoever has to mend three things should not have to run synth three times.
 * @throws if there is a problem.
 */
export function throwProblems(scope: Construct, problems: readonly string[]): void {
  if (problems.length === 0) return;
  const path = scope.node.path;
  if (problems.length === 1) throw new Error(`[${path}] ${problems[0]}`);
  throw new Error(`[${path}] ${problems.length} problems:\n  - ${problems.join('\n  - ')}`);
}
