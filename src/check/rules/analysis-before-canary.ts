import { type Measurement, measurementsOf } from '../../release/measurements';
import { releasesOf } from '../../release/release';
import { hasCanaryPods, releaseMoments } from '../../release/release-moment';
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
    const measurements = ofSteps(measurementsOf(set));
    for (const { rollout, steps: all, gates } of releasesOf(set)) {
      const steps = gates.filter(({ place }) => place === 'step');
      if (steps.length === 0) continue;
      const moments = releaseMoments(all);
      for (const gate of steps) {
        const moment = moments[gate.step ?? 0];
        if (moment === undefined || hasCanaryPods(moment.before) || hasCanaryPods(moment.after)) continue;
        const ofCanary = (measurements.get(gate) ?? []).find((measurement) => scopeOf(measurement) === 'canary');
        const what = `steps[${gate.step}] runs an analysis before the new version has any pods`;
        yield {
          object: rollout,
          path: gate.path,
          // Something else than the new version can be judged before there is one.
          severity: ofCanary === undefined ? 'warning' : 'error',
          message: ofCanary === undefined ? what : `${what}, and ${metricText(ofCanary.metric)} measures these`,
        };
      }
    }
  },
};

function ofSteps(measurements: readonly Measurement[]): ReadonlyMap<Measurement['gate'], Measurement[]> {
  const byGate = new Map<Measurement['gate'], Measurement[]>();
  for (const measurement of measurements) {
    if (measurement.gate?.place !== 'step') continue;
    const others = byGate.get(measurement.gate);
    if (others === undefined) byGate.set(measurement.gate, [measurement]);
    else others.push(measurement);
  }
  return byGate;
}
