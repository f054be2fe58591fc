import { type Release, releasesOf } from '../../release/release';
import { maxWeightOf } from '../../release/release-moment';
import { pauseSeconds, type ReleaseStep } from '../../release/release-step';
import type { Rule } from '../rule';
import { waits } from '../step-kinds';
import { CANARY } from '../strategy-paths';

/** A weight that is passed as soon as its pods are there. */
export const WEIGHTS_WITHOUT_SOAK: Rule = {
  id: 'weights-without-soak',
  severity: 'warning',
  what: 'A weight that no pause, analysis, experiment or plugin holds.',
  why: 'A setWeight is over when its pods are there: weights one after another are walked through in the seconds that pods need to start, and nobody can notice a bad version at one of them.',
  remedy: 'let a pause or an analysis follow each weight',
  source: 'argo-rollouts rollout/canary.go completedCurrentCanaryStep; recorded: 20, 50, 100 in 6 s with pods of 2 s',
  *check(set) {
    for (const release of releasesOf(set)) {
      const { held, passed } = heldAndPassed(release);
      const [first] = passed;
      if (first === undefined) continue;
      if (held === 0 && passed.length > 1) {
        const all = passed.map(({ weight }) => weight).join(', ');
        yield {
          object: release.rollout,
          path: [...CANARY, 'steps'],
          message: `no step holds any of the weights ${all}: this release is a rolling update`,
        };
        continue;
      }
      for (const { index, path, weight, next } of passed) {
        const message = `steps[${index}] sets weight ${weight}, and nothing holds it before ${next}`;
        yield { object: release.rollout, path, message };
      }
    }
  },
};

interface PassedStep extends ReleaseStep {
  /** What follows without a stop. */
  readonly next: string;
}

function heldAndPassed({ steps, routing }: Release): { held: number; passed: PassedStep[] } {
  const most = maxWeightOf(routing);
  let held = 0;
  const passed: PassedStep[] = [];
  for (const [number, step] of steps.entries()) {
    // None and all have rules of their own.
    if (step.weight === undefined || step.weight <= 0 || step.weight >= most) continue;
    const rest = steps.slice(number + 1);
    const end = rest.findIndex(({ weight }) => weight !== undefined);
    const [until, next] = [end === -1 ? rest : rest.slice(0, end), rest[end]];
    if ([step, ...until].some(holds)) held += 1;
    else passed.push({ ...step, next: next === undefined ? 'the end' : `steps[${next.index}] sets ${next.weight}` });
  }
  return { held, passed };
}

// A pause that cannot be read is meant to be one.
function holds(step: ReleaseStep): boolean {
  const others = step.kinds.filter((kind) => kind !== 'pause');
  return waits({ ...step, kinds: others }) || (step.kinds.includes('pause') && pauseSeconds(step.value) !== 0);
}
