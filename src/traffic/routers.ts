import { ALB } from './alb/facts';
import { AMBASSADOR } from './ambassador/facts';
import { APISIX } from './apisix/facts';
import { APP_MESH } from './app-mesh/facts';
import { CONTOUR } from './contour/facts';
import { GATEWAY_API } from './gateway-api/facts';
import { ISTIO } from './istio/facts';
import { NGINX } from './nginx/facts';
import { PLUGIN } from './plugin/facts';
import type { IgnoredDifference, RouterModel } from './router-model';
import { SMI } from './smi/facts';
import { TRAEFIK } from './traefik/facts';

/** What Argo CD has to leave to the controller in every rollout with Services, whatever the router. */
export const SERVICE_DIFFERENCES: IgnoredDifference = {
  group: '',
  kind: 'Service',
  jqPathExpressions: ['.spec.selector."rollouts-pod-template-hash"'],
};

/** Every router that is known, in the order of the documentation. */
export const ROUTERS: readonly RouterModel[] = [
  GATEWAY_API,
  TRAEFIK,
  NGINX,
  ALB,
  APISIX,
  ISTIO,
  SMI,
  AMBASSADOR,
  APP_MESH,
  CONTOUR,
  // Last: it takes any plugin that none of the others knows.
  PLUGIN,
];
