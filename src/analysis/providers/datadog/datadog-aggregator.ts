/** How the points of a query over the interval become one value, as Datadog names it. */
export enum DatadogAggregator {
  /** The average. */
  AVG = 'avg',

  /** The smallest. */
  MIN = 'min',

  /** The largest. */
  MAX = 'max',

  /** The sum, for counts. */
  SUM = 'sum',

  /** The last. */
  LAST = 'last',

  /** A percentile. */
  PERCENTILE = 'percentile',

  /** The mean. */
  MEAN = 'mean',

  /** The square root of the sum of the squares. */
  L2NORM = 'l2norm',

  /** The area below the curve. */
  AREA = 'area',
}
