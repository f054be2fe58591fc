import { releasesOf } from '../../release/release';
import { hasCanaryPods } from '../../release/release-moment';
import { scopeOf } from '../metric-scope';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** An analysis in a step at which there is no pod of the new version. */
export const ANALYSIS_BEFORE_CANARY: Rule = {
  id: 'analysis-before-canary',
  severity: 'warning',
  what: 'An analysis in a step at which the new version has no pods, as no weight and no scale above 0 was set before.',
  why: 'It starts at once and measures the old version, or nothing: it passes whatever the new version does, and the release goes on as if that had been judged.',
  remedy: 'move the analysis behind the first setWeight or setCanaryScale above 0',
  source:
    'argo-rollouts rollout/canary.go; recorded on Argo Rollouts 1.10.2: it ran after 0.4 s with 0 pods, and passed',
  *check(set) {
    for (const release of releasesOf(set)) {
      const { rollout, moments, gates } = release;
      for (const gate of gates.filter(({ place }) => place === 'step')) {
        const moment = moments[gate.step ?? 0];
        if (moment === undefined || hasCanaryPods(moment.after)) continue;
        const ofCanary = gate.metrics.find((metric) => scopeOf({ metric, gate, release }) === 'canary');
        const what = `steps[${gate.step}] runs an analysis before the new version has any pods`;
        yield {
          object: rollout,
          path: gate.path,
          // Something else than the new version can be judged before there is one.
          severity: ofCanary === undefined ? 'warning' : 'error',
          message: ofCanary === undefined ? what : `${what}, and ${metricText(ofCanary)} measures these`,
        };
      }
    }
  },
};
