import type { RolloutSpecStrategyCanaryTrafficRoutingNginx } from '../../../imports/argoproj.io';
import { dnsSubdomainProblems, quote } from '../../validation/names';
import { wholeNumberProblems } from '../../validation/numbers';
import type { NginxIngressProps } from './nginx-ingress-props';
import { ANNOTATION_PREFIX } from './writer';

/** What a Rollout has once for all of its Ingresses. */
export type CanaryOptions = Pick<NginxIngressProps, (typeof OPTIONS)[number]>;

const OPTIONS = [
  'maxTrafficWeight',
  'canaryByHeader',
  'canaryByHeaderValue',
  'canaryByHeaderPattern',
  'canaryByCookie',
  'canaryIngressAnnotations',
  'annotationPrefix',
] as const;

/** What the Rollout says of the Ingress of the canary, apart from the names. */
export function toNginx(options: CanaryOptions): RolloutSpecStrategyCanaryTrafficRoutingNginx {
  const { annotationPrefix, canaryIngressAnnotations } = options;
  const additional = {
    'canary-by-header': options.canaryByHeader,
    'canary-by-header-value': options.canaryByHeaderValue,
    'canary-by-header-pattern': options.canaryByHeaderPattern,
    'canary-by-cookie': options.canaryByCookie,
  };
  return {
    annotationPrefix,
    additionalIngressAnnotations: noneIfEmpty(
      Object.fromEntries(
        Object.entries(additional).flatMap(([key, value]) =>
          // A prefix such as "canary" would be taken to be there already.
          value === undefined ? [] : [[annotationPrefix === undefined ? key : `${annotationPrefix}/${key}`, value]],
        ),
      ),
    ),
    canaryIngressAnnotations: noneIfEmpty({ ...canaryIngressAnnotations }),
  };
}

/** What is different in the options of two Ingresses of one rollout, as a list of problems. */
export function differenceProblems(one: string, mine: CanaryOptions, other: string, others: CanaryOptions): string[] {
  return OPTIONS.filter((option) => textOf(mine[option]) !== textOf(others[option])).map(
    (option) =>
      `${option} is ${textOf(mine[option])} in "${one}" and ${textOf(others[option])} in "${other}": a Rollout has one for all of its ` +
      'Ingresses, give both the same',
  );
}

/** What is wrong with the options, as a list of problems. */
export function canaryOptionProblems(options: CanaryOptions): string[] {
  const { maxTrafficWeight, annotationPrefix, canaryByHeader, canaryByHeaderValue, canaryByHeaderPattern } = options;
  return [
    ...(maxTrafficWeight === undefined ? [] : wholeNumberProblems('maxTrafficWeight', maxTrafficWeight, 1, MAX_WEIGHT)),
    ...(canaryByHeader === undefined && (canaryByHeaderValue ?? canaryByHeaderPattern) !== undefined
      ? [
          `canaryByHeader${canaryByHeaderValue === undefined ? 'Pattern' : 'Value'} without canaryByHeader says nothing: name the header`,
        ]
      : []),
    ...(canaryByHeaderValue !== undefined && canaryByHeaderPattern !== undefined
      ? [
          'canaryByHeaderValue and canaryByHeaderPattern are both given, and ingress-nginx would not look at the pattern: take one',
        ]
      : []),
    ...TEXTS.filter(({ option, allowed }) => !allowed.test(options[option] ?? 'none')).map(
      ({ option, takes }) => `${option} takes ${takes}, got ${quote(options[option])}`,
    ),
    ...(annotationPrefix === undefined ? [] : dnsSubdomainProblems('annotationPrefix', annotationPrefix)),
    ...Object.keys(options.canaryIngressAnnotations ?? {}).flatMap((key) => ownAnnotationProblems(key, options)),
  ];
}

const MAX_WEIGHT = 2 ** 31 - 1;

// ingress-nginx internal/ingress/annotations/canary/main.go: it leaves out an annotation with any other character. That
// leaves headers their underscores, but nginx does not see such a header.
const TEXTS = [
  {
    option: 'canaryByHeader',
    allowed: /^[A-Za-z0-9-]+$/,
    takes: 'the name of a header such as "X-Canary", of letters, digits and "-"',
  },
  {
    option: 'canaryByHeaderValue',
    allowed: /^[\w.~/:-]+( +[\w.~/:-]+)*$/,
    takes: 'a value of letters, digits, spaces, "-", "_", ".", "~", "/" and ":"',
  },
  {
    option: 'canaryByHeaderPattern',
    allowed: /^[\w.~/:^$[\](){}*+?|&=\\-]+$/,
    takes: 'a regular expression without spaces, commas and quotes',
  },
  {
    option: 'canaryByCookie',
    allowed: /^[\w.~-]+$/,
    takes: 'the name of a cookie such as "canary", of letters, digits, "-", "_", "." and "~"',
  },
] as const;

/** The part of an annotation of ingress-nginx behind the prefix, if it is about canaries; undefined for any other. */
export function canaryAnnotation(
  key: string,
  { annotationPrefix = ANNOTATION_PREFIX }: CanaryOptions,
): string | undefined {
  const name = key.startsWith(`${annotationPrefix}/`) ? key.slice(annotationPrefix.length + 1) : '';
  return /^canary(-|$)/.test(name) ? name : undefined;
}

// The controller writes it over, but for a total that it has none of.
function ownAnnotationProblems(key: string, options: CanaryOptions): string[] {
  const name = canaryAnnotation(key, options);
  if (name === undefined) return [];
  const prop = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return [
    `canaryIngressAnnotations has ${quote(key)}, ` +
      (OPTIONS.some((option) => option === prop)
        ? `for which there is ${prop}: take that`
        : 'which the controller writes itself, from the steps and maxTrafficWeight: leave it out'),
  ];
}

function textOf(value: CanaryOptions[keyof CanaryOptions]): string {
  if (typeof value === 'object') return quote(Object.fromEntries(Object.entries(value).sort()));
  return value === undefined ? 'none' : quote(value);
}

function noneIfEmpty(annotations: Record<string, string>): Record<string, string> | undefined {
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}
