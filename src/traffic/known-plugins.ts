/** The name under which the controller knows the Gateway API plugin; any other name and it starts no pod at all. */
export const GATEWAY_API_PLUGIN = 'argoproj-labs/gatewayAPI';

/** The name under which the controller knows the Contour plugin; any other name and it starts no pod at all. */
export const CONTOUR_PLUGIN = 'argoproj-labs/contour';

/** The plugins that are known here, each with the construct to take for it. */
export const KNOWN_PLUGINS: Readonly<Record<string, string>> = {
  [GATEWAY_API_PLUGIN]: 'GatewayRoute',
  [CONTOUR_PLUGIN]: 'ContourHttpProxy',
};
