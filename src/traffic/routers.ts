import { ALB } from './alb/facts';
import { AMBASSADOR } from './ambassador/facts';
import { APISIX } from './apisix/facts';
import { APP_MESH } from './app-mesh/facts';
import { CONTOUR } from './contour/facts';
import { GATEWAY_API } from './gateway-api/facts';
import { ISTIO } from './istio/facts';
import { NGINX } from './nginx/facts';
import { PLUGIN } from './plugin/facts';
import type { RouterModel } from './router-model';
import { SMI } from './smi/facts';
import { TRAEFIK } from './traefik/facts';

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
