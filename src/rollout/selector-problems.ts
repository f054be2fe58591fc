import type { LabelSelectorRequirement, Workload } from 'cdk8s-plus-28';
import { labelProblems, quote } from '../validation/names';

/**
 * What is wrong with the selector of a rollout and the labels of its pods, as a list of problems.
 * @param hasPods whether the pods are the rollout's own; those of a `workloadRef` are not known here
 */
export function selectorProblems(rollout: Workload, hasPods: boolean): string[] {
  const labels = rollout.matchLabels;
  const expressions = rollout.matchExpressions;
  if (Object.keys(labels).length === 0) {
    return [
      expressions.length === 0
        ? 'the selector is empty: with select: false the rollout needs select(LabelSelector.of({ labels: … }))'
        : 'the selector has expressions only: Services select by labels, add at least one',
    ];
  }
  const shape = [
    ...Object.entries(labels).flatMap(([key, value]) => labelProblems('the selector', key, value)),
    ...expressions.flatMap(expressionProblems),
  ];
  return hasPods && shape.length === 0 ? podLabelProblems(rollout, labels, expressions) : shape;
}

function podLabelProblems(
  rollout: Workload,
  labels: Readonly<Record<string, string>>,
  expressions: readonly LabelSelectorRequirement[],
): string[] {
  const { podMetadata } = rollout;
  const podLabels: Readonly<Record<string, string>> = podMetadata.toJson()?.labels ?? {};
  return [
    ...Object.entries(podLabels).flatMap(([key, value]) => labelProblems('podMetadata', key, value)),
    ...Object.entries(labels)
      .filter(([key, value]) => podMetadata.getLabel(key) !== value)
      .map(
        ([key, value]) =>
          `the selector wants pods with label ${key}=${quote(value)}, podMetadata has ${quote(podMetadata.getLabel(key))}: the ` +
          'controller refuses a selector that does not match its own pods',
      ),
    ...expressions
      .filter((expression) => !holds(expression, podMetadata.getLabel(expression.key)))
      .map(
        ({ key, operator, values = [] }) =>
          `the selector wants pods with ${[key, operator, ...values].join(' ')}, podMetadata has ${quote(podMetadata.getLabel(key))}: ` +
          'the controller refuses a selector that does not match its own pods',
      ),
  ];
}

function expressionProblems({ key, operator, values = [] }: LabelSelectorRequirement): string[] {
  if (/^(Not)?In$/.test(operator) && values.length === 0) {
    return [`the selector compares the label ${key} (${operator}) with no value: name at least one`];
  }
  return [
    ...labelProblems('the selector', key, ''),
    ...values.flatMap((value) => labelProblems('the selector', key, value)),
  ];
}

function holds({ operator, values = [] }: LabelSelectorRequirement, value: string | undefined): boolean {
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  const isIn = value !== undefined && values.includes(value);
  return operator === 'NotIn' ? !isIn : isIn;
}
