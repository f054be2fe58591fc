import type { ControllerPlugin } from '../../platform/controller-plugin';
import { quote } from '../../validation/names';
import { wholeNumberProblems } from '../../validation/numbers';
import { GATEWAY_API_PLUGIN } from '../known-plugins';
import type { PermissionRule } from '../router-model';
import { GATEWAY_API } from './facts';

/** What the nodes that the controller runs on are made of. */
export enum PluginArchitecture {
  /** 64-bit x86. */
  AMD64 = 'amd64',

  /** 64-bit ARM. */
  ARM64 = 'arm64',
}

/** How a plugin writes its log. */
export enum PluginLogFormat {
  /** Lines for people. */
  TEXT = 'text',

  /** One JSON object for each line. */
  JSON = 'json',
}

/** Options of `GatewayApiPlugin.release`. */
export interface GatewayApiReleaseOptions {
  /** The version, 0.15.0 or newer, such as `0.15.0`. */
  readonly version: string;

  /**
   * The SHA-256 of the program, in 64 hexadecimal digits. The controller does not start with another program.
   * @default - it starts whatever is there
   */
  readonly sha256?: string;

  /**
   * What the nodes that the controller runs on are made of.
   * @default PluginArchitecture.AMD64
   */
  readonly architecture?: PluginArchitecture;

  /**
   * How many requests a second it makes to the API server. With the 5 of its own, eight releases at once have their
   * weights 5 to 10 seconds late (measured).
   * @default - 5
   */
  readonly queriesPerSecond?: number;

  /**
   * How many requests it makes at once, before it is held to the number a second.
   * @default - 10
   */
  readonly burst?: number;

  /**
   * How it writes its log.
   * @default - lines for people
   */
  readonly logFormat?: PluginLogFormat;
}

/** The plugin `argoproj-labs/gatewayAPI`, as the controller is given it once for the whole cluster. */
export class GatewayApiPlugin implements ControllerPlugin {
  /** What the controller has to be allowed for it, for `ControllerPermissions`. */
  public static get permissions(): PermissionRule[] {
    return [{ apiGroups: [''], resources: ['services'], verbs: ['get'] }, ...GATEWAY_API.requires.permissions];
  }

  /**
   * A release of the plugin, which the controller downloads from GitHub when it starts.
   * @throws if the version is not one that the constructs are made for, or a number is out of range.
   */
  public static release(options: GatewayApiReleaseOptions): GatewayApiPlugin {
    const { version, sha256, architecture = PluginArchitecture.AMD64, queriesPerSecond, burst, logFormat } = options;
    const problems = [
      ...versionProblems(version),
      ...(queriesPerSecond === undefined ? [] : wholeNumberProblems('queriesPerSecond', queriesPerSecond, 1, MOST)),
      ...(burst === undefined ? [] : wholeNumberProblems('burst', burst, 1, MOST)),
    ];
    if (problems.length > 0) throw new Error(problems.join('; '));
    const args = [
      ...(queriesPerSecond === undefined ? [] : [`-kubeClientQPS=${queriesPerSecond}`]),
      ...(burst === undefined ? [] : [`-kubeClientBurst=${burst}`]),
      ...(logFormat === undefined ? [] : [`-logformat=${logFormat}`]),
    ];
    return new GatewayApiPlugin(
      `${RELEASES}/v${version}/gatewayapi-plugin-linux-${architecture}`,
      sha256,
      args.length === 0 ? undefined : args,
    );
  }

  /** The name under which the controller knows it; any other name and it starts no pod at all. */
  public readonly name = GATEWAY_API_PLUGIN;

  private constructor(
    /** The address of its program. */
    public readonly location: string,
    /** The SHA-256 of its program. */
    public readonly sha256: string | undefined,
    /** The arguments that it is started with. */
    public readonly args: string[] | undefined,
  ) {}
}

const RELEASES = 'https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/download';
const MOST = Number.MAX_SAFE_INTEGER;
const LEAST_MINOR = 15;

// Since 0.15 header routes go to every rule, and it knows all of the arguments.
function versionProblems(version: string): string[] {
  const [, major, minor] = /^(\d+)\.(\d+)\.\d+(-[0-9A-Za-z.-]+)?$/.exec(version) ?? [];
  if (minor !== undefined && (Number(major) > 0 || Number(minor) >= LEAST_MINOR)) return [];
  return [`version takes 0.${LEAST_MINOR}.0 or newer, such as "0.${LEAST_MINOR}.0", got ${quote(version)}`];
}
