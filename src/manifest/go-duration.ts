/**
 * The seconds of a duration as Go writes it, such as `1h30m` or `-5s`; undefined for a text that Go does not take, and for
 * one in which `{{args.…}}` stands.
 */
export function goDurationSeconds(text: string): number | undefined {
  const [, sign, parts] = text.match(/^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+|0)$/) ?? [];
  if (parts === undefined) return undefined;
  const seconds = [...parts.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (SECONDS[unit ?? ''] ?? 0),
    0,
  );
  return sign === '-' ? -seconds : seconds;
}

const SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
};
