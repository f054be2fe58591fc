import type { ManifestPath } from '../../manifest/manifest-path';
import { at, entriesOf, isThere, listOf, type Plain, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import type { ReleaseStep } from '../../release/release-step';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { routerKeys } from '../router-keys';
import type { Rule } from '../rule';
import { matchKinds } from '../string-match';

/** A match of a header or mirror route with no value to compare with, or with several. */
export const MATCH_VALUE_INVALID: Rule = {
  id: 'match-value-invalid',
  severity: 'error',
  what: 'A match of a header or mirror route with none or several of exact, prefix and regex.',
  why: 'The controller refuses it as InvalidSpec. A new Rollout gets no pods; a running one is frozen: it neither scales nor aborts.',
  remedy: 'give the match exactly one of exact, prefix and regex, and a value that is not empty',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go hasMultipleMatchValues; headers of mirror routes are not looked at there',
  *check(set) {
    for (const release of releasesOf(set)) {
      // Without a router the step is refused as such.
      if (!isThere(release.routing)) continue;
      for (const step of release.steps) {
        if (step.kinds.includes('setHeaderRoute')) yield* headers(release, step);
        if (step.kinds.includes('setMirrorRoute')) yield* mirrors(release, step);
      }
    }
  },
};

function headers({ rollout, routing }: Release, { path, value }: ReleaseStep): Problem[] {
  const isAlb = routerKeys(routing).includes('alb');
  return listOf(at(value, 'setHeaderRoute', 'match')).flatMap((match, index) => {
    const kinds = matchKinds(at(match, 'headerValue'));
    // Several kinds, or another one than exact, is what ALB does not have: a rule of its own.
    if (isAlb && kinds.length > 0) return [];
    const place = [...path, 'setHeaderRoute', 'match', index];
    const where = isThere(at(match, 'headerValue')) ? [...place, 'headerValue'] : place;
    return faults(`header ${quote(textOf(at(match, 'headerName')) ?? '')}`, at(match, 'headerValue'), where).map(
      (fault) => ({ object: rollout, ...fault }),
    );
  });
}

function mirrors({ rollout }: Release, { path, value }: ReleaseStep): Problem[] {
  return listOf(at(value, 'setMirrorRoute', 'match')).flatMap((match, index) => {
    const place = [...path, 'setMirrorRoute', 'match', index];
    return [
      ...['method', 'path']
        .filter((key) => isThere(at(match, key)))
        .flatMap((key) => faults(key, at(match, key), [...place, key])),
      ...entriesOf(at(match, 'headers'))
        .filter(([, header]) => matchKinds(header).length > 1)
        .flatMap(([name, header]) => faults(`header ${quote(name)}`, header, [...place, 'headers', name]))
        .map((fault) => ({ ...fault, severity: 'warning' as const })),
    ].map((fault) => ({ object: rollout, ...fault }));
  });
}

function faults(what: string, value: Plain, path: ManifestPath): { path: ManifestPath; message: string }[] {
  const kinds = matchKinds(value);
  if (kinds.length === 1) return [];
  return [
    {
      path,
      message: `the match of ${what} takes one of exact, prefix and regex, got ${kinds.join(' and ') || 'none'}`,
    },
  ];
}
