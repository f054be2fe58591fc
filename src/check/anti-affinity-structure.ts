import { at, entriesOf, isThere, numberOf, type Plain } from '../manifest/plain';

/** What is wrong with the anti-affinity of a strategy, as a list of problems. */
export function antiAffinityProblems(antiAffinity: Plain, what: string): string[] {
  if (!isThere(antiAffinity)) return [];
  const preferred = at(antiAffinity, 'preferredDuringSchedulingIgnoredDuringExecution');
  const kinds = entriesOf(antiAffinity).filter(([, value]) => isThere(value));
  const weight = numberOf(at(preferred, 'weight'));
  return [
    ...(kinds.length === 1 ? [] : [`${what} takes exactly one kind, got ${kinds.length}`]),
    ...(isThere(preferred) && (weight === undefined || weight < 1 || weight > 100)
      ? [`the weight of ${what} takes 1 to 100, got ${weight}`]
      : []),
  ];
}
