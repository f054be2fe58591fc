import type { Duration } from 'cdk8s';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import { dnsSubdomainProblems, hostnameProblems, quote } from '../../validation/names';
import { wholeNumberProblems } from '../../validation/numbers';
import { MAX_MAPPING_NAME } from './writer';

/** The apiVersion that Mappings are written as; that which the controller reads and writes. */
export enum AmbassadorApiVersion {
  /** The one that the controller takes by default; every Emissary serves it. */
  V2 = 'getambassador.io/v2',

  /** The newest one of Emissary, with `--ambassador-api-version=getambassador.io/v3alpha1`; nobody tried it here. */
  V3ALPHA1 = 'getambassador.io/v3alpha1',
}

/** Props of `AmbassadorMapping`. */
export interface AmbassadorMappingProps {
  /** The name of the Mapping, of at most 246 characters. The controller makes another one named `<name>-canary`. */
  readonly name: string;

  /** The Services that the traffic is split between; the same as those of the rollout. */
  readonly services: StableCanaryServices;

  /** What the paths of its requests begin with, such as `/shop/`. */
  readonly prefix: string;

  /**
   * The host name of its requests, such as `shop.example.com`, `*.example.com` or `*`.
   * @default - any
   */
  readonly host?: string;

  /**
   * What stands in the place of the prefix when a request is sent on; the empty text leaves the path as it is.
   * @default - a slash, as Emissary does
   */
  readonly rewrite?: string;

  /**
   * How long a request may take.
   * @default - what Emissary is set to
   */
  readonly timeout?: Duration;

  /**
   * The installation of Emissary that it is for, where a cluster has several.
   * @default - the one named `default`
   */
  readonly ambassadorId?: string;

  /**
   * The port of the Services that requests are sent to.
   * @default - the only port of the Services; required if they have several
   */
  readonly port?: number;

  /**
   * The apiVersion that it is written as.
   * @default AmbassadorApiVersion.V2
   */
  readonly apiVersion?: AmbassadorApiVersion;
}

/** What is wrong with the name of a Mapping and with what it says of requests, as a list of problems. */
export function mappingProblems(props: AmbassadorMappingProps): string[] {
  const { name, prefix, host, rewrite, timeout, ambassadorId } = props;
  return [
    ...nameProblems(name),
    ...pathProblems('prefix', prefix),
    ...(host === undefined || host === '*' ? [] : hostnameProblems('host', host)),
    ...(rewrite === undefined || rewrite === '' ? [] : pathProblems('rewrite', rewrite)),
    ...(timeout === undefined
      ? []
      : wholeNumberProblems('timeout in milliseconds', timeout.toMilliseconds(), 1, Number.MAX_SAFE_INTEGER)),
    ...(ambassadorId === undefined || ambassadorId.trim() !== ''
      ? []
      : [`ambassadorId takes the AMBASSADOR_ID of an installation, got ${quote(ambassadorId)}`]),
  ];
}

function nameProblems(name: string): string[] {
  if (name.length <= MAX_MAPPING_NAME) return dnsSubdomainProblems('name', name);
  return [
    `name has to be at most ${MAX_MAPPING_NAME} characters long, got ${name.length}: the controller cuts longer ones in ` +
      'the name of the Mapping for the canary, which may then be that of another one',
  ];
}

function pathProblems(what: string, path: string): string[] {
  if (/^\/\S*$/.test(path)) return [];
  return [`${what} takes a path such as "/shop/", got ${quote(path)}`];
}
