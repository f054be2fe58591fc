import { GATEWAY_API } from './gateway-api/facts';
import type { RouterModel } from './router-model';
import { TRAEFIK } from './traefik/facts';

/** Every router that is known, in the order of the documentation. */
export const ROUTERS: readonly RouterModel[] = [GATEWAY_API, TRAEFIK];
