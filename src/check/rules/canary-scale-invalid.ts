import { at, isThere, numberOf } from '../../manifest/plain';
import { knownReplicas } from '../../release/known-replicas';
import { type Release, releasesOf } from '../../release/release';
import { maxWeightOf, type ReleaseMoment, routedCanaryPods } from '../../release/release-moment';
import type { ReleaseStep } from '../../release/release-step';
import type { Problem } from '../finding';
import { withLeastPods } from '../pod-amount';
import type { Rule } from '../rule';
import { stepsOfKind, waits } from '../step-kinds';

/** A size of the canary that means nothing, cannot be, or does not go with its weight. */
export const CANARY_SCALE_INVALID: Rule = {
  id: 'canary-scale-invalid',
  severity: 'error',
  what: 'A setCanaryScale that says nothing, two things or something impossible, or that leaves too few pods for a weight.',
  why: 'Nothing refuses it. Fewer than 0 pods: the step is never over. None before a weight: the canary gets no request until the end, and then all at once. Too few: they take a load that no pod has in production.',
  remedy: 'say one of replicas, weight and matchTrafficWeight, and let matchTrafficWeight come before the weights',
  source:
    'argo-rollouts utils/replicaset/canary.go, rollout/trafficrouting.go; recorded: replicas -1 stuck for ever, replicas 0 and setWeight 50: weight 0, at the end all',
  *check(set) {
    for (const release of releasesOf(set)) {
      // Without a router the step is refused as such.
      if (!isThere(release.routing) || stepsOfKind(release.steps, 'setCanaryScale').length === 0) continue;
      const replicas = knownReplicas(release)?.count;
      const told = new Set<number | undefined>();
      for (const moment of release.moments) {
        for (const fault of ofScale(release, moment.step)) yield { object: release.rollout, ...fault };
        const { scale } = moment.after;
        if (told.has(scale?.step) || !lasts(release, moment.step.index)) continue;
        const fault = ofWeight(release, moment, replicas);
        if (fault === undefined) continue;
        // The weights after it have the same cause.
        told.add(scale?.step);
        yield { object: release.rollout, ...fault };
      }
    }
  },
};

type Fault = Omit<Problem, 'object'>;

function ofScale({ routing }: Release, { index, path, value }: ReleaseStep): Fault[] {
  const scale = at(value, 'setCanaryScale');
  if (!isThere(scale)) return [];
  const what = `setCanaryScale of steps[${index}]`;
  const place = [...path, 'setCanaryScale'];
  const given = ['matchTrafficWeight', 'replicas', 'weight'].filter(
    (key) => isThere(at(scale, key)) && at(scale, key) !== false,
  );
  const [first, ...others] = given;
  if (first === undefined) {
    return [{ path: place, severity: 'warning', message: `${what} says nothing: the pods follow the weight` }];
  }
  const impossible = ['replicas', 'weight'].find((key) => (numberOf(at(scale, key)) ?? 0) < 0);
  if (impossible !== undefined) {
    const message = `${what} takes 0 or more ${impossible}, got ${numberOf(at(scale, impossible))}: the step would never be over`;
    return [{ path: [...place, impossible], message }];
  }
  const most = maxWeightOf(routing);
  if ((numberOf(at(scale, 'weight')) ?? 0) > most) {
    const message = `${what} takes a weight up to ${most}, got ${numberOf(at(scale, 'weight'))}: more pods than replicas`;
    return [{ path: [...place, 'weight'], severity: 'warning', message }];
  }
  if (others.length === 0) return [];
  const message = `${what} says ${given.join(', ')}, and only ${first} counts`;
  return [{ path: place, severity: 'warning', message, remedy: `take ${others.join(' and ')} away` }];
}

// A setCanaryScale that follows at once is part of the same change.
function lasts({ steps }: Release, index: number): boolean {
  const rest = steps.slice(index + 1);
  const end = rest.findIndex(({ kinds }) => kinds.includes('setCanaryScale'));
  return end === -1 || rest.slice(0, end).some(waits);
}

function ofWeight(
  { rollout, routing, canary }: Release,
  { step, after: { scale, weight } }: ReleaseMoment,
  replicas: number | undefined,
): Fault | undefined {
  const { index, path } = step;
  const isWeight = step.weight !== undefined;
  if (weight <= 0 || scale === undefined || scale.amount < 0 || !(isWeight || scale.step === index)) return undefined;
  const scalePath = [...path.slice(0, -1), scale.step, 'setCanaryScale'];
  const place = isWeight
    ? {
        path: [...path, 'setWeight'],
        related: [{ object: rollout, path: scalePath, message: 'fixes the pods' }],
      }
    : { path: scalePath };
  const what = isWeight
    ? `steps[${index}] sets weight ${weight} while steps[${scale.step}] keeps the canary at`
    : `steps[${index}] takes the canary at weight ${weight} to`;
  if (scale.amount === 0) {
    const message = `${what} 0 pods: it gets no request, and at the end of the release all of them at once`;
    return { ...place, message };
  }
  const most = maxWeightOf(routing);
  if (replicas === undefined) return undefined;
  const fixed = routedCanaryPods({ scale, weight, routes: [] }, replicas, most);
  const pods = scale.unit === 'replicas' ? fixed : withLeastPods(canary, fixed, replicas);
  const load = Math.round((weight * replicas * 10) / (most * pods)) / 10;
  if (load <= 1) return undefined;
  const message = `${what} ${pods} of ${replicas} pods: ${podsText(pods, load)}`;
  return { ...place, severity: 'warning', message };
}

function podsText(pods: number, load: number): string {
  return `${pods === 1 ? 'it gets' : 'each gets'} ${load} times the requests of a pod in production`;
}
