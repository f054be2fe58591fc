/** The name under which the controller knows the Gateway API plugin; any other name and it starts no pod at all. */
export const GATEWAY_API_PLUGIN = 'argoproj-labs/gatewayAPI';

/** The API group of Gateways and routes. */
export const GATEWAY_API_GROUP = 'gateway.networking.k8s.io';
