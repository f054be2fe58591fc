import { releasesOf } from '../../release/release';
import { isLive } from '../live-object';
import type { Rule } from '../rule';

/** A TrafficSplit that Git has and the controller makes. */
export const SMI_SPLIT_IN_GIT: Rule = {
  id: 'smi-split-in-git',
  severity: 'error',
  what: 'A TrafficSplit among the files, of the name that the controller gives to the one that it makes.',
  why: 'The controller makes the TrafficSplit and owns it. One that comes from Git it does not touch: it reports "Rollout does not own TrafficSplit", and the rollout never becomes Healthy.',
  remedy: 'take the TrafficSplit out of Git, or give the Rollout another trafficSplitName',
  source: 'argo-rollouts rollout/trafficrouting/smi/smi.go; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const { rollout, routes } of releasesOf(set)) {
      for (const { object, router, reference } of routes) {
        if (router.folder !== 'smi' || object === undefined || isLive(object)) continue;
        yield {
          object,
          path: ['metadata', 'name'],
          message: `the controller makes the TrafficSplit "${reference.name}" for the Rollout "${rollout.metadata.name}" itself: it answers "Rollout does not own TrafficSplit", and the rollout never becomes Healthy`,
        };
      }
    }
  },
};
