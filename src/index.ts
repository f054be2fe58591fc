export { Analysis, type AnalysisProps } from './analysis/analysis';
export { AnalysisArgument } from './analysis/analysis-argument';
export type { AnalysisBinding, AnalysisReference, IAnalysis } from './analysis/analysis-binding';
export type { Metric } from './analysis/metric';
export type { IMetricProvider } from './analysis/metric-provider';
export { type Conditions, NoTraffic } from './analysis/no-traffic';
export { Prometheus, type PrometheusOptions, PrometheusQuery } from './analysis/providers/prometheus/prometheus';
export type { LatencyMetric, RequestMetrics } from './analysis/request-metrics';
export { LatencyUnit } from './analysis/request-metrics';
export { SuccessRateAnalysis, type SuccessRateAnalysisProps } from './analysis/success-rate-analysis';
export type { AddedMetadata } from './rollout/added-metadata';
export { AntiAffinity } from './rollout/anti-affinity';
export { BlueGreenRollout } from './rollout/blue-green/blue-green-rollout';
export type { BlueGreenRolloutProps } from './rollout/blue-green/blue-green-rollout-props';
export { Promotion, type PromotionFields } from './rollout/blue-green/promotion';
export type { BackgroundAnalysis } from './rollout/canary/background-analysis';
export { CanaryRollout } from './rollout/canary/canary-rollout';
export type { CanaryRolloutProps } from './rollout/canary/canary-rollout-props';
export { ReplicaProgressThreshold } from './rollout/canary/replica-progress-threshold';
export type { CronSchedule } from './rollout/companions/cron-schedule';
export { PodDisruptionBudget, type PodDisruptionBudgetProps } from './rollout/companions/disruption-budget';
export type { NotificationSubscription } from './rollout/companions/notification';
export { NotificationTrigger } from './rollout/companions/notification-trigger';
export { ScaleTrigger } from './rollout/companions/scale-trigger';
export {
  type ScaleAuthentication,
  ScaleAuthenticationKind,
  ScaleMetricType,
  type ScaleTriggerOptions,
} from './rollout/companions/scale-trigger-options';
export { ScaledObject } from './rollout/companions/scaled-object';
export type { ScaledObjectProps, ScaleFallback } from './rollout/companions/scaled-object-props';
export { Experiment } from './rollout/experiment/experiment';
export type { ExperimentAnalysis } from './rollout/experiment/experiment-analysis';
export { ExperimentPods, type ExperimentPodTemplate } from './rollout/experiment/experiment-pods';
export type { ExperimentProps } from './rollout/experiment/experiment-props';
export {
  type ExperimentStepOptions,
  type ExperimentTemplate,
  ExperimentVersion,
} from './rollout/experiment/experiment-step-options';
export type { MeasurementRetention, MetricRules } from './rollout/metric-rules';
export type { EndingAnalysis, RolloutAnalysis } from './rollout/rollout-analysis';
export type { RolloutProps } from './rollout/rollout-props';
export { CanaryScale } from './rollout/steps/canary-scale';
export { CanaryStep } from './rollout/steps/canary-step';
export { HeaderMatch } from './rollout/steps/header-match';
export type { MirrorRouteOptions } from './rollout/steps/mirror-route';
export { type ExponentialRampOptions, type LinearRampOptions, Ramp, type RampOptions } from './rollout/steps/ramp';
export type { RouteMatch } from './rollout/steps/route-match';
export type { ManagedRouteChange, StepKind } from './rollout/steps/step-parts';
export { StringMatch, type StringMatchKind } from './rollout/steps/string-match';
export { WorkloadKind, WorkloadRef, type WorkloadRefOptions, WorkloadScaleDown } from './rollout/workload-ref';
export { ActivePreviewServices, type ActivePreviewServicesProps } from './services/active-preview-services';
export { PingPongServices, type PingPongServicesProps } from './services/ping-pong-services';
export { RootService, type RootServiceProps } from './services/root-service';
export type { ServicePort } from './services/service-port';
export { StableCanaryServices, type StableCanaryServicesProps } from './services/stable-canary-services';
export { GatewayController } from './traffic/gateway-api/gateway-controller';
export { type GatewayReference, GatewayRoute, type GatewayRouteProps } from './traffic/gateway-api/gateway-route';
export type { RouterFacts, SingularField } from './traffic/router-facts';
export {
  type CanaryHeader,
  IngressRoute,
  type IngressRouteProps,
  type IngressRouteTls,
  type TraefikMiddleware,
} from './traffic/traefik/ingress-route';
export type { StickyCookie } from './traffic/traefik/sticky-cookie';
export { Traefik, TraefikApiGroup, type TraefikOptions, TraefikVersion } from './traffic/traefik/traefik';
export { TraefikService, type TraefikServiceProps } from './traffic/traefik/traefik-service';
export type { ITrafficRouter, TrafficBinding, TrafficRouting } from './traffic/traffic-router';
