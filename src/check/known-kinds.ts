/**
 * The kinds of the API groups that releases are made of: all that a group has, so that one that is not among them is
 * misspelt or of a later version.
 */
export const KNOWN_KINDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    '':
      'Binding ConfigMap Endpoints Event LimitRange List Namespace Node PersistentVolume PersistentVolumeClaim Pod ' +
      'PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount Config Status',
    apps: 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
    autoscaling: 'HorizontalPodAutoscaler Scale',
    batch: 'CronJob Job',
    policy: 'Eviction PodDisruptionBudget PodSecurityPolicy',
    'networking.k8s.io': 'IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR',
    'rbac.authorization.k8s.io': 'ClusterRole ClusterRoleBinding Role RoleBinding',
    'argoproj.io':
      'AnalysisRun AnalysisTemplate AppProject Application ApplicationSet ClusterAnalysisTemplate ClusterWorkflowTemplate ' +
      'CronWorkflow EventBus EventSource Experiment ArgoCD ArgoCDExport ImageUpdater NotificationsConfiguration Rollout ' +
      'RolloutManager Sensor Workflow WorkflowArtifactGCTask WorkflowEventBinding WorkflowTaskResult WorkflowTaskSet ' +
      'WorkflowTemplate',
    'gateway.networking.k8s.io':
      'BackendTLSPolicy GRPCRoute Gateway GatewayClass HTTPRoute ListenerSet ReferenceGrant TCPRoute TLSRoute UDPRoute',
    'traefik.io':
      'IngressRoute IngressRouteTCP IngressRouteUDP Middleware MiddlewareTCP ServersTransport ServersTransportTCP TLSOption ' +
      'TLSStore TraefikService',
    'networking.istio.io':
      'DestinationRule EnvoyFilter Gateway ProxyConfig ServiceEntry Sidecar VirtualService WorkloadEntry WorkloadGroup',
    'keda.sh': 'ClusterTriggerAuthentication ScaledJob ScaledObject TriggerAuthentication',
    'projectcontour.io': 'ContourConfiguration ContourDeployment ExtensionService HTTPProxy TLSCertificateDelegation',
    'appmesh.k8s.aws': 'BackendGroup GatewayRoute Mesh VirtualGateway VirtualNode VirtualRouter VirtualService',
    'apisix.apache.org':
      'ApisixClusterConfig ApisixConsumer ApisixGlobalRule ApisixPluginConfig ApisixRoute ApisixTls ApisixUpstream ' +
      'BackendTrafficPolicy Consumer GatewayProxy HTTPRoutePolicy L4RoutePolicy PluginConfig',
    'monitoring.coreos.com':
      'Alertmanager AlertmanagerConfig PodMonitor Probe Prometheus PrometheusAgent PrometheusRule ScrapeConfig ' +
      'ServiceMonitor ThanosRuler',
  }).map(([group, kinds]) => [group, kinds.split(' ')]),
);
