import { quote } from '../validation/names';
import { repeated } from '../validation/repeated';

/** A plugin that the controller starts, as an entry of its ConfigMap. */
export interface ControllerPlugin {
  /** The name by which Rollouts and analyses refer to it, such as `argoproj-labs/gatewayAPI`; upper and lower case count. */
  readonly name: string;

  /** Where its program is: an address that begins with `https://`, `http://` or, for a file of the pod, `file://`. */
  readonly location: string;

  /**
   * The SHA-256 of the program, in 64 hexadecimal digits. The controller does not start with another program.
   * @default - it starts whatever is there
   */
  readonly sha256?: string;

  /**
   * The arguments that it is started with.
   * @default - none
   */
  readonly args?: string[];
}

/** What is wrong with the plugins of one list, as a list of problems. */
export function pluginProblems(what: string, plugins: readonly ControllerPlugin[]): string[] {
  return [
    ...plugins.flatMap((plugin, index) => onePluginProblems(`${what}[${index}]`, plugin)),
    ...repeated(plugins.map(({ name }) => name)).map(
      (name) => `${what} has ${quote(name)} several times: the controller starts one of a name`,
    ),
  ];
}

function onePluginProblems(what: string, { name, location, sha256, args }: ControllerPlugin): string[] {
  return [
    ...(/^[^/\s]+\/[^/\s]+$/.test(name)
      ? []
      : [`${what}.name takes a name such as "argoproj-labs/gatewayAPI", got ${quote(name)}`]),
    ...(/^(https?|file):\/\/\S+$/.test(location)
      ? []
      : [`${what}.location takes an address that begins with https://, http:// or file://, got ${quote(location)}`]),
    // Of a shorter one the controller compares something else (argo-rollouts utils/plugin/downloader.go).
    ...(sha256 === undefined || /^[0-9a-f]{64}$/.test(sha256)
      ? []
      : [`${what}.sha256 takes the 64 digits (0-9, a-f) of a SHA-256, got ${quote(sha256)}`]),
    ...(args?.length === 0 ? [`${what}.args is empty: name at least one, or leave it out`] : []),
    ...(args ?? [])
      .filter((arg) => arg.trim() === '')
      .map((arg) => `${what}.args takes arguments such as "-logformat=json", got ${quote(arg)}`),
  ];
}
