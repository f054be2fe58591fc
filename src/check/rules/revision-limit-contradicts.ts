import type { ManifestPath } from '../../manifest/manifest-path';
import { at, numberOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Problem } from '../finding';
import { DEFAULT_HISTORY } from '../rollout-defaults';
import type { Rule } from '../rule';
import { BLUE_GREEN } from '../strategy-paths';

/** A number of old versions that are wanted, above the number that are kept. */
export const REVISION_LIMIT_CONTRADICTS: Rule = {
  id: 'revision-limit-contradicts',
  severity: 'warning',
  what: 'A setting about more old versions than revisionHistoryLimit keeps, or about none.',
  why: 'In a blue-green strategy the controller refuses it as InvalidSpec. A rollbackWindow looks for ReplicaSets that are deleted by then, so that a rollback silently runs all the steps.',
  remedy: 'raise revisionHistoryLimit, or take the smaller number',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategyBlueGreen, rollout/sync.go isRollbackWithinWindow',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      const history = numberOf(at(rollout.spec, 'revisionHistoryLimit')) ?? DEFAULT_HISTORY;
      const kept = `revisionHistoryLimit is ${history}${at(rollout.spec, 'revisionHistoryLimit') === undefined ? ' by default' : ''}`;
      const told = (path: ManifestPath, message: string): Problem => ({ object: rollout, path, message });
      const limit = numberOf(at(rollout.spec, 'strategy', 'blueGreen', 'scaleDownDelayRevisionLimit'));
      if (limit !== undefined && limit > history) {
        const message = `scaleDownDelayRevisionLimit is ${limit}, and ${kept}: the controller refuses to keep fewer old versions than it leaves running`;
        yield { ...told([...BLUE_GREEN, 'scaleDownDelayRevisionLimit'], message), severity: 'error' };
      }
      const revisions = numberOf(at(rollout.spec, 'rollbackWindow', 'revisions'));
      if (revisions !== undefined && revisions <= 0) {
        yield told(
          WINDOW,
          `rollbackWindow.revisions is ${revisions}: no version is inside the window, and each rollback runs all the steps`,
        );
      } else if (revisions !== undefined && revisions > history) {
        yield told(
          WINDOW,
          `rollbackWindow.revisions is ${revisions}, and ${kept}: no more versions than that are there to go back to`,
        );
      }
    }
  },
};

const WINDOW: ManifestPath = ['spec', 'rollbackWindow', 'revisions'];
