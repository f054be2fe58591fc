import { at, entriesOf, isThere, listOf, numberOf, type Plain, textOf } from '../manifest/plain';
import { antiAffinityProblems } from './anti-affinity-structure';
import { canaryStructureProblems } from './canary-structure';

/**
 * What the controller refuses in a Rollout by itself, as a list of problems: the structural rules of argo-rollouts
 * pkg/apis/rollouts/validation/validation.go, over the manifest. The constructs cannot break them; a JSON patch can.
 */
export function rolloutStructureProblems(rollout: Plain): string[] {
  const spec = at(rollout, 'spec');
  return [
    ...podProblems(spec),
    ...numberProblems(spec),
    ...strategyProblems(spec),
    ...blueGreenProblems(spec),
    ...(isThere(at(spec, 'strategy', 'canary')) ? canaryStructureProblems(at(spec, 'strategy', 'canary')) : []),
  ];
}

const SERVICES = ['stableService', 'canaryService', 'activeService', 'previewService'];

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

const DEFAULT_HISTORY = 10;
const DEFAULT_DEADLINE = 600;

function podProblems(spec: Plain): string[] {
  const labels = entriesOf(at(spec, 'selector', 'matchLabels'));
  const template = at(spec, 'template');
  if (isThere(at(spec, 'workloadRef'))) {
    return isThere(at(template, 'metadata'))
      ? ['spec.template beside spec.workloadRef: the workload has the template']
      : [];
  }
  const podLabels = new Map(entriesOf(at(template, 'metadata', 'labels')));
  const containers = listOf(at(template, 'spec', 'containers'));
  const names = containers.map((container) => textOf(at(container, 'name')));
  const restart = at(template, 'spec', 'restartPolicy');
  return [
    ...(labels.length === 0 && listOf(at(spec, 'selector', 'matchExpressions')).length === 0
      ? ['spec.selector selects no pods: the controller needs labels']
      : []),
    ...labels
      .filter(([key, value]) => podLabels.get(key) !== value)
      .map(
        ([key]) => `spec.selector wants the label ${key}, which the pods of spec.template do not have with that value`,
      ),
    ...(containers.length === 0 ? ['spec.template.spec.containers is empty: a pod needs at least one'] : []),
    ...(new Set(names).size < names.length
      ? ['two containers in spec.template.spec.containers have the same name']
      : []),
    ...(isThere(restart) && restart !== 'Always'
      ? [`spec.template.spec.restartPolicy takes Always, got ${JSON.stringify(restart)}`]
      : []),
  ];
}

function numberProblems(spec: Plain): string[] {
  const names = ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'];
  const ready = numberOf(at(spec, 'minReadySeconds')) ?? 0;
  const deadline = numberOf(at(spec, 'progressDeadlineSeconds')) ?? DEFAULT_DEADLINE;
  return [
    ...names
      .filter((name) => (numberOf(at(spec, name)) ?? 0) < 0)
      .map((name) => `spec.${name} takes 0 or more, got ${at(spec, name)}`),
    ...(deadline > ready
      ? []
      : [`spec.progressDeadlineSeconds (${deadline}) has to be above spec.minReadySeconds (${ready})`]),
  ];
}

function strategyProblems(spec: Plain): string[] {
  const strategies = ['canary', 'blueGreen'].filter((name) => isThere(at(spec, 'strategy', name)));
  if (strategies.length === 1) return [];
  return [`spec.strategy takes one of canary and blueGreen, got ${strategies.length === 0 ? 'neither' : 'both'}`];
}

function blueGreenProblems(spec: Plain): string[] {
  const blueGreen = at(spec, 'strategy', 'blueGreen');
  if (!isThere(blueGreen)) return [];
  const active = textOf(at(blueGreen, 'activeService'));
  const limit = numberOf(at(blueGreen, 'scaleDownDelayRevisionLimit'));
  const history = numberOf(at(spec, 'revisionHistoryLimit')) ?? DEFAULT_HISTORY;
  return [
    ...(active === textOf(at(blueGreen, 'previewService'))
      ? [`spec.strategy.blueGreen has ${active ?? 'nothing'} as active and as preview Service: it needs two`]
      : []),
    ...(limit !== undefined && limit > history
      ? [
          `scaleDownDelayRevisionLimit (${limit}) is above revisionHistoryLimit (${history}), which deletes the versions before`,
        ]
      : []),
    ...antiAffinityProblems(at(blueGreen, 'antiAffinity'), 'spec.strategy.blueGreen.antiAffinity'),
  ];
}
