import type { Rule } from './rule';
import { ABORT_DELAY_ZERO } from './rules/abort-delay-zero';
import { ABORT_NEVER_FINISHES } from './rules/abort-never-finishes';
import { ABORT_SERVICE_FLAPS } from './rules/abort-service-flaps';
import { ABORT_UNWATCHED } from './rules/abort-unwatched';
import { ANTI_AFFINITY_INVALID } from './rules/anti-affinity-invalid';
import { ARGOCD_EARLIER_WAVE } from './rules/argocd-earlier-wave';
import { ARGOCD_FIGHTS_WEIGHTS } from './rules/argocd-fights-weights';
import { ARGOCD_FREEZES_ROUTE } from './rules/argocd-freezes-route';
import { ARGOCD_HEADER_ROUTE_RESET } from './rules/argocd-header-route-reset';
import { ARGOCD_IMAGE_FOLLOWS_REVISION } from './rules/argocd-image-follows-revision';
import { ARGOCD_LATER_WAVE } from './rules/argocd-later-wave';
import { ARGOCD_PRUNES_IN_USE } from './rules/argocd-prunes-in-use';
import { ARGOCD_REPLACES } from './rules/argocd-replaces';
import { ARGOCD_RESPECTS_IGNORED } from './rules/argocd-respects-ignored';
import { ARGOCD_SERVER_SIDE_APPLY } from './rules/argocd-server-side-apply';
import { ARGOCD_ZERO_VALUE } from './rules/argocd-zero-value';
import { AUTO_PROMOTION_IGNORED } from './rules/auto-promotion-ignored';
import { BLUE_GREEN_ABORT_OUTAGE } from './rules/blue-green-abort-outage';
import { CANARY_POD_UNDERLOADED } from './rules/canary-pod-underloaded';
import { CANARY_SCALE_INVALID } from './rules/canary-scale-invalid';
import { CONFIG_WITHOUT_HASH } from './rules/config-without-hash';
import { CONTROLLER_CONFIG_MISNAMED } from './rules/controller-config-misnamed';
import { CONTROLLER_PERMISSION_MISSING } from './rules/controller-permission-missing';
import { CORE_VALUE_INVALID } from './rules/core-value-invalid';
import { DEADLINE_BELOW_ANALYSIS } from './rules/deadline-below-analysis';
import { DEADLINE_BELOW_READY } from './rules/deadline-below-ready';
import { DEADLINE_BELOW_STARTUP } from './rules/deadline-below-startup';
import { DISRUPTION_BUDGET_BLOCKS } from './rules/disruption-budget-blocks';
import { EPHEMERAL_LABEL_SELECTED } from './rules/ephemeral-label-selected';
import { EXPERIMENT_ENDLESS } from './rules/experiment-endless';
import { EXPERIMENT_NAME_REPEATED } from './rules/experiment-name-repeated';
import { EXPERIMENT_SERVICE_NAME_INVALID } from './rules/experiment-service-name-invalid';
import { EXPERIMENT_SERVICE_WITHOUT_PORTS } from './rules/experiment-service-without-ports';
import { EXPERIMENT_SPEC_REF_INVALID } from './rules/experiment-spec-ref-invalid';
import { EXPERIMENT_WEIGHT_SUM } from './rules/experiment-weight-sum';
import { EXPERIMENT_WITHOUT_TIME } from './rules/experiment-without-time';
import { FIELD_REF_INVALID } from './rules/field-ref-invalid';
import { HISTORY_ZERO } from './rules/history-zero';
import { HPA_AND_REPLICAS } from './rules/hpa-and-replicas';
import { HPA_TARGET_MISSING } from './rules/hpa-target-missing';
import { HPA_TARGET_WRONG } from './rules/hpa-target-wrong';
import { HPA_WITH_CANARY_SCALE } from './rules/hpa-with-canary-scale';
import { HPA_WITH_DYNAMIC_STABLE_SCALE } from './rules/hpa-with-dynamic-stable-scale';
import { IMAGE_TAG_MUTABLE } from './rules/image-tag-mutable';
import { KIND_UNKNOWN } from './rules/kind-unknown';
import { LABEL_INVALID } from './rules/label-invalid';
import { MIN_PODS_EXCEED } from './rules/min-pods-exceed';
import { NOTIFICATION_TRIGGER_UNKNOWN } from './rules/notification-trigger-unknown';
import { NUMBER_NEGATIVE } from './rules/number-negative';
import { OBJECT_TWICE } from './rules/object-twice';
import { PAUSE_DURATION_INVALID } from './rules/pause-duration-invalid';
import { PAUSE_UNWATCHED } from './rules/pause-unwatched';
import { PLUGIN_DECLARATION_INVALID } from './rules/plugin-declaration-invalid';
import { PLUGIN_UNDECLARED } from './rules/plugin-undeclared';
import { POD_CONFIG_MISSING } from './rules/pod-config-missing';
import { POD_TEMPLATE_HASH_INVALID } from './rules/pod-template-hash-invalid';
import { POD_TEMPLATE_INVALID } from './rules/pod-template-invalid';
import { PRE_PROMOTION_NOT_PREVIEW } from './rules/pre-promotion-not-preview';
import { PREVIEW_REPLICAS_EXCEED } from './rules/preview-replicas-exceed';
import { QUANTITY_INVALID } from './rules/quantity-invalid';
import { QUOTA_BELOW_RELEASE } from './rules/quota-below-release';
import { RELEASE_WITHOUT_GATE } from './rules/release-without-gate';
import { REPLICA_THRESHOLD_INVALID } from './rules/replica-threshold-invalid';
import { REVISION_LIMIT_CONTRADICTS } from './rules/revision-limit-contradicts';
import { SCALE_DOWN_DELAY_CONTRADICTS } from './rules/scale-down-delay-contradicts';
import { SCALE_DOWN_DELAY_SHORT } from './rules/scale-down-delay-short';
import { SCHEMA } from './rules/schema';
import { SELECTOR_MATCHES_NOTHING } from './rules/selector-matches-nothing';
import { SELECTOR_MISMATCH } from './rules/selector-mismatch';
import { SERVICE_AFFINITY_DIFFERS } from './rules/service-affinity-differs';
import { SERVICE_MISSING } from './rules/service-missing';
import { SERVICE_PORT_MISMATCH } from './rules/service-port-mismatch';
import { SERVICE_PORT_REPEATED } from './rules/service-port-repeated';
import { SERVICE_SELECTOR_HAS_HASH } from './rules/service-selector-has-hash';
import { SERVICE_SELECTOR_MISMATCH } from './rules/service-selector-mismatch';
import { SERVICE_SELECTORS_DIFFER } from './rules/service-selectors-differ';
import { SERVICE_TYPE_UNSUITABLE } from './rules/service-type-unsuitable';
import { SERVICES_IDENTICAL } from './rules/services-identical';
import { SERVICES_SWAPPED } from './rules/services-swapped';
import { STARTING_STEP_OUT_OF_RANGE } from './rules/starting-step-out-of-range';
import { STEP_COMBINES_KINDS } from './rules/step-combines-kinds';
import { STEP_EMPTY } from './rules/step-empty';
import { STEPS_MISSING_WITH_ROUTER } from './rules/steps-missing-with-router';
import { STRATEGY_BOTH } from './rules/strategy-both';
import { STRATEGY_MISSING } from './rules/strategy-missing';
import { SURGE_AND_UNAVAILABLE_ZERO } from './rules/surge-and-unavailable-zero';
import { SURGE_IS_PERCENTAGE } from './rules/surge-is-percentage';
import { WEIGHT_OUT_OF_RANGE } from './rules/weight-out-of-range';
import { WEIGHT_UNREACHABLE } from './rules/weight-unreachable';
import { WEIGHTS_NOT_RISING } from './rules/weights-not-rising';
import { WEIGHTS_WITHOUT_SOAK } from './rules/weights-without-soak';
import { WORKLOAD_INVALID } from './rules/workload-invalid';
import { WORKLOAD_REF_KIND_UNSUPPORTED } from './rules/workload-ref-kind-unsupported';
import { WORKLOAD_REF_MISSING } from './rules/workload-ref-missing';
import { WORKLOAD_REF_SCALE_DOWN } from './rules/workload-ref-scale-down';
import { WORKLOAD_REF_WITH_TEMPLATE } from './rules/workload-ref-with-template';
import { WORKLOADS_SHARE_PODS } from './rules/workloads-share-pods';

