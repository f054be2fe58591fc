import { Chart } from 'cdk8s';
import {
  ApisixRoute,
  ArgoRolloutsConfig,
  ControllerPermissions,
  GatewayApiPlugin,
  PluginLogFormat,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** What the controller of a cluster needs for its routers: their plugins, and permissions. */
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
        // Programs that the image of the controller brings along.
        { name: 'argoproj-labs/contour', location: 'file:///plugins/contour' },
        { name: 'argoproj-labs/openshift', location: 'file:///plugins/openshift' },
      ],
    });
    new ControllerPermissions(this, 'permissions', {
      name: 'argo-rollouts-gateway-api-plugin',
      rules: GatewayApiPlugin.permissions,
    });
    // Header routes of APISIX are objects of their own, which the controller's own role does not let it make.
    new ControllerPermissions(this, 'apisix-permissions', {
      name: 'argo-rollouts-apisix-header-routes',
      rules: ApisixRoute.permissions,
    });
  }
}
