import { at, isThere, listOf, numberOf, type Plain, textOf, wordOf } from '../../../manifest/plain';
import { NUMBER } from '../../conditions/result-type';
import type { ProviderModel } from '../../provider-model';

/** All that is known of Kayenta as a metric provider. */
export const KAYENTA: ProviderModel = {
  folder: 'kayenta',
  name: 'Kayenta',
  key: 'kayenta',
  argoRollouts: '0.7',
  known: ['argo-rollouts metricproviders/kayenta/kayenta.go'],
  // From the score: pass and more is successful, marginal and more inconclusive, less is failed.
  hasConditions: false,
  withoutData: 'Kayenta decides by its own configuration; without a score the measurement is an error',
  resultOf: () => NUMBER,
  problems: (config) => {
    const scopes = listOf(at(config, 'scopes'));
    return [
      ...REQUIRED.filter((key) => textOf(at(config, key)) === undefined).map((key) => `${key} is missing`),
      ...thresholdProblems(at(config, 'threshold', 'pass'), at(config, 'threshold', 'marginal')),
      ...(scopes.length === 0 ? ['scopes is empty: Kayenta has nothing to compare'] : []),
      ...scopes.flatMap(scopeProblems),
      ...repeatedNames(scopes).map((name) => `two scopes are named "${name}": only one of them would be compared`),
    ];
  },
};

const REQUIRED = [
  'address',
  'application',
  'canaryConfigName',
  'metricsAccountName',
  'configurationAccountName',
  'storageAccountName',
] as const;

function thresholdProblems(pass: Plain, marginal: Plain): string[] {
  const isScore = (value: Plain) =>
    Number.isInteger(value) && (numberOf(value) ?? -1) >= 0 && (numberOf(value) ?? 101) <= 100;
  const wrong = Object.entries({ pass, marginal }).filter(([, value]) => !isScore(value));
  if (wrong.length > 0) {
    return wrong.map(
      ([name, value]) =>
        `${name} takes a score, a whole number from 0 to 100, got ${isThere(value) ? wordOf(value) : 'none'}`,
    );
  }
  return [
    ...(Number(marginal) > Number(pass)
      ? [`marginal ${marginal} is above pass ${pass}: a score from pass on is successful, give marginal at most that`]
      : []),
    ...(Number(marginal) === 0
      ? ['marginal 0 can never fail: a score below marginal is failed, and there is none; take at least 1']
      : []),
  ];
}

function scopeProblems(scope: Plain, index: number): string[] {
  const where = `scopes[${index}]`;
  const versions = ['controlScope', 'experimentScope'];
  return [
    ...(textOf(at(scope, 'name')) === undefined ? [`${where}.name is missing`] : []),
    ...versions.flatMap((version) => [
      ...['scope', 'region']
        .filter((key) => textOf(at(scope, version, key)) === undefined)
        .map((key) => `${where}.${version}.${key} is missing`),
      ...((numberOf(at(scope, version, 'step')) ?? 0) > 0 ? [] : [`${where}.${version}.step is missing`]),
    ]),
    ...['start', 'end']
      .filter((key) => new Set(versions.map((version) => isThere(at(scope, version, key)))).size > 1)
      .map(
        (key) =>
          `${where}: ${key} of controlScope and experimentScope are given both or neither, or each measurement is an error`,
      ),
  ];
}

function repeatedNames(scopes: readonly Plain[]): string[] {
  const names = scopes.flatMap((scope) => textOf(at(scope, 'name')) ?? []);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