/** The rules about the Rollout itself, its pods and steps, and what stands around it, in the order of the ids. */
export const ROLLOUT_RULES: readonly Rule[] = [
  ABORT_DELAY_ZERO,
  ABORT_NEVER_FINISHES,
  ABORT_SERVICE_FLAPS,
  ABORT_UNWATCHED,
  ANTI_AFFINITY_INVALID,
  ARGOCD_EARLIER_WAVE,
  ARGOCD_FIGHTS_WEIGHTS,
  ARGOCD_FREEZES_ROUTE,
  ARGOCD_HEADER_ROUTE_RESET,
  ARGOCD_IMAGE_FOLLOWS_REVISION,
  ARGOCD_LATER_WAVE,
  ARGOCD_PRUNES_IN_USE,
  ARGOCD_REPLACES,
  ARGOCD_RESPECTS_IGNORED,
  ARGOCD_SERVER_SIDE_APPLY,
  ARGOCD_ZERO_VALUE,
  AUTO_PROMOTION_IGNORED,
  BLUE_GREEN_ABORT_OUTAGE,
  CANARY_POD_UNDERLOADED,
  CANARY_SCALE_INVALID,
  CONFIG_WITHOUT_HASH,
  CONTROLLER_CONFIG_MISNAMED,
  CONTROLLER_PERMISSION_MISSING,
  CORE_VALUE_INVALID,
  DEADLINE_BELOW_ANALYSIS,
  DEADLINE_BELOW_READY,
  DEADLINE_BELOW_STARTUP,
  DISRUPTION_BUDGET_BLOCKS,
  EPHEMERAL_LABEL_SELECTED,
  EXPERIMENT_ENDLESS,
  EXPERIMENT_NAME_REPEATED,
  EXPERIMENT_SERVICE_NAME_INVALID,
  EXPERIMENT_SERVICE_WITHOUT_PORTS,
  EXPERIMENT_SPEC_REF_INVALID,
  EXPERIMENT_WEIGHT_SUM,
  EXPERIMENT_WITHOUT_TIME,
  FIELD_REF_INVALID,
  HISTORY_ZERO,
  HPA_AND_REPLICAS,
  HPA_TARGET_MISSING,
  HPA_TARGET_WRONG,
  HPA_WITH_CANARY_SCALE,
  HPA_WITH_DYNAMIC_STABLE_SCALE,
  IMAGE_TAG_MUTABLE,
  KIND_UNKNOWN,
  LABEL_INVALID,
  MIN_PODS_EXCEED,
  NOTIFICATION_TRIGGER_UNKNOWN,
  NUMBER_NEGATIVE,
  OBJECT_TWICE,
  PAUSE_DURATION_INVALID,
  PAUSE_UNWATCHED,
  PLUGIN_DECLARATION_INVALID,
  PLUGIN_UNDECLARED,
  POD_CONFIG_MISSING,
  POD_TEMPLATE_HASH_INVALID,
  POD_TEMPLATE_INVALID,
  PRE_PROMOTION_NOT_PREVIEW,
  PREVIEW_REPLICAS_EXCEED,
  QUANTITY_INVALID,
  QUOTA_BELOW_RELEASE,
  RELEASE_WITHOUT_GATE,
  REPLICA_THRESHOLD_INVALID,
  REVISION_LIMIT_CONTRADICTS,
  SCALE_DOWN_DELAY_CONTRADICTS,
  SCALE_DOWN_DELAY_SHORT,
  SCHEMA,
  SELECTOR_MATCHES_NOTHING,
  SELECTOR_MISMATCH,
  SERVICE_AFFINITY_DIFFERS,
  SERVICE_MISSING,
  SERVICE_PORT_MISMATCH,
  SERVICE_PORT_REPEATED,
  SERVICE_SELECTOR_HAS_HASH,
  SERVICE_SELECTOR_MISMATCH,
  SERVICE_SELECTORS_DIFFER,
  SERVICE_TYPE_UNSUITABLE,
  SERVICES_IDENTICAL,
  SERVICES_SWAPPED,
  STARTING_STEP_OUT_OF_RANGE,
  STEP_COMBINES_KINDS,
  STEP_EMPTY,
  STEPS_MISSING_WITH_ROUTER,
  STRATEGY_BOTH,
  STRATEGY_MISSING,
  SURGE_AND_UNAVAILABLE_ZERO,
  SURGE_IS_PERCENTAGE,
  WEIGHT_OUT_OF_RANGE,
  WEIGHT_UNREACHABLE,
  WEIGHTS_NOT_RISING,
  WEIGHTS_WITHOUT_SOAK,
  WORKLOAD_INVALID,
  WORKLOAD_REF_KIND_UNSUPPORTED,
  WORKLOAD_REF_MISSING,
  WORKLOAD_REF_SCALE_DOWN,
  WORKLOAD_REF_WITH_TEMPLATE,
  WORKLOADS_SHARE_PODS,
];
