import { pathText } from '../../manifest/manifest-path';
import { deliveriesOf } from '../../release/delivery';
import { releasesOf } from '../../release/release';
import { isLive } from '../live-object';
import type { Rule } from '../rule';
import { zeroValuesOf } from '../zero-values';

/** A value that the controller drops and Git has. */
export const ARGOCD_ZERO_VALUE: Rule = {
  id: 'argocd-zero-value',
  severity: 'info',
  what: 'A false, 0 or empty value of a Rollout that its controller drops when it writes the object.',
  why: 'Where Argo CD delivers the Rollout, the Application is OutOfSync from the first deployment on, whatever its settings, and with self-heal it syncs for ever.',
  remedy: 'leave the field out, it means the same',
  source: 'argo-rollouts pkg/apis/rollouts/v1alpha1/types.go (omitempty); recorded on Argo CD 3.5.1 in every sync mode',
  *check(set) {
    const delivered = new Set(deliveriesOf(set).flatMap(({ releases }) => releases.map(({ rollout }) => rollout)));
    for (const { rollout } of releasesOf(set)) {
      if (isLive(rollout)) continue;
      for (const { path, value } of zeroValuesOf(rollout.spec)) {
        yield {
          object: rollout,
          path,
          severity: delivered.has(rollout) ? 'error' : 'info',
          message: `${pathText(path)} is ${JSON.stringify(value)}, which the controller drops: Argo CD would show the Rollout OutOfSync for ever`,
          fix: { description: `take ${path.at(-1)} away`, edits: [{ remove: path }] },
        };
      }
    }
  },
};
