import type { Duration } from 'cdk8s';
import { quote } from './names';

/** What is wrong with a number that has to be whole and inside a range, as a list of problems. */
export function wholeNumberProblems(what: string, value: number, min: number, max: number): string[] {
  if (Number.isInteger(value) && value >= min && value <= max) return [];
  const range =
    max === Number.MAX_SAFE_INTEGER ? `a whole number of at least ${min}` : `a whole number from ${min} to ${max}`;
  return [`${what} takes ${range}, got ${value}`];
}

/** What is wrong with a duration that has to be whole seconds and longer than none, as a list of problems. */
export function durationProblems(what: string, duration: Duration): string[] {
  // Who writes JavaScript gives a number of seconds now and then.
  if (typeof duration?.toMilliseconds !== 'function') {
    return [`${what} takes a Duration such as Duration.seconds(30), got ${quote(duration)}`];
  }
  const millis = duration.toMilliseconds();
  if (millis > 0 && millis % 1000 === 0) return [];
  return [
    `${what} takes whole seconds, at least 1 (the controller counts in whole seconds), got ${millis === 0 ? '0s' : `${millis}ms`}`,
  ];
}

/** A duration as Go writes it and as people read it: `1h30m`, `2m`, `45s`. */
export function toGoDuration(duration: Duration): string {
  const total = duration.toSeconds();
  const parts: [number, string][] = [
    [Math.floor(total / 3600), 'h'],
    [Math.floor((total % 3600) / 60), 'm'],
    [total % 60, 's'],
  ];
  const text = parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join('');
  return text === '' ? '0s' : text;
}
