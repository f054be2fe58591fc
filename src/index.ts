export { Analysis, type AnalysisProps } from './analysis/analysis';
export { AnalysisArgument } from './analysis/analysis-argument';
export type { AnalysisBinding, AnalysisReference, IAnalysis } from './analysis/analysis-binding';
export type { Metric } from './analysis/metric';
export type { IMetricProvider } from './analysis/metric-provider';
export { type Conditions, NoTraffic } from './analysis/no-traffic';
export { Prometheus, type PrometheusOptions, PrometheusQuery } from './analysis/providers/prometheus/prometheus';
export type { RequestMetrics } from './analysis/request-metrics';
export { SuccessRateAnalysis, type SuccessRateAnalysisProps } from './analysis/success-rate-analysis';
export { AntiAffinity } from './rollout/anti-affinity';
export type { BackgroundAnalysis } from './rollout/background-analysis';
export { BlueGreenRollout } from './rollout/blue-green-rollout';
export type { BlueGreenRolloutProps } from './rollout/blue-green-rollout-props';
export { CanaryRollout } from './rollout/canary-rollout';
export type { CanaryRolloutProps } from './rollout/canary-rollout-props';
export { CanaryScale } from './rollout/canary-scale';
export { CanaryStep } from './rollout/canary-step';
export type { CronSchedule } from './rollout/cron-schedule';
export { PodDisruptionBudget, type PodDisruptionBudgetProps } from './rollout/disruption-budget';
export { Experiment } from './rollout/experiment';
export type { ExperimentAnalysis } from './rollout/experiment-analysis';
export { ExperimentPods, type ExperimentPodTemplate } from './rollout/experiment-pods';
export type { ExperimentProps } from './rollout/experiment-props';
export {
  type ExperimentStepOptions,
  type ExperimentTemplate,
  ExperimentVersion,
} from './rollout/experiment-step-options';
export { HeaderMatch } from './rollout/header-match';
export type { MirrorRouteOptions } from './rollout/mirror-route';
export type { NotificationSubscription } from './rollout/notification';
export { NotificationTrigger } from './rollout/notification-trigger';
export { Promotion, type PromotionFields } from './rollout/promotion';
export { type ExponentialRampOptions, type LinearRampOptions, Ramp, type RampOptions } from './rollout/ramp';
export { ReplicaProgressThreshold } from './rollout/replica-progress-threshold';
export type {
  AddedMetadata,
  EndingAnalysis,
  MeasurementRetention,
  MetricRules,
  RolloutAnalysis,
} from './rollout/rollout-analysis';
export type { RolloutProps } from './rollout/rollout-props';
export type { RouteMatch } from './rollout/route-match';
export { ScaleTrigger } from './rollout/scale-trigger';
export {
  type ScaleAuthentication,
  ScaleAuthenticationKind,
  ScaleMetricType,
  type ScaleTriggerOptions,
} from './rollout/scale-trigger-options';
export { ScaledObject } from './rollout/scaled-object';
export type { ScaledObjectProps, ScaleFallback } from './rollout/scaled-object-props';
export type { ManagedRouteChange, StepKind } from './rollout/step-parts';
export { StringMatch, type StringMatchKind } from './rollout/string-match';
export { WorkloadKind, WorkloadRef, type WorkloadRefOptions, WorkloadScaleDown } from './rollout/workload-ref';
export { ActivePreviewServices, type ActivePreviewServicesProps } from './services/active-preview-services';
export { PingPongServices, type PingPongServicesProps } from './services/ping-pong-services';
export type { ServicePort } from './services/service-port';
export { StableCanaryServices, type StableCanaryServicesProps } from './services/stable-canary-services';
export { GatewayController } from './traffic/gateway-api/gateway-controller';
export { type GatewayReference, GatewayRoute, type GatewayRouteProps } from './traffic/gateway-api/gateway-route';
export type { RouterFacts } from './traffic/router-facts';
export type { ITrafficRouter, TrafficBinding, TrafficRouting } from './traffic/traffic-router';
