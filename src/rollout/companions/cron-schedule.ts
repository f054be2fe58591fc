import { quote } from '../../validation/names';
import { wholeNumberProblems } from '../../validation/numbers';

/** A time of the day, week or year during which a workload has a number of replicas. */
export interface CronSchedule {
  /** The time zone of both times, by its name in the IANA database: `Europe/Berlin`. */
  readonly timezone: string;

  /** When the time begins, as five cron fields (minute, hour, day of month, month, day of week): `0 8 * * 1-5`. */
  readonly start: string;

  /** When the time ends, as five cron fields; another time than `start`. */
  readonly end: string;

  /** How many replicas there are between the two, at least 1. */
  readonly desiredReplicas: number;
}

/** What is wrong with a schedule, as a list of problems (keda pkg/scalers/cron_scaler.go, and its parser robfig/cron). */
export function cronScheduleProblems({ timezone, start, end, desiredReplicas }: CronSchedule): string[] {
  return [
    ...(/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(timezone)
      ? []
      : [`timezone takes a name of the IANA database such as "Europe/Berlin", got ${quote(timezone)}`]),
    ...cronProblems('start', start),
    ...cronProblems('end', end),
    ...(start === end ? [`start and end are both ${quote(start)}: KEDA refuses that, let the time end later`] : []),
    ...wholeNumberProblems('desiredReplicas', desiredReplicas, 1, Number.MAX_SAFE_INTEGER),
  ];
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

function cronProblems(what: string, expression: string): string[] {
  const given = expression.trim() === '' ? [] : expression.trim().split(/\s+/);
  if (given.length !== FIELDS.length) {
    return [
      `${what} takes five cron fields (minute, hour, day of month, month, day of week) such as "0 8 * * 1-5", got ${quote(expression)}`,
    ];
  }
  return FIELDS.flatMap((field, index) => {
    const text = given[index] ?? '';
    if (text.split(',').every((part) => isPart(part, field))) return [];
    return [`${what}: the ${field.name} takes "*" or ${field.min} to ${field.max}, got ${quote(text)}`];
  });
}

// `*`, `5`, `1-5` or `mon-fri`, each also with a step such as `/10`.
function isPart(part: string, field: Field): boolean {
  const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  if (range === '' || step === '0') return false;
  if (range === '*' || range === '?') return true;
  const bounds = range.split('-').map((bound) => numberOf(bound, field));
  const [from, to] = [bounds[0], bounds.at(-1)];
  return bounds.length <= 2 && from !== undefined && to !== undefined && from <= to;
}

function numberOf(text: string, { min, max, names = [] }: Field): number | undefined {
  const position = names.indexOf(text.toLowerCase());
  const value = position >= 0 ? position + min : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}
