import { Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import {
  ApisixRoute,
  ArgoRolloutsConfig,
  ContourHttpProxy,
  ControllerPermissions,
  GatewayApiPlugin,
  PluginLogFormat,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** What the controller of a cluster needs: the plugins of its routers, permissions, and whom it tells of an abort. */
export class Platform extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'argo-rollouts' });

    // The controller reads it when it starts: restart it after a change.
    new ArgoRolloutsConfig(this, 'config', {
      trafficRouterPlugins: [
        GatewayApiPlugin.release({
          version: '0.15.0',
          // With the five queries a second of its own, the weights of many simultaneous releases come late.
          queriesPerSecond: 50,
          burst: 100,
          logFormat: PluginLogFormat.JSON,
        }),
        // Programs that the image of the controller brings along, as the one below.
        { name: 'argoproj-labs/contour', location: 'file:///plugins/contour' },
        { name: 'argoproj-labs/openshift', location: 'file:///plugins/openshift' },
      ],
      metricProviderPlugins: [{ name: 'argoproj-labs/sample-prometheus', location: 'file:///plugins/metric-plugin' }],
    });
    new ControllerPermissions(this, 'permissions', {
      name: 'argo-rollouts-gateway-api-plugin',
      rules: GatewayApiPlugin.permissions,
    });
    new ControllerPermissions(this, 'contour-permissions', {
      name: 'argo-rollouts-contour-plugin',
      rules: ContourHttpProxy.permissions,
    });
    // Header routes of APISIX are objects of their own, which the controller's own role does not let it make.
    new ControllerPermissions(this, 'apisix-permissions', {
      name: 'argo-rollouts-apisix-header-routes',
      rules: ApisixRoute.permissions,
    });

    // Whoever releases what: of each abort, and of each release that waits, this channel is told. The token is in the
    // Secret argo-rollouts-notification-secret.
    new ConfigMap(this, 'notifications', {
      metadata: { name: 'argo-rollouts-notification-configmap' },
      data: {
        'service.slack': 'token: $slack-token',
        'template.rollout-aborted': 'message: The release of {{.rollout.metadata.name}} was aborted.',
        'template.rollout-paused': 'message: The release of {{.rollout.metadata.name}} waits.',
        'trigger.on-rollout-aborted': '- send: [rollout-aborted]',
        'trigger.on-rollout-paused': '- send: [rollout-paused]',
        subscriptions: '- recipients: [slack:releases]\n  triggers: [on-rollout-aborted, on-rollout-paused]',
      },
    });
  }
}
