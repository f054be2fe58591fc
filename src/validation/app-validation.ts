import type { IConstruct } from 'constructs';
import { inOneRendering, onceInRendering, type RenderedObject, renderedObjects, renderingProblems } from './rendering';
import { shareWithinSynth } from './stock-synth';

/** What is wrong with all the objects of an app together, as a list of problems. */
export type AppValidation = (objects: readonly RenderedObject[]) => string[];

/**
 * Hangs a validation of all rendered objects on the app, once however many constructs ask for it.
 *
 * It runs once per synth of our App, and of cdk8s's own; and each time that a single chart is rendered, for the app may
 * have changed in between. If an object cannot be rendered, that is the problem told, and the validation does not run:
 * it would miss the object.
 * @param key what the validation is known by in the app
 */
export function validateOnce(scope: IConstruct, key: string, validate: AppValidation): void {
  const validations = validationsOf(scope.node.root);
  if (!validations.has(key)) validations.set(key, validate);
}

const VALIDATIONS = Symbol.for('cdk8s-rollouts.validations');

type Validations = Map<string, AppValidation>;

function validationsOf(root: IConstruct & { [VALIDATIONS]?: Validations }): Validations {
  if (root[VALIDATIONS] !== undefined) return root[VALIDATIONS];
  const validations: Validations = new Map();
  Object.defineProperty(root, VALIDATIONS, { value: validations });
  root.node.addValidation({
    validate: () => inOneRendering(root, () => onceInRendering(root, VALIDATIONS, () => problemsOf(root, validations))),
  });
  shareWithinSynth(root);
  return validations;
}

function problemsOf(root: IConstruct, validations: Validations): string[] {
  const problems = renderingProblems(root);
  if (problems.length > 0) return problems;
  const objects = renderedObjects(root);
  return [...validations.values()].flatMap((validate) => validate(objects));
}
