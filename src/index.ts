export { Analysis } from './analysis/analysis';
export { AnalysisArgument, type RolloutValues } from './analysis/analysis-argument';
export type { AnalysisBinding, AnalysisReference, IAnalysis } from './analysis/analysis-binding';
export type { AnalysisProps } from './analysis/analysis-props';
export type { CountLimits } from './analysis/assessment';
export type { ResultType } from './analysis/conditions/result-type';
export type { Metric } from './analysis/metric';
export type { MetricLimits } from './analysis/metric-limits';
export type { AskingMetric, IMetricProvider } from './analysis/metric-provider';
export type { MeasurementRetention, MetricRules } from './analysis/metric-rules';
export { PodMonitor } from './analysis/monitoring/pod-monitor';
export type { PodMonitorProps } from './analysis/monitoring/pod-monitor-props';
export type { ScrapedEndpoint } from './analysis/monitoring/scraped-endpoint';
export { ServiceMonitor, type ServiceMonitorProps } from './analysis/monitoring/service-monitor';
export { NoData } from './analysis/no-data';
export { type Conditions, NoTraffic } from './analysis/no-traffic';
export { CloudWatch, type CloudWatchRequestOptions } from './analysis/providers/cloud-watch/cloud-watch';
export { CloudWatchQuery, type CloudWatchQueryOptions } from './analysis/providers/cloud-watch/cloud-watch-query';
export {
  CloudWatchDataQuery,
  type CloudWatchExpressionOptions,
  type CloudWatchMetricOptions,
} from './analysis/providers/cloud-watch/data-query';
export { Datadog, type DatadogQueryOptions, type DatadogTimeOptions } from './analysis/providers/datadog/datadog';
export { DatadogAggregator } from './analysis/providers/datadog/datadog-aggregator';
export { DatadogQuery } from './analysis/providers/datadog/datadog-query';
export { Graphite, type GraphiteQueryOptions } from './analysis/providers/graphite/graphite';
export { GraphiteQuery } from './analysis/providers/graphite/graphite-query';
export { InfluxDb } from './analysis/providers/influxdb/influx-db';
export { InfluxDbQuery } from './analysis/providers/influxdb/influx-db-query';
export { MetricJob } from './analysis/providers/job/metric-job';
export type { MetricJobOptions } from './analysis/providers/job/metric-job-options';
export { Kayenta, KayentaJudgement } from './analysis/providers/kayenta/kayenta';
export type {
  KayentaJudgementOptions,
  KayentaOptions,
  KayentaScope,
  KayentaVersionScope,
} from './analysis/providers/kayenta/kayenta-options';
export { NewRelic, type NewRelicQueryOptions } from './analysis/providers/new-relic/new-relic';
export { NewRelicQuery } from './analysis/providers/new-relic/new-relic-query';
export { MetricPlugin, type MetricPluginOptions } from './analysis/providers/plugin/metric-plugin';
export { Prometheus, type PrometheusOptions } from './analysis/providers/prometheus/prometheus';
export { PrometheusAuthentication, type SigV4Options } from './analysis/providers/prometheus/prometheus-authentication';
export { PrometheusQuery } from './analysis/providers/prometheus/prometheus-query';
export type { PrometheusRange } from './analysis/providers/prometheus/prometheus-range';
export type { OAuth2Options } from './analysis/providers/request-authentication';
export { SkyWalking, SkyWalkingQuery } from './analysis/providers/skywalking/sky-walking';
export { Wavefront, type WavefrontQueryOptions } from './analysis/providers/wavefront/wavefront';
export { WavefrontQuery } from './analysis/providers/wavefront/wavefront-query';
export { Web, WebRequest } from './analysis/providers/web/web';
export type { WebBodyOptions, WebOptions } from './analysis/providers/web/web-options';
export type { MeasuredContainersOptions } from './analysis/recipes/canary-pods';
export {
  CanaryVsStableAnalysis,
  type CanaryVsStableAnalysisProps,
} from './analysis/recipes/canary-vs-stable-analysis';
export { ResourceBound } from './analysis/recipes/container-resource';
export { ErrorBudgetAnalysis, type ErrorBudgetAnalysisProps } from './analysis/recipes/error-budget-analysis';
export { ExpectedValue } from './analysis/recipes/expected-value';
export {
  GrpcSuccessRateAnalysis,
  type GrpcSuccessRateAnalysisProps,
} from './analysis/recipes/grpc-success-rate-analysis';
export { LatencyAnalysis, type LatencyAnalysisProps } from './analysis/recipes/latency-analysis';
export { RestartAnalysis, type RestartAnalysisProps } from './analysis/recipes/restart-analysis';
export { SaturationAnalysis } from './analysis/recipes/saturation-analysis';
export type { SaturationAnalysisProps } from './analysis/recipes/saturation-analysis-props';
export { SmokeTestAnalysis, type SmokeTestAnalysisProps } from './analysis/recipes/smoke-test-analysis';
export { SuccessRateAnalysis, type SuccessRateAnalysisProps } from './analysis/recipes/success-rate-analysis';
export { WebCheckAnalysis, type WebCheckAnalysisProps } from './analysis/recipes/web-check-analysis';
export type {
  CloudWatchLatencyMetric,
  CloudWatchMetric,
  CloudWatchRequestMetrics,
} from './analysis/requests/cloudwatch-request-metrics';
export { GrpcCode, GrpcCodeStyle, type GrpcStatusLabel } from './analysis/requests/grpc-code';
export { GrpcServerRequests } from './analysis/requests/grpc-server-requests';
export { PodRequests } from './analysis/requests/pod-requests';
export type { PodRequestsOptions } from './analysis/requests/pod-requests-options';
export type { LatencyMetric, RequestMetrics } from './analysis/requests/request-metrics';
export { LatencyUnit } from './analysis/requests/request-metrics';
export {
  RolloutsValidation,
  type RolloutsValidationContext,
  type RolloutsValidationProperties,
  type RolloutsViolation,
} from './cli/rollouts-validation';
export { ArgoRolloutsConfig, type ArgoRolloutsConfigProps } from './platform/argo-rollouts-config';
export { ControllerPermissions, type ControllerPermissionsProps } from './platform/controller-permissions';
export type { ControllerPlugin } from './platform/controller-plugin';
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
export { App } from './synth/app';
export { AlbIngress } from './traffic/alb/alb-ingress';
export {
  type AlbIngressPath,
  type AlbIngressProps,
  type AlbIngressRule,
  AlbTargetType,
} from './traffic/alb/alb-ingress-props';
export { AmbassadorMapping } from './traffic/ambassador/ambassador-mapping';
export { AmbassadorApiVersion, type AmbassadorMappingProps } from './traffic/ambassador/ambassador-mapping-props';
export { ApisixRoute, type ApisixRouteProps } from './traffic/apisix/apisix-route';
export type { ApisixPlugin, ApisixRule, ApisixTimeout } from './traffic/apisix/apisix-rule';
export { AppMeshVirtualService } from './traffic/app-mesh/app-mesh-virtual-service';
export {
  type AppMeshBackend,
  AppMeshProtocol,
  type AppMeshVirtualServiceProps,
} from './traffic/app-mesh/app-mesh-virtual-service-props';
export {
  ContourHttpProxy,
  type ContourHttpProxyProps,
  type ContourTls,
} from './traffic/contour/contour-http-proxy';
export type { ContourRoute } from './traffic/contour/contour-route';
export {
  GatewayApiPlugin,
  type GatewayApiReleaseOptions,
  PluginArchitecture,
  PluginLogFormat,
} from './traffic/gateway-api/gateway-api-plugin';
export { GatewayController } from './traffic/gateway-api/gateway-controller';
export { GatewayGrpcRoute, type GatewayGrpcRouteProps } from './traffic/gateway-api/gateway-grpc-route';
export { GatewayRoute, type GatewayRouteProps } from './traffic/gateway-api/gateway-route';
export { GatewayTcpRoute, type GatewayTcpRouteProps } from './traffic/gateway-api/gateway-tcp-route';
export { GatewayTlsRoute, type GatewayTlsRouteProps } from './traffic/gateway-api/gateway-tls-route';
export { type GrpcMethod, GrpcMethodMatch } from './traffic/gateway-api/grpc-method-match';
export type { GrpcRouteMatch, GrpcRouteRule } from './traffic/gateway-api/grpc-route-rule';
export { HttpMethod } from './traffic/gateway-api/http-method';
export type { HttpRouteMatch, HttpRouteRule } from './traffic/gateway-api/http-route-rule';
export type { GatewayApiRouteProps } from './traffic/gateway-api/route-core';
export { RouteFilter } from './traffic/gateway-api/route-filter';
export type {
  CorsOptions,
  ExtensionRefOptions,
  HeaderModifierOptions,
  RequestMirrorOptions,
  UrlRewriteOptions,
} from './traffic/gateway-api/route-filter-options';
export { type GatewayReference, ParentService, type RouteParents } from './traffic/gateway-api/route-parents';
export { RoutePathMatch } from './traffic/gateway-api/route-path-match';
export type { HttpRouteTimeouts } from './traffic/gateway-api/route-timeouts';
export { RouteValueMatch } from './traffic/gateway-api/route-value-match';
export { DestinationRule, type DestinationRuleProps } from './traffic/istio/destination-rule';
export { type IstioMetricsOptions, IstioReporter } from './traffic/istio/istio-metrics';
export { VirtualService } from './traffic/istio/virtual-service';
export type {
  IstioHttpRoute,
  IstioTcpRoute,
  IstioTlsRoute,
  VirtualServiceProps,
} from './traffic/istio/virtual-service-props';
export { NginxIngress } from './traffic/nginx/nginx-ingress';
export type {
  NginxIngressPath,
  NginxIngressProps,
  NginxIngressRule,
  NginxIngressTls,
} from './traffic/nginx/nginx-ingress-props';
export type { NginxRequestMetricsOptions } from './traffic/nginx/nginx-request-metrics';
export { PluginRouter, type PluginRouterProps } from './traffic/plugin/plugin-router';
export type { RouterFacts, SingularField } from './traffic/router-facts';
export type { PermissionRule } from './traffic/router-model';
export { SmiTrafficSplit, type SmiTrafficSplitProps } from './traffic/smi/smi-traffic-split';
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
