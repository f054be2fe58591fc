/**
 * What a measurement says while the canary gets no requests.
 *
 * It has to be chosen: left open, an empty result of Prometheus is an error that aborts the release after 40 seconds,
 * and NaN passes every failure condition (argo-rollouts utils/evaluate/evaluate.go).
 */
export enum NoTraffic {
  /** The measurement is successful: a version that nobody calls is promoted. */
  PASS = 'Pass',

  /** The measurement is failed: a release needs requests, and is aborted without them. */
  FAIL = 'Fail',

  /** The measurement is inconclusive: the rollout pauses for a person to decide. */
  INCONCLUSIVE = 'Inconclusive',
}

/** The conditions of one metric, in the expression language of Argo Rollouts. */
export interface Conditions {
  /** A measurement is successful where this is true. */
  readonly successCondition: string;

  /**
   * A measurement is failed where this is true, and inconclusive where neither is.
   * @default - a measurement that is not successful is failed
   */
  readonly failureCondition?: string;
}

/**
 * The conditions of a measured ratio, with the empty and the NaN result of Prometheus decided.
 * @param onNoTraffic what either of them means
 * @param good the operator and threshold of a good value, such as `>= 0.99`
 * @param bad the opposite, such as `< 0.99`
 */
export function conditionsOf(onNoTraffic: NoTraffic, good: string, bad: string): Conditions {
  const measured = 'len(result) > 0 && !isNaN(result[0])';
  switch (onNoTraffic) {
    case NoTraffic.PASS:
      return { successCondition: `len(result) == 0 || isNaN(result[0]) || result[0] ${good}` };
    case NoTraffic.FAIL:
      return { successCondition: `${measured} && result[0] ${good}` };
    case NoTraffic.INCONCLUSIVE:
      return {
        successCondition: `${measured} && result[0] ${good}`,
        failureCondition: `${measured} && result[0] ${bad}`,
      };
  }
}
