import type { Rule } from './rule';
import { ANALYSIS_ARGUMENT_CONFLICT } from './rules/analysis-argument-conflict';
import { ANALYSIS_ARGUMENT_EMPTY } from './rules/analysis-argument-empty';
import { ANALYSIS_ARGUMENT_TWICE } from './rules/analysis-argument-twice';
import { ANALYSIS_ARGUMENT_TWO_SOURCES } from './rules/analysis-argument-two-sources';
import { ANALYSIS_BEFORE_CANARY } from './rules/analysis-before-canary';
import { ANALYSIS_CLUSTER_SECRET } from './rules/analysis-cluster-secret';
import { ANALYSIS_CONDITION_INVALID } from './rules/analysis-condition-invalid';
import { ANALYSIS_CONDITION_INVERTED } from './rules/analysis-condition-inverted';
import { ANALYSIS_CONDITIONS_ON_JOB } from './rules/analysis-conditions-on-job';
import { ANALYSIS_COUNT_NEGATIVE } from './rules/analysis-count-negative';
import { ANALYSIS_DATADOG_GROUPED } from './rules/analysis-datadog-grouped';
import { ANALYSIS_DRY_RUN_MATCHES_MORE } from './rules/analysis-dry-run-matches-more';
import { ANALYSIS_DRY_RUN_TWICE } from './rules/analysis-dry-run-twice';
import { ANALYSIS_DRY_RUN_UNMATCHED } from './rules/analysis-dry-run-unmatched';
import { ANALYSIS_DURATION_INVALID } from './rules/analysis-duration-invalid';
import { ANALYSIS_ENDLESS_IN_STEP } from './rules/analysis-endless-in-step';
import { ANALYSIS_FIELD_REF_UNRESOLVED } from './rules/analysis-field-ref-unresolved';
import { ANALYSIS_GOOD_SERIES_MISSING } from './rules/analysis-good-series-missing';
import { ANALYSIS_INCIDENT_COUNTED_OFTEN } from './rules/analysis-incident-counted-often';
import { ANALYSIS_INCONCLUSIVE_UNWATCHED } from './rules/analysis-inconclusive-unwatched';
import { ANALYSIS_INTERVAL_BELOW_SCRAPE } from './rules/analysis-interval-below-scrape';
import { ANALYSIS_INTERVAL_MISSING } from './rules/analysis-interval-missing';
import { ANALYSIS_INTERVAL_ZERO } from './rules/analysis-interval-zero';
import { ANALYSIS_JOB_INVALID } from './rules/analysis-job-invalid';
import { ANALYSIS_JOB_UNBOUNDED } from './rules/analysis-job-unbounded';
import { ANALYSIS_LIMIT_NOT_A_NUMBER } from './rules/analysis-limit-not-a-number';
import { ANALYSIS_LIMITS_CONTRADICT } from './rules/analysis-limits-contradict';
import { ANALYSIS_METRIC_NAME_TWICE } from './rules/analysis-metric-name-twice';
import { ANALYSIS_MISSING_ARGUMENT } from './rules/analysis-missing-argument';
import { ANALYSIS_NEVER_FAILS } from './rules/analysis-never-fails';
import { ANALYSIS_NO_DATA_PASSES } from './rules/analysis-no-data-passes';
import { ANALYSIS_NO_DATA_UNHANDLED } from './rules/analysis-no-data-unhandled';
import { ANALYSIS_NOT_CANARY_SCOPED } from './rules/analysis-not-canary-scoped';
import { ANALYSIS_ONLY_2XX } from './rules/analysis-only-2xx';
import { ANALYSIS_PROMETHEUS_ADDRESS_MISSING } from './rules/analysis-prometheus-address-missing';
import { ANALYSIS_PROVIDER_INVALID } from './rules/analysis-provider-invalid';
import { ANALYSIS_PROVIDER_MISSING } from './rules/analysis-provider-missing';
import { ANALYSIS_QUERY_UNBALANCED } from './rules/analysis-query-unbalanced';
import { ANALYSIS_SECRET_MISSING } from './rules/analysis-secret-missing';
import { ANALYSIS_SEVERAL_PROVIDERS } from './rules/analysis-several-providers';
import { ANALYSIS_SHORT_OUTAGE_ABORTS } from './rules/analysis-short-outage-aborts';
import { ANALYSIS_STARTS_BEFORE_TRAFFIC } from './rules/analysis-starts-before-traffic';
import { ANALYSIS_STEP_WITHOUT_COUNT } from './rules/analysis-step-without-count';
import { ANALYSIS_TEMPLATE_CYCLE } from './rules/analysis-template-cycle';
import { ANALYSIS_TEMPLATE_MISSING } from './rules/analysis-template-missing';
import { ANALYSIS_TEMPLATE_UNUSED } from './rules/analysis-template-unused';
import { ANALYSIS_UNRESOLVED_PLACEHOLDER } from './rules/analysis-unresolved-placeholder';
import { ANALYSIS_UNUSED_ARGUMENT } from './rules/analysis-unused-argument';
import { ANALYSIS_UNWATCHED_TAIL } from './rules/analysis-unwatched-tail';
import { ANALYSIS_VECTOR_AS_SCALAR } from './rules/analysis-vector-as-scalar';
import { ANALYSIS_WEB_NOT_JSON } from './rules/analysis-web-not-json';
import { ANALYSIS_WINDOW_TOO_LONG } from './rules/analysis-window-too-long';
import { ANALYSIS_WINDOW_TOO_SHORT } from './rules/analysis-window-too-short';
import { ANALYSIS_WITHOUT_CONDITION } from './rules/analysis-without-condition';
import { ANALYSIS_WITHOUT_METRICS } from './rules/analysis-without-metrics';

