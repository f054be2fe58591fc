import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { check } from '../../src/check/check';
import { ManifestSet } from '../../src/manifest/manifest-set';
import { readManifests } from '../../src/manifest/read-manifests';

/** What is found in a published set-up, as severity and rule. */
function foundIn(name: string): string[] {
  const file = join(__dirname, 'originals', `${name}.yaml`);
  const { objects } = readManifests(file, readFileSync(file, 'utf8'));
  return check(new ManifestSet(objects))
    .map(({ severity, rule }) => `${severity} ${rule}`)
    .sort();
}

test('scenario A in its repository', () => {
  expect(foundIn('a-repository')).toEqual([
    // Two of two measurements may fail.
    'error analysis-never-fails',
    'info abort-unwatched',
    // `or vector(1)`: no traffic counts as success.
    'warning analysis-no-data-passes',
    'warning analysis-not-canary-scoped',
    // The first measurement comes at 0 s.
    'warning analysis-starts-before-traffic',
    // service-name
    'warning analysis-unused-argument',
    // It ends after a minute, and three more are unwatched.
    'warning analysis-unwatched-tail',
    // It self-heals without ignoreDifferences.
    'warning argocd-fights-weights',
    // The image tag is $ARGOCD_APP_REVISION.
    'warning argocd-image-follows-revision',
  ]);
});

test('scenario A in its article', () => {
  expect(foundIn('a-article')).toEqual([
    'error gateway-plugin-name',
    // The last setWeight: 100 is redundant.
    'info weights-not-rising',
    'warning analysis-no-data-unhandled',
    // The background analysis that the text describes is never named.
    'warning analysis-template-unused',
    // serviceName
    'warning gateway-plugin-unknown-field',
    'warning release-without-gate',
  ]);
});

test('scenario B', () => {
  expect(foundIn('b')).toEqual([
    'error traefik-both-groups',
    'info traefik-empty-service',
    'info weights-not-rising',
    'warning argocd-fights-weights',
    'warning release-without-gate',
    'warning route-weights-omitted',
    'warning services-swapped',
  ]);
});

test('scenario C', () => {
  expect(foundIn('c')).toEqual([
    'info abort-unwatched',
    'warning analysis-no-data-unhandled',
    'warning analysis-not-canary-scoped',
    'warning ingress-class-twice',
  ]);
});

test('scenario D, which is right, and only waits unseen', () => {
  expect(foundIn('d')).toEqual(['info pause-unwatched']);
});

test('scenario D without a router: two pods cannot have 20, 40, 60 and 80 %', () => {
  expect(foundIn('d-without-router')).toEqual(['warning weight-unreachable']);
});
