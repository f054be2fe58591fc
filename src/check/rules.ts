import type { Rule, RuleText } from './rule';
import { ABORT_DELAY_ZERO } from './rules/abort-delay-zero';
import { ABORT_NEVER_FINISHES } from './rules/abort-never-finishes';
import { ABORT_SERVICE_FLAPS } from './rules/abort-service-flaps';
import { ALB_BACKEND_INVALID } from './rules/alb-backend-invalid';
import { ALB_INGRESS_WITHOUT_ANNOTATION } from './rules/alb-ingress-without-annotation';
import { ALB_STICKINESS_INVALID } from './rules/alb-stickiness-invalid';
import { ANALYSIS_ARGUMENT_CONFLICT } from './rules/analysis-argument-conflict';
import { ANALYSIS_ARGUMENT_EMPTY } from './rules/analysis-argument-empty';
import { ANALYSIS_ARGUMENT_TWICE } from './rules/analysis-argument-twice';
import { ANALYSIS_ARGUMENT_TWO_SOURCES } from './rules/analysis-argument-two-sources';
import { ANALYSIS_BEFORE_CANARY } from './rules/analysis-before-canary';
import { ANALYSIS_CLUSTER_SECRET } from './rules/analysis-cluster-secret';
import { ANALYSIS_CONDITION_INVALID } from './rules/analysis-condition-invalid';
import { ANALYSIS_CONDITIONS_ON_JOB } from './rules/analysis-conditions-on-job';
import { ANALYSIS_DATADOG_GROUPED } from './rules/analysis-datadog-grouped';
import { ANALYSIS_DRY_RUN_MATCHES_MORE } from './rules/analysis-dry-run-matches-more';
import { ANALYSIS_DRY_RUN_TWICE } from './rules/analysis-dry-run-twice';
import { ANALYSIS_DRY_RUN_UNMATCHED } from './rules/analysis-dry-run-unmatched';
import { ANALYSIS_DURATION_INVALID } from './rules/analysis-duration-invalid';
import { ANALYSIS_ENDLESS_IN_STEP } from './rules/analysis-endless-in-step';
import { ANALYSIS_FIELD_REF_UNRESOLVED } from './rules/analysis-field-ref-unresolved';
import { ANALYSIS_GOOD_SERIES_MISSING } from './rules/analysis-good-series-missing';
import { ANALYSIS_INCONCLUSIVE_UNWATCHED } from './rules/analysis-inconclusive-unwatched';
import { ANALYSIS_INTERVAL_MISSING } from './rules/analysis-interval-missing';
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
import { ANTI_AFFINITY_INVALID } from './rules/anti-affinity-invalid';
import { API_REMOVED } from './rules/api-removed';
import { APISIX_RULE_MISSING } from './rules/apisix-rule-missing';
import { APP_MESH_INVALID } from './rules/app-mesh-invalid';
import { ARGOCD_EARLIER_WAVE } from './rules/argocd-earlier-wave';
import { ARGOCD_FIGHTS_WEIGHTS } from './rules/argocd-fights-weights';
import { ARGOCD_FREEZES_ROUTE } from './rules/argocd-freezes-route';
import { ARGOCD_HEADER_ROUTE_RESET } from './rules/argocd-header-route-reset';
import { ARGOCD_IMAGE_FOLLOWS_REVISION } from './rules/argocd-image-follows-revision';
import { ARGOCD_LATER_WAVE } from './rules/argocd-later-wave';
import { ARGOCD_REPLACES } from './rules/argocd-replaces';
import { ARGOCD_RESPECTS_IGNORED } from './rules/argocd-respects-ignored';
import { ARGOCD_SERVER_SIDE_APPLY } from './rules/argocd-server-side-apply';
import { ARGOCD_ZERO_VALUE } from './rules/argocd-zero-value';
import { AUTO_PROMOTION_IGNORED } from './rules/auto-promotion-ignored';
import { BLUE_GREEN_ABORT_OUTAGE } from './rules/blue-green-abort-outage';
import { CANARY_SCALE_INVALID } from './rules/canary-scale-invalid';
import { DEADLINE_BELOW_READY } from './rules/deadline-below-ready';
import { DEADLINE_BELOW_STARTUP } from './rules/deadline-below-startup';
import { DISRUPTION_BUDGET_BLOCKS } from './rules/disruption-budget-blocks';
import { EPHEMERAL_LABEL_SELECTED } from './rules/ephemeral-label-selected';
import { EXPERIMENT_ENDLESS } from './rules/experiment-endless';
import { EXPERIMENT_NAME_REPEATED } from './rules/experiment-name-repeated';
import { EXPERIMENT_SPEC_REF_INVALID } from './rules/experiment-spec-ref-invalid';
import { EXPERIMENT_WEIGHT_SUM } from './rules/experiment-weight-sum';
import { FIELD_REF_INVALID } from './rules/field-ref-invalid';
import { GATEWAY_EXPERIMENT_WEIGHT } from './rules/gateway-experiment-weight';
import { GATEWAY_EXTRA_BACKEND } from './rules/gateway-extra-backend';
import { GATEWAY_HEADER_ROUTES_OFF } from './rules/gateway-header-routes-off';
import { GATEWAY_HEADER_ROUTES_REPLACE } from './rules/gateway-header-routes-replace';
import { GATEWAY_MAX_TRAFFIC_WEIGHT } from './rules/gateway-max-traffic-weight';
import { GATEWAY_PING_PONG } from './rules/gateway-ping-pong';
import { GATEWAY_PLUGIN_NAME } from './rules/gateway-plugin-name';
import { GATEWAY_PLUGIN_UNKNOWN_FIELD } from './rules/gateway-plugin-unknown-field';
import { GATEWAY_REFERENCE_GRANT_MISSING } from './rules/gateway-reference-grant-missing';
import { GATEWAY_REFERENCE_KIND } from './rules/gateway-reference-kind';
import { GATEWAY_ROUTE_UNATTACHED } from './rules/gateway-route-unattached';
import { GATEWAY_RULE_SINGLE_BACKEND } from './rules/gateway-rule-single-backend';
import { HEADER_MATCH_MANY } from './rules/header-match-many';
import { HEADER_ROUTE_BEFORE_PODS } from './rules/header-route-before-pods';
import { HISTORY_ZERO } from './rules/history-zero';
import { HPA_AND_REPLICAS } from './rules/hpa-and-replicas';
import { HPA_TARGET_MISSING } from './rules/hpa-target-missing';
import { HPA_TARGET_WRONG } from './rules/hpa-target-wrong';
import { HPA_WITH_DYNAMIC_STABLE_SCALE } from './rules/hpa-with-dynamic-stable-scale';
import { IMAGE_TAG_MUTABLE } from './rules/image-tag-mutable';
import { INGRESS_CLASS_TWICE } from './rules/ingress-class-twice';
import { INGRESS_ONE_OR_MANY } from './rules/ingress-one-or-many';
import { INGRESS_PATH_TYPE_MISSING } from './rules/ingress-path-type-missing';
import { ISTIO_DESTINATIONS_EXTRA } from './rules/istio-destinations-extra';
import { ISTIO_ROUTE_MISSING } from './rules/istio-route-missing';
import { ISTIO_ROUTES_OMITTED } from './rules/istio-routes-omitted';
import { ISTIO_SUBSET_INVALID } from './rules/istio-subset-invalid';
import { KIND_UNKNOWN } from './rules/kind-unknown';
import { LABEL_INVALID } from './rules/label-invalid';
import { MANAGED_ROUTE_MISSING } from './rules/managed-route-missing';
import { MANAGED_ROUTE_NAME_TAKEN } from './rules/managed-route-name-taken';
import { MANAGED_ROUTE_NOT_SET } from './rules/managed-route-not-set';
import { MANAGED_ROUTE_REPEATED } from './rules/managed-route-repeated';
import { MANAGED_ROUTE_UNUSED } from './rules/managed-route-unused';
import { MAPPING_DEFINES_WEIGHT } from './rules/mapping-defines-weight';
import { MATCH_VALUE_INVALID } from './rules/match-value-invalid';
import { MAX_TRAFFIC_WEIGHT_UNSUPPORTED } from './rules/max-traffic-weight-unsupported';
import { MIN_PODS_EXCEED } from './rules/min-pods-exceed';
import { MIRROR_PERCENTAGE_INVALID } from './rules/mirror-percentage-invalid';
import { MIRROR_PERCENTAGE_MISSING } from './rules/mirror-percentage-missing';
import { NEEDS_ROUTER } from './rules/needs-router';
import { NGINX_CANARY_ANNOTATION_FIXED } from './rules/nginx-canary-annotation-fixed';
import { NGINX_CANARY_INGRESS_IN_GIT } from './rules/nginx-canary-ingress-in-git';
import { NGINX_FOREIGN_PATH } from './rules/nginx-foreign-path';
import { NGINX_HEADER_PRECEDENCE } from './rules/nginx-header-precedence';
import { NGINX_INGRESS_UNSUPPORTED } from './rules/nginx-ingress-unsupported';
import { NOTIFICATION_TRIGGER_UNKNOWN } from './rules/notification-trigger-unknown';
import { NUMBER_NEGATIVE } from './rules/number-negative';
import { OBJECT_TWICE } from './rules/object-twice';
import { PAUSE_DURATION_INVALID } from './rules/pause-duration-invalid';
import { PAUSE_UNWATCHED } from './rules/pause-unwatched';
import { PING_PONG_UNSUPPORTED } from './rules/ping-pong-unsupported';
import { PLUGIN_UNDECLARED } from './rules/plugin-undeclared';
import { POD_TEMPLATE_HASH_INVALID } from './rules/pod-template-hash-invalid';
import { POD_TEMPLATE_INVALID } from './rules/pod-template-invalid';
import { PREVIEW_REPLICAS_EXCEED } from './rules/preview-replicas-exceed';
import { QUANTITY_INVALID } from './rules/quantity-invalid';
import { RELEASE_WITHOUT_GATE } from './rules/release-without-gate';
import { REPLICA_THRESHOLD_INVALID } from './rules/replica-threshold-invalid';
import { REVISION_LIMIT_CONTRADICTS } from './rules/revision-limit-contradicts';
import { ROUTE_BACKEND_MISSING } from './rules/route-backend-missing';
import { ROUTE_LEFT_OUT } from './rules/route-left-out';
import { ROUTE_MISSING } from './rules/route-missing';
import { ROUTE_NOT_NAMED } from './rules/route-not-named';
import { ROUTE_SERVICE_MISSING } from './rules/route-service-missing';
import { ROUTE_WEIGHTS_OMITTED } from './rules/route-weights-omitted';
import { ROUTER_MISSING } from './rules/router-missing';
import { ROUTER_SERVICES_MISSING } from './rules/router-services-missing';
import { ROUTER_VERSION } from './rules/router-version';
import { SCALE_DOWN_DELAY_CONTRADICTS } from './rules/scale-down-delay-contradicts';
import { SCALE_DOWN_DELAY_SHORT } from './rules/scale-down-delay-short';
import { SCHEMA } from './rules/schema';
import { SELECTOR_MISMATCH } from './rules/selector-mismatch';
import { SERVICE_AFFINITY_DIFFERS } from './rules/service-affinity-differs';
import { SERVICE_MISSING } from './rules/service-missing';
import { SERVICE_PORT_MISMATCH } from './rules/service-port-mismatch';
import { SERVICE_SELECTOR_HAS_HASH } from './rules/service-selector-has-hash';
import { SERVICE_SELECTOR_MISMATCH } from './rules/service-selector-mismatch';
import { SERVICE_SELECTORS_DIFFER } from './rules/service-selectors-differ';
import { SERVICE_TYPE_UNSUITABLE } from './rules/service-type-unsuitable';
import { SERVICES_IDENTICAL } from './rules/services-identical';
import { SERVICES_SWAPPED } from './rules/services-swapped';
import { SERVICES_WITHOUT_ROUTER } from './rules/services-without-router';
import { SMI_SPLIT_IN_GIT } from './rules/smi-split-in-git';
import { STARTING_STEP_OUT_OF_RANGE } from './rules/starting-step-out-of-range';
import { STEP_COMBINES_KINDS } from './rules/step-combines-kinds';
import { STEP_EMPTY } from './rules/step-empty';
import { STEP_UNSUPPORTED_BY_ROUTER } from './rules/step-unsupported-by-router';
import { STEPS_MISSING_WITH_ROUTER } from './rules/steps-missing-with-router';
import { STRATEGY_BOTH } from './rules/strategy-both';
import { STRATEGY_MISSING } from './rules/strategy-missing';
import { SURGE_AND_UNAVAILABLE_ZERO } from './rules/surge-and-unavailable-zero';
import { SURGE_IS_PERCENTAGE } from './rules/surge-is-percentage';
import { TRAEFIK_BOTH_GROUPS } from './rules/traefik-both-groups';
import { TRAEFIK_EMPTY_SERVICE } from './rules/traefik-empty-service';
import { TRAEFIK_EXTRA_SERVICE } from './rules/traefik-extra-service';
import { TRAEFIK_INGRESS_ROUTE_BYPASSES } from './rules/traefik-ingress-route-bypasses';
import { TRAEFIK_SERVICE_MISSING } from './rules/traefik-service-missing';
import { VIRTUAL_SERVICE_ONE_OR_MANY } from './rules/virtual-service-one-or-many';
import { WEIGHT_OUT_OF_RANGE } from './rules/weight-out-of-range';
import { WEIGHT_UNREACHABLE } from './rules/weight-unreachable';
import { WEIGHTS_NOT_RISING } from './rules/weights-not-rising';
import { WEIGHTS_WITHOUT_SOAK } from './rules/weights-without-soak';
import { WORKLOAD_REF_KIND_UNSUPPORTED } from './rules/workload-ref-kind-unsupported';
import { WORKLOAD_REF_MISSING } from './rules/workload-ref-missing';
import { WORKLOAD_REF_SCALE_DOWN } from './rules/workload-ref-scale-down';
import { WORKLOAD_REF_WITH_TEMPLATE } from './rules/workload-ref-with-template';
import { WORKLOADS_SHARE_PODS } from './rules/workloads-share-pods';
import { WAIVER_RULES } from './waiver-rules';
import { YAML } from './yaml-findings';

