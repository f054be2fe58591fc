import type { Construct } from 'constructs';

/**
 * Throws one error that lists all problems of a construct's props, headed by the construct's path.
 *
 * All of them at once: whoever has to mend three things should not have to run synth three times. The stack begins at
 * the line that makes the construct, which is the one to look at.
 * @throws if there is a problem.
 */
export function throwProblems(scope: Construct, problems: readonly string[]): void {
  if (problems.length === 0) return;
  const list = problems.length === 1 ? problems[0] : `${problems.length} problems:\n  - ${problems.join('\n  - ')}`;
  const error = new Error(`[${scope.node.path}] ${list}`);
  const { stack } = error;
  Error.captureStackTrace(error, scope.constructor);
  // A construct that was finished before does not stand in the stack; then nothing would be left of it.
  if (!error.stack?.includes('\n    at ')) error.stack = stack;
  throw error;
}
