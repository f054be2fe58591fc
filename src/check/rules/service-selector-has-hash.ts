import { at, isThere, wordOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { isLive } from '../live-object';
import type { Rule } from '../rule';
import { HASH_LABEL } from '../service-names';

/** A Service in Git that pins a version. */
export const SERVICE_SELECTOR_HAS_HASH: Rule = {
  id: 'service-selector-has-hash',
  severity: 'error',
  what: 'A Service of a Rollout whose selector in Git has the label that the controller adds.',
  why: 'Each sync takes the Service back to the pods of one old version, which may be gone: requests fail until the controller looks again.',
  remedy: `take ${HASH_LABEL} out of the selector, the controller adds it`,
  source: 'argo-rollouts rollout/service.go switchServiceSelector',
  *check(set) {
    for (const { services } of releasesOf(set)) {
      for (const { object } of services) {
        if (object === undefined || isLive(object) || !isThere(at(object.spec, 'selector', HASH_LABEL))) continue;
        const path = ['spec', 'selector', HASH_LABEL];
        yield {
          object,
          path,
          message: `the selector of Service "${object.metadata.name}" has ${HASH_LABEL}=${wordOf(at(object.spec, 'selector', HASH_LABEL))}, which the controller sets to the version of the moment`,
          fix: { description: `take ${HASH_LABEL} out of the selector`, edits: [{ remove: path }] },
        };
      }
    }
  },
};
