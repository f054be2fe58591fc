import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  GatewayController,
  GatewayRoute,
  HttpMethod,
  NoTraffic,
  Prometheus,
  Ramp,
  RouteFilter,
  RoutePathMatch,
  RouteValueMatch,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary behind two routes of several rules, which stand beside the Gateway in its namespace (Envoy Gateway). */
export class GatewayRoutes extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'shop' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'shop',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    // A ReferenceGrant in the namespace of the Services lets each route send to these two, and to no others.
    const namespace = 'gateways';
    // Envoy Gateway counts the canary apart where its Service has a filter of its own.
    const canaryFilters = [RouteFilter.responseHeaderModifier({ set: { 'X-Version': 'canary' } })];
    const shop = new GatewayRoute(this, 'public', {
      name: 'shop',
      namespace,
      services,
      gateways: [{ name: 'public', sectionName: 'https' }],
      hostnames: ['shop.example.com'],
      rules: [
        {
          name: 'api',
          matches: [{ path: RoutePathMatch.prefix('/api') }],
          filters: [
            RouteFilter.urlRewrite({ replacePrefixMatch: '/' }),
            RouteFilter.cors({ allowOrigins: ['https://*.example.com'], allowMethods: ['GET', 'POST'] }),
          ],
          canaryFilters,
          timeouts: { request: Duration.seconds(10), backendRequest: Duration.millis(2500) },
        },
        { name: 'pages', canaryFilters },
      ],
    });
    const partners = new GatewayRoute(this, 'partners', {
      name: 'shop-partners',
      namespace,
      services,
      gateways: [{ name: 'partners' }],
      rules: [
        {
          name: 'orders',
          matches: [
            {
              path: RoutePathMatch.exact('/orders'),
              method: HttpMethod.POST,
              headers: [RouteValueMatch.exact('X-Contract', '2026')],
            },
            { path: RoutePathMatch.exact('/orders'), queryParams: [RouteValueMatch.exact('dry-run', 'true')] },
          ],
          filters: [RouteFilter.requestHeaderModifier({ remove: ['X-Internal'] })],
          canaryFilters,
        },
      ],
    });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://prometheus.monitoring.svc:9090'),
      requests: shop.requestMetrics(GatewayController.ENVOY_GATEWAY),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'shop' },
      replicas: 5,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [shop, partners],
      analysis: { templates: [successRate] },
      steps: Ramp.linear({ from: 20, to: 60, weights: 3, pause: Duration.minutes(5) }),
    });
  }
}
