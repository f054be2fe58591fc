import type { IConstruct } from 'constructs';

/**
 * Runs all validations of an app, each once.
 * @throws one error that lists all that is wrong, in the words of cdk8s.
 */
export function validateTree(root: IConstruct): void {
  throwInvalid(
    root.node.findAll().flatMap(({ node }) => node.validate().map((problem) => `[${node.path}] ${problem}`)),
  );
}

/**
 * Throws what is wrong with an app, in the words of cdk8s.
 * @throws if there is a problem.
 */
export function throwInvalid(problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new Error(`Validation failed with the following errors:\n  ${problems.join('\n  ')}`);
}
