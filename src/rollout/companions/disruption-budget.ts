import { ApiObject, type ApiObjectMetadata, Lazy } from 'cdk8s';
import type { IPodSelector, IScalable, PercentOrAbsolute } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { requireCheckedApp } from '../../check/app-check';
import { wholeNumberProblems } from '../../validation/numbers';
import { throwProblems } from '../../validation/problems';
import { companionProblems } from './companion-object';

/** Props of `PodDisruptionBudget`; exactly one of `minAvailable` and `maxUnavailable`. */
export interface PodDisruptionBudgetProps {
  /** The metadata of the PodDisruptionBudget; its name is required. */
  readonly metadata: ApiObjectMetadata;

  /** The workload whose pods are protected, such as a `CanaryRollout`. */
  readonly selector: IPodSelector;

  /**
   * How many of the pods stay available, as a number or in per cent, rounded up; less than all.
   * @default - as `maxUnavailable` says
   */
  readonly minAvailable?: PercentOrAbsolute;

  /**
   * How many of the pods may be missing at a time, as a number or in per cent, rounded up; more than none.
   * @default - as `minAvailable` says
   */
  readonly maxUnavailable?: PercentOrAbsolute;
}

/**
 * A PodDisruptionBudget: how many pods of a workload may be evicted at a time when nodes are drained.
 *
 * It counts the pods of the stable and the new version together, so that in a release the pods of a canary can make up
 * for those of the stable version. Prefer per cent, `maxUnavailable: PercentOrAbsolute.percent(25)`: a number that was
 * right for one number of replicas stops every drain at a lower one, and protects little at a higher one.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export class PodDisruptionBudget extends Construct {
  /** @throws if not exactly one limit is given, it is out of range or lets no pod go, or the workload lives elsewhere. */
  constructor(scope: Construct, id: string, props: PodDisruptionBudgetProps) {
    super(scope, id);
    throwProblems(this, [...companionProblems(this, props.metadata, props.selector), ...limitProblems(props)]);
    const { metadata, selector, minAvailable, maxUnavailable } = props;
    new ApiObject(this, 'Resource', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: {
        minAvailable: minAvailable?.value,
        maxUnavailable: maxUnavailable?.value,
        // Labels can be added later.
        selector: Lazy.any({ produce: () => selector.toPodSelectorConfig().labelSelector._toKube() }),
      },
    });
    requireCheckedApp(this);
  }
}

function limitProblems({ selector, minAvailable, maxUnavailable }: PodDisruptionBudgetProps): string[] {
  if ((minAvailable === undefined) === (maxUnavailable === undefined)) {
    return [
      `a budget has exactly one of minAvailable and maxUnavailable, got ${minAvailable === undefined ? 'none' : 'both'}: take ` +
        'maxUnavailable: PercentOrAbsolute.percent(25)',
    ];
  }
  return [
    ...(minAvailable === undefined ? [] : minAvailableProblems(minAvailable, selector)),
    ...(maxUnavailable === undefined ? [] : maxUnavailableProblems(maxUnavailable)),
  ];
}

function minAvailableProblems(minAvailable: PercentOrAbsolute, selector: object): string[] {
  const { number, isPercent } = amountOf(minAvailable);
  const range = rangeProblems('minAvailable', minAvailable);
  if (range.length > 0) return range;
  if (isPercent && number === 100) return [`minAvailable is 100%${NO_DRAIN}, take less`];
  const replicas = isScalable(selector) ? selector.toScalingTarget().replicas : undefined;
  if (replicas === undefined || replicas === 0) return [];
  const needed = isPercent ? Math.ceil((number * replicas) / 100) : number;
  if (needed < replicas) return [];
  return [`minAvailable is ${minAvailable.value}, all of ${replicas} replicas${NO_DRAIN}, take less or more replicas`];
}

function maxUnavailableProblems(maxUnavailable: PercentOrAbsolute): string[] {
  const range = rangeProblems('maxUnavailable', maxUnavailable);
  if (range.length > 0 || amountOf(maxUnavailable).number > 0) return range;
  return [`maxUnavailable is ${maxUnavailable.value}${NO_DRAIN}, take more`];
}

const NO_DRAIN = ': no pod may ever be evicted, and no node that has one can be drained';

function rangeProblems(what: string, amount: PercentOrAbsolute): string[] {
  const { number, isPercent } = amountOf(amount);
  return isPercent
    ? wholeNumberProblems(`${what} in per cent`, number, 0, 100)
    : wholeNumberProblems(what, number, 0, Number.MAX_SAFE_INTEGER);
}

function amountOf({ value }: PercentOrAbsolute): { number: number; isPercent: boolean } {
  const isPercent = typeof value === 'string';
  return { number: Number(isPercent ? value.replace(/%$/, '') : value), isPercent };
}

function isScalable(selector: object): selector is IScalable {
  return 'toScalingTarget' in selector;
}
