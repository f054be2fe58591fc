import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ReferenceGrantV1Beta1Spec } from '../../../imports/gateway.networking.k8s.io';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import { GATEWAY_API_GROUP } from './plugin-config';

/** Makes the ReferenceGrant that lets a route send to the two Services of another namespace, and to no others. */
export function grantReferences(scope: Construct, route: ApiObject, { stable, canary }: StableCanaryServices): void {
  const { namespace = '' } = route.metadata;
  const spec: ReferenceGrantV1Beta1Spec = {
    from: [{ group: GATEWAY_API_GROUP, kind: route.kind, namespace }],
    to: [stable, canary].map(({ name }) => ({ group: '', kind: 'Service', name })),
  };
  new ApiObject(scope, 'ReferenceGrant', {
    // Served by every version of the Gateway API that has the routes; v1 came with 1.5.
    apiVersion: `${GATEWAY_API_GROUP}/v1beta1`,
    kind: 'ReferenceGrant',
    metadata: {
      name: `${route.kind.toLowerCase()}-${route.name}-from-${namespace}`,
      namespace: stable.metadata.namespace,
    },
    spec,
  });
}