/** Every rule, in the order of the ids. */
export const RULES: readonly Rule[] = [
  ABORT_DELAY_ZERO,
  ABORT_NEVER_FINISHES,
  ABORT_SERVICE_FLAPS,
  ALB_BACKEND_INVALID,
  ALB_INGRESS_WITHOUT_ANNOTATION,
  ALB_STICKINESS_INVALID,
  ANALYSIS_ARGUMENT_CONFLICT,
  ANALYSIS_ARGUMENT_EMPTY,
  ANALYSIS_ARGUMENT_TWICE,
  ANALYSIS_ARGUMENT_TWO_SOURCES,
  ANALYSIS_BEFORE_CANARY,
  ANALYSIS_CLUSTER_SECRET,
  ANALYSIS_CONDITION_INVALID,
  ANALYSIS_CONDITIONS_ON_JOB,
  ANALYSIS_DATADOG_GROUPED,
  ANALYSIS_DRY_RUN_MATCHES_MORE,
  ANALYSIS_DRY_RUN_TWICE,
  ANALYSIS_DRY_RUN_UNMATCHED,
  ANALYSIS_DURATION_INVALID,
  ANALYSIS_ENDLESS_IN_STEP,
  ANALYSIS_FIELD_REF_UNRESOLVED,
  ANALYSIS_GOOD_SERIES_MISSING,
  ANALYSIS_INCONCLUSIVE_UNWATCHED,
  ANALYSIS_INTERVAL_MISSING,
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
  ANTI_AFFINITY_INVALID,
  API_REMOVED,
  APISIX_RULE_MISSING,
  APP_MESH_INVALID,
  ARGOCD_EARLIER_WAVE,
  ARGOCD_FIGHTS_WEIGHTS,
  ARGOCD_FREEZES_ROUTE,
  ARGOCD_HEADER_ROUTE_RESET,
  ARGOCD_IMAGE_FOLLOWS_REVISION,
  ARGOCD_LATER_WAVE,
  ARGOCD_REPLACES,
  ARGOCD_RESPECTS_IGNORED,
  ARGOCD_SERVER_SIDE_APPLY,
  ARGOCD_ZERO_VALUE,
  AUTO_PROMOTION_IGNORED,
  BLUE_GREEN_ABORT_OUTAGE,
  CANARY_SCALE_INVALID,
  DEADLINE_BELOW_READY,
  DEADLINE_BELOW_STARTUP,
  DISRUPTION_BUDGET_BLOCKS,
  EPHEMERAL_LABEL_SELECTED,
  EXPERIMENT_ENDLESS,
  EXPERIMENT_NAME_REPEATED,
  EXPERIMENT_SPEC_REF_INVALID,
  EXPERIMENT_WEIGHT_SUM,
  FIELD_REF_INVALID,
  GATEWAY_EXPERIMENT_WEIGHT,
  GATEWAY_EXTRA_BACKEND,
  GATEWAY_HEADER_ROUTES_OFF,
  GATEWAY_HEADER_ROUTES_REPLACE,
  GATEWAY_MAX_TRAFFIC_WEIGHT,
  GATEWAY_PING_PONG,
  GATEWAY_PLUGIN_NAME,
  GATEWAY_PLUGIN_UNKNOWN_FIELD,
  GATEWAY_REFERENCE_GRANT_MISSING,
  GATEWAY_REFERENCE_KIND,
  GATEWAY_ROUTE_UNATTACHED,
  GATEWAY_RULE_SINGLE_BACKEND,
  HEADER_MATCH_MANY,
  HEADER_ROUTE_BEFORE_PODS,
  HISTORY_ZERO,
  HPA_AND_REPLICAS,
  HPA_TARGET_MISSING,
  HPA_TARGET_WRONG,
  HPA_WITH_DYNAMIC_STABLE_SCALE,
  IMAGE_TAG_MUTABLE,
  INGRESS_CLASS_TWICE,
  INGRESS_ONE_OR_MANY,
  INGRESS_PATH_TYPE_MISSING,
  ISTIO_DESTINATIONS_EXTRA,
  ISTIO_ROUTE_MISSING,
  ISTIO_ROUTES_OMITTED,
  ISTIO_SUBSET_INVALID,
  KIND_UNKNOWN,
  LABEL_INVALID,
  MANAGED_ROUTE_MISSING,
  MANAGED_ROUTE_NAME_TAKEN,
  MANAGED_ROUTE_NOT_SET,
  MANAGED_ROUTE_REPEATED,
  MANAGED_ROUTE_UNUSED,
  MAPPING_DEFINES_WEIGHT,
  MATCH_VALUE_INVALID,
  MAX_TRAFFIC_WEIGHT_UNSUPPORTED,
  MIN_PODS_EXCEED,
  MIRROR_PERCENTAGE_INVALID,
  MIRROR_PERCENTAGE_MISSING,
  NEEDS_ROUTER,
  NGINX_CANARY_ANNOTATION_FIXED,
  NGINX_CANARY_INGRESS_IN_GIT,
  NGINX_FOREIGN_PATH,
  NGINX_HEADER_PRECEDENCE,
  NGINX_INGRESS_UNSUPPORTED,
  NOTIFICATION_TRIGGER_UNKNOWN,
  NUMBER_NEGATIVE,
  OBJECT_TWICE,
  PAUSE_DURATION_INVALID,
  PAUSE_UNWATCHED,
  PING_PONG_UNSUPPORTED,
  PLUGIN_UNDECLARED,
  POD_TEMPLATE_HASH_INVALID,
  POD_TEMPLATE_INVALID,
  PREVIEW_REPLICAS_EXCEED,
  QUANTITY_INVALID,
  RELEASE_WITHOUT_GATE,
  REPLICA_THRESHOLD_INVALID,
  REVISION_LIMIT_CONTRADICTS,
  ROUTE_BACKEND_MISSING,
  ROUTE_LEFT_OUT,
  ROUTE_MISSING,
  ROUTE_NOT_NAMED,
  ROUTE_SERVICE_MISSING,
  ROUTE_WEIGHTS_OMITTED,
  ROUTER_MISSING,
  ROUTER_SERVICES_MISSING,
  ROUTER_VERSION,
  SCALE_DOWN_DELAY_CONTRADICTS,
  SCALE_DOWN_DELAY_SHORT,
  SCHEMA,
  SELECTOR_MISMATCH,
  SERVICE_AFFINITY_DIFFERS,
  SERVICE_MISSING,
  SERVICE_PORT_MISMATCH,
  SERVICE_SELECTOR_HAS_HASH,
  SERVICE_SELECTOR_MISMATCH,
  SERVICE_SELECTORS_DIFFER,
  SERVICE_TYPE_UNSUITABLE,
  SERVICES_IDENTICAL,
  SERVICES_SWAPPED,
  SERVICES_WITHOUT_ROUTER,
  SMI_SPLIT_IN_GIT,
  STARTING_STEP_OUT_OF_RANGE,
  STEP_COMBINES_KINDS,
  STEP_EMPTY,
  STEP_UNSUPPORTED_BY_ROUTER,
  STEPS_MISSING_WITH_ROUTER,
  STRATEGY_BOTH,
  STRATEGY_MISSING,
  SURGE_AND_UNAVAILABLE_ZERO,
  SURGE_IS_PERCENTAGE,
  TRAEFIK_BOTH_GROUPS,
  TRAEFIK_EMPTY_SERVICE,
  TRAEFIK_EXTRA_SERVICE,
  TRAEFIK_INGRESS_ROUTE_BYPASSES,
  TRAEFIK_SERVICE_MISSING,
  VIRTUAL_SERVICE_ONE_OR_MANY,
  WEIGHT_OUT_OF_RANGE,
  WEIGHT_UNREACHABLE,
  WEIGHTS_NOT_RISING,
  WEIGHTS_WITHOUT_SOAK,
  WORKLOAD_REF_KIND_UNSUPPORTED,
  WORKLOAD_REF_MISSING,
  WORKLOAD_REF_SCALE_DOWN,
  WORKLOAD_REF_WITH_TEMPLATE,
  WORKLOADS_SHARE_PODS,
];

/** Every rule that there are findings of, those about files and waivers too, in the order of the ids. */
export const EVERY_RULE: readonly RuleText[] = [...RULES, ...WAIVER_RULES, YAML].sort((one, other) =>
  one.id < other.id ? -1 : 1,
);
