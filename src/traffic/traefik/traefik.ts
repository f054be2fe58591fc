import { controllerFlagsOf, TRAEFIK_CONTAINO_US, TRAEFIK_IO } from './facts';

/** The API group of Traefik's kinds. Argo Rollouts writes one of them, for all rollouts of a cluster. */
export enum TraefikApiGroup {
  /** Of Traefik 2.10 and newer, and the only one of Traefik 3. */
  TRAEFIK_IO = 'traefik.io',

  /** Of Traefik 2; Traefik 3 has it no more. */
  TRAEFIK_CONTAINO_US = 'traefik.containo.us',
}

/** The major version of Traefik. */
export enum TraefikVersion {
  /** Traefik 2. */
  V2 = 2,

  /** Traefik 3. */
  V3 = 3,
}

/** Options of `Traefik.of`. */
export interface TraefikOptions {
  /**
   * Whether Traefik runs with `--providers.kubernetescrd.allowEmptyServices=true`, as its Helm chart sets it; the
   * binary's own default is false. It has to be true: else one unready pod of the canary takes the whole route down, and
   * every request of production is answered with 404, at weight 0 too.
   */
  readonly allowEmptyServices: boolean;

  /**
   * The major version; the rules of routes are written in its words.
   * @default TraefikVersion.V3
   */
  readonly version?: TraefikVersion;

  /**
   * The API group that both Traefik and the controller read.
   * @default - `traefik.io` for Traefik 3, `traefik.containo.us` for Traefik 2
   */
  readonly apiGroup?: TraefikApiGroup;
}

/** How Traefik runs in the cluster, said once for an app. */
export class Traefik {
  /**
   * Traefik with the given options.
   * @throws if it does not allow empty Services, or has no such API group.
   */
  public static of(options: TraefikOptions): Traefik {
    const { version = TraefikVersion.V3 } = options;
    if (options.allowEmptyServices !== true) {
      throw new Error(
        'allowEmptyServices is false, and with it one unready pod of the canary takes the whole route down (404 for every ' +
          'request, at weight 0 too; seen on Traefik 3.6 and 3.7): run Traefik with ' +
          '--providers.kubernetescrd.allowEmptyServices=true, or take a GatewayRoute, which has no such trap',
      );
    }
    const group = version === TraefikVersion.V3 ? TraefikApiGroup.TRAEFIK_IO : TraefikApiGroup.TRAEFIK_CONTAINO_US;
    if (version === TraefikVersion.V3 && (options.apiGroup ?? group) !== group) {
      throw new Error(`Traefik 3 has no API group ${options.apiGroup}: take ${group}, or version TraefikVersion.V2`);
    }
    return new Traefik(version, options.apiGroup ?? group);
  }

  private constructor(
    /** The major version. */
    public readonly version: TraefikVersion,
    /** The API group that both Traefik and the controller read. */
    public readonly apiGroup: TraefikApiGroup,
  ) {}

  /** The apiVersion of its kinds. */
  public get apiVersion(): string {
    return `${this.apiGroup}/v1alpha1`;
  }

  /** The flags with which every version of Argo Rollouts writes this group. */
  public get controllerFlags(): string[] {
    return controllerFlagsOf(this.apiGroup === TraefikApiGroup.TRAEFIK_IO ? TRAEFIK_IO : TRAEFIK_CONTAINO_US);
  }
}
