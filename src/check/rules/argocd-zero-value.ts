import { pathText } from '../../manifest/manifest-path';
import { deliveriesOf } from '../../release/delivery';
import { releasesOf } from '../../release/release';
import { entriesFor, ignoresPath, ownEntries } from '../ignored-differences';
import { isLive } from '../live-object';
import type { Rule } from '../rule';
import { zeroValuesOf } from '../zero-values';

/** A value that the controller drops and Git has. */
export const ARGOCD_ZERO_VALUE: Rule = {
  id: 'argocd-zero-value',
  severity: 'info',
  what: 'A false, 0 or empty value of a Rollout that its controller drops when it writes the object.',
  why: 'Where Argo CD delivers the Rollout, the Application is OutOfSync from the first deployment on, in every sync mode, unless it ignores the field, and with self-heal it syncs for ever.',
  remedy: 'leave the field out, it means the same',
  source: 'argo-rollouts pkg/apis/rollouts/v1alpha1/types.go (omitempty); recorded on Argo CD 3.5.1 in every sync mode',
  *check(set) {
    const delivered = new Map(
      deliveriesOf(set).flatMap((delivery) =>
        delivery.releases.map(({ rollout }) => {
          const { name, namespace } = rollout.metadata;
          const object = { group: 'argoproj.io', kind: 'Rollout', name, ...(namespace && { namespace }) };
          return [rollout, [...entriesFor(delivery, object), ...ownEntries(rollout)]] as const;
        }),
      ),
    );
    for (const { rollout } of releasesOf(set)) {
      if (isLive(rollout)) continue;
      for (const { path, value } of zeroValuesOf(rollout.spec)) {
        if (delivered.get(rollout)?.some((entry) => ignoresPath(entry, path))) continue;
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
