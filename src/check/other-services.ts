import { at, entriesOf, type Plain } from '../manifest/plain';

/** Services that a Rollout names and that are not those of the strategy it was made from, as a list of problems. */
export function otherServiceProblems(rollout: Plain, strategy: Plain): string[] {
  return entriesOf(strategy).flatMap(([kind, made]) =>
    SERVICES.map((key) => ({ key, is: at(rollout, 'spec', 'strategy', kind, key), was: at(made, key) }))
      .filter(({ is, was }) => is !== was)
      .map(
        ({ key, is, was }) =>
          `spec.strategy.${kind}.${key} is ${JSON.stringify(is) ?? 'gone'}, and the rollout was given ${JSON.stringify(was) ?? 'none'}: ` +
          'give it the Services that are meant',
      ),
  );
}

const SERVICES = ['stableService', 'canaryService', 'activeService', 'previewService'];