/** The rules about what analyses measure and how it is judged, in the order of the ids. */
export const ANALYSIS_RULES: readonly Rule[] = [
  ANALYSIS_ARGUMENT_CONFLICT,
  ANALYSIS_ARGUMENT_EMPTY,
  ANALYSIS_ARGUMENT_TWICE,
  ANALYSIS_ARGUMENT_TWO_SOURCES,
  ANALYSIS_BEFORE_CANARY,
  ANALYSIS_CLUSTER_SECRET,
  ANALYSIS_CONDITION_INVALID,
  ANALYSIS_CONDITION_INVERTED,
  ANALYSIS_CONDITIONS_ON_JOB,
  ANALYSIS_COUNT_NEGATIVE,
  ANALYSIS_DATADOG_GROUPED,
  ANALYSIS_DRY_RUN_MATCHES_MORE,
  ANALYSIS_DRY_RUN_TWICE,
  ANALYSIS_DRY_RUN_UNMATCHED,
  ANALYSIS_DURATION_INVALID,
  ANALYSIS_ENDLESS_IN_STEP,
  ANALYSIS_FIELD_REF_UNRESOLVED,
  ANALYSIS_GOOD_SERIES_MISSING,
  ANALYSIS_INCIDENT_COUNTED_OFTEN,
  ANALYSIS_INCONCLUSIVE_UNWATCHED,
  ANALYSIS_INTERVAL_BELOW_SCRAPE,
  ANALYSIS_INTERVAL_MISSING,
  ANALYSIS_INTERVAL_ZERO,
  ANALYSIS_JOB_INVALID,
  ANALYSIS_JOB_UNBOUNDED,
  ANALYSIS_LIMIT_NOT_A_NUMBER,
  ANALYSIS_LIMITS_CONTRADICT,
  ANALYSIS_METRIC_NAME_TWICE,
  ANALYSIS_MISSING_ARGUMENT,
  ANALYSIS_NEVER_FAILS,
  ANALYSIS_NO_DATA_PASSES,
  ANALYSIS_NO_DATA_UNHANDLED,
  ANALYSIS_NOT_CANARY_SCOPED,
  ANALYSIS_ONLY_2XX,
  ANALYSIS_PROMETHEUS_ADDRESS_MISSING,
  ANALYSIS_PROVIDER_INVALID,
  ANALYSIS_PROVIDER_MISSING,
  ANALYSIS_QUERY_UNBALANCED,
  ANALYSIS_SECRET_MISSING,
  ANALYSIS_SEVERAL_PROVIDERS,
  ANALYSIS_SHORT_OUTAGE_ABORTS,
  ANALYSIS_STARTS_BEFORE_TRAFFIC,
  ANALYSIS_STEP_WITHOUT_COUNT,
  ANALYSIS_TEMPLATE_CYCLE,
  ANALYSIS_TEMPLATE_MISSING,
  ANALYSIS_TEMPLATE_UNUSED,
  ANALYSIS_UNRESOLVED_PLACEHOLDER,
  ANALYSIS_UNUSED_ARGUMENT,
  ANALYSIS_UNWATCHED_TAIL,
  ANALYSIS_VECTOR_AS_SCALAR,
  ANALYSIS_WEB_NOT_JSON,
  ANALYSIS_WINDOW_TOO_LONG,
  ANALYSIS_WINDOW_TOO_SHORT,
  ANALYSIS_WITHOUT_CONDITION,
  ANALYSIS_WITHOUT_METRICS,
];
