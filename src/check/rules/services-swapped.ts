import { releasesOf, serviceIn } from '../../release/release';
import type { Rule } from '../rule';
import { SERVICE_FIELDS } from '../service-names';

/** Services whose names tell the opposite of their roles. */
export const SERVICES_SWAPPED: Rule = {
  id: 'services-swapped',
  severity: 'warning',
  what: 'Two Services whose names tell the opposite of their roles.',
  why: 'The weights move as they should, but whoever uses the Service whose name promises the old version gets the new one, in full and from the first step.',
  remedy: 'swap the two names in the Rollout and in its routes, or rename the Services',
  source: 'argo-rollouts rollout/service.go: the controller goes by the fields, never by the names',
  *check(set) {
    for (const release of releasesOf(set)) {
      for (const [oldRole, newRole] of ROLES) {
        const [old, young] = [serviceIn(release, oldRole), serviceIn(release, newRole)];
        if (old === undefined || young === undefined) continue;
        const [oldWords, youngWords] = [ownWords(old.name, young.name), ownWords(young.name, old.name)];
        if (!oldWords.some((word) => YOUNG.has(word)) || !youngWords.some((word) => OLD.has(word))) continue;
        yield {
          object: release.rollout,
          path: young.path,
          message: `${SERVICE_FIELDS[newRole]}, which gets the new version, is "${young.name}", and ${SERVICE_FIELDS[oldRole]} is "${old.name}": the names tell the opposite`,
          related: [{ object: release.rollout, path: old.path, message: 'the other Service' }],
        };
      }
    }
  },
};

const ROLES = [
  ['stable', 'canary'],
  ['active', 'preview'],
] as const;

const OLD: ReadonlySet<string> = new Set([
  'stable',
  'active',
  'primary',
  'prod',
  'production',
  'live',
  'current',
  'main',
]);
const YOUNG: ReadonlySet<string> = new Set(['canary', 'preview', 'next', 'new', 'candidate', 'staging', 'test']);

/** The words of a name that another name does not have as often. */
function ownWords(name: string, other: string): string[] {
  const left = other.toLowerCase().split(/[-.]/);
  return name
    .toLowerCase()
    .split(/[-.]/)
    .filter((word) => {
      const at = left.indexOf(word);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
}
