/** What runs in the clusters that the manifests are for, as `major.minor` or `major.minor.patch`. */
export interface ClusterVersions {
  /** Argo Rollouts. */
  readonly 'argo-rollouts': string;

  /** The Gateway API's CRDs. */
  readonly 'gateway-api': string;

  /** The plugin `argoproj-labs/gatewayAPI`. */
  readonly 'gateway-api-plugin': string;

  /** Argo CD. */
  readonly 'argo-cd': string;

  /** Traefik. */
  readonly traefik: string;
}

/** The versions that the rules were tried on, for what the user does not say. */
export const KNOWN_VERSIONS: ClusterVersions = {
  'argo-rollouts': '1.10.2',
  'gateway-api': '1.6.1',
  'gateway-api-plugin': '0.15.0',
  'argo-cd': '3.5.1',
  traefik: '3.7.9',
};

/** Whether a version is another one or later; parts that are left out are 0. */
export function isAtLeast(version: string, least: string): boolean {
  const [have, want] = [version, least].map((text) => text.replace(/^v/, '').split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (have?.[index] ?? 0) - (want?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
