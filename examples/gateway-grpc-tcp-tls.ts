import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  CanaryStep,
  GatewayController,
  GatewayGrpcRoute,
  GatewayTcpRoute,
  GatewayTlsRoute,
  GrpcMethodMatch,
  GrpcSuccessRateAnalysis,
  NoTraffic,
  Prometheus,
  StableCanaryServices,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A message broker whose calls (gRPC), connections (MQTT) and encrypted connections are moved by one rollout. */
export class GatewayGrpcTcpTls extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'broker' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'broker',
      ports: [
        { name: 'grpc', port: 9090 },
        { name: 'mqtt', port: 1883 },
        { name: 'mqtts', port: 8883 },
      ],
    });
    const gateway = { name: 'devices', namespace: 'gateways' };
    const calls = new GatewayGrpcRoute(this, 'grpc', {
      name: 'broker',
      services,
      port: 9090,
      gateways: [{ ...gateway, sectionName: 'grpc' }],
      hostnames: ['broker.example.com'],
      rules: [{ matches: [{ method: GrpcMethodMatch.exact({ service: 'broker.v1.Topics' }) }] }],
    });
    // These two need the experimental channel of the Gateway API. What is connected stays with its version.
    const connections = new GatewayTcpRoute(this, 'tcp', {
      name: 'broker-mqtt',
      services,
      port: 1883,
      gateways: [{ ...gateway, sectionName: 'mqtt' }],
    });
    const encrypted = new GatewayTlsRoute(this, 'tls', {
      name: 'broker-mqtts',
      services,
      port: 8883,
      gateways: [{ ...gateway, sectionName: 'mqtts' }],
      hostnames: ['mqtt.example.com'],
    });
    // Connections have no status: the calls stand for all three.
    const successRate = new GrpcSuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://prometheus.monitoring.svc:9090'),
      requests: calls.requestMetrics(GatewayController.TRAEFIK),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'broker' },
      replicas: 3,
      containers: [
        {
          image: props.image,
          ports: [
            { name: 'grpc', number: 9090 },
            { name: 'mqtt', number: 1883 },
            { name: 'mqtts', number: 8883 },
          ],
        },
      ],
      services,
      trafficRouting: [calls, connections, encrypted],
      analysis: { templates: [successRate] },
      steps: [
        CanaryStep.setWeight(10),
        CanaryStep.pause(Duration.minutes(5)),
        CanaryStep.setWeight(50),
        CanaryStep.pause(Duration.minutes(10)),
      ],
    });
  }
}
