import type { Duration } from 'cdk8s';
import type { ApisixRouteSpecHttp, ApisixRouteSpecHttpBackends } from '../../../imports/apisix.apache.org';
import { hostnameProblems, quote } from '../../validation/names';
import { durationProblems, toGoDuration } from '../../validation/numbers';

/** A plugin of APISIX that requests of a rule pass. */
export interface ApisixPlugin {
  /** The name of the plugin, such as `limit-count`. */
  readonly name: string;

  /**
   * Whether it is in use.
   * @default true
   */
  readonly enable?: boolean;

  /**
   * Its configuration, in the plugin's own words.
   * @default - the defaults of the plugin
   */
  readonly config?: Record<string, unknown>;

  /**
   * The Secret with the part of its configuration that nobody should read, in the namespace of the route.
   * @default - none
   */
  readonly secretRef?: string;
}

/** How long APISIX waits for the pods, in whole seconds. */
export interface ApisixTimeout {
  /**
   * The time to connect.
   * @default - that of APISIX
   */
  readonly connect?: Duration;

  /**
   * The time to send the request.
   * @default - that of APISIX
   */
  readonly send?: Duration;

  /**
   * The time to read the response.
   * @default - that of APISIX
   */
  readonly read?: Duration;
}

/** A rule of an ApisixRoute: which requests it is about, and what happens to them on the way. */
export interface ApisixRule {
  /** The name of the rule, by which the controller finds it; each rule of a route has its own. */
  readonly name: string;

  /**
   * The host names of the requests, such as `shop.example.com` or `*.example.com`.
   * @default - every host name
   */
  readonly hosts?: string[];

  /**
   * The paths of the requests: `/api` is that path alone, `/api/*` everything below it.
   * @default ['/*']
   */
  readonly paths?: string[];

  /**
   * The methods of the requests, such as `GET`.
   * @default - every method
   */
  readonly methods?: string[];

  /**
   * How the rule ranks among those that match the same request; the highest gets it. A header route gets one more.
   * @default 0
   */
  readonly priority?: number;

  /**
   * The plugins that the requests pass.
   * @default - none
   */
  readonly plugins?: ApisixPlugin[];

  /**
   * Whether a connection may become a WebSocket.
   * @default false
   */
  readonly websocket?: boolean;

  /**
   * How long APISIX waits for the pods.
   * @default - the timeouts of APISIX
   */
  readonly timeout?: ApisixTimeout;
}

/** A rule as the ApisixRoute has it. */
export function toHttpRule(rule: ApisixRule, backends: ApisixRouteSpecHttpBackends[]): ApisixRouteSpecHttp {
  const { name, hosts, paths = ['/*'], methods, priority, plugins, websocket, timeout } = rule;
  return {
    name,
    priority,
    match: { hosts, paths, methods },
    // The CRD demands `enable`.
    plugins: plugins?.map((plugin) => ({ enable: true, ...plugin })),
    websocket,
    timeout: timeout && {
      connect: timeout.connect && toGoDuration(timeout.connect),
      send: timeout.send && toGoDuration(timeout.send),
      read: timeout.read && toGoDuration(timeout.read),
    },
    backends,
  };
}

/** What is wrong with a rule, as a list of problems. */
export function ruleProblems(rule: ApisixRule, what: string): string[] {
  const { name, hosts, paths, methods, priority, plugins = [], timeout } = rule;
  return [
    ...(name.trim() === ''
      ? [`${what}.name is empty: the controller finds the rule by it, take one such as "main"`]
      : []),
    ...(hosts?.length === 0 ? [`${what}.hosts is empty: name at least one, or leave it out for all`] : []),
    ...(hosts ?? []).flatMap((host, index) => hostnameProblems(`${what}.hosts[${index}]`, host)),
    ...(paths?.length === 0 ? [`${what}.paths is empty: name at least one, or leave it out for all`] : []),
    ...(paths ?? []).flatMap((path, index) =>
      /^\/\S*$/.test(path)
        ? []
        : [`${what}.paths[${index}] takes a path that begins with "/", such as "/api/*", got ${quote(path)}`],
    ),
    ...(methods?.length === 0 ? [`${what}.methods is empty: name at least one, or leave it out for all`] : []),
    ...(methods ?? []).flatMap((method, index) =>
      METHODS.includes(method)
        ? []
        : [
            `${what}.methods[${index}] takes ${METHODS.slice(0, -1).join(', ')} or ${METHODS.at(-1)}, got ${quote(method)}`,
          ],
    ),
    ...(priority === undefined || Number.isSafeInteger(priority)
      ? []
      : [`${what}.priority takes a whole number, got ${priority}`]),
    ...plugins.flatMap((plugin, index) => pluginProblems(plugin, `${what}.plugins[${index}]`)),
    ...(timeout === undefined ? [] : timeoutProblems(timeout, `${what}.timeout`)),
  ];
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'CONNECT', 'TRACE'];

function pluginProblems({ name }: ApisixPlugin, what: string): string[] {
  if (name.trim() === '') return [`${what}.name is empty: take the name of a plugin such as "limit-count"`];
  // The Ingress Controller makes that plugin of the backends and their weights.
  return name === 'traffic-split'
    ? [`${what} is traffic-split, by which APISIX carries out the weights that the controller moves: leave it out`]
    : [];
}

function timeoutProblems({ connect, send, read }: ApisixTimeout, what: string): string[] {
  const given = Object.entries({ connect, send, read });
  if (given.every(([, duration]) => duration === undefined)) {
    return [`${what} is empty: give it connect, send or read, or leave it out`];
  }
  return given.flatMap(([key, duration]) =>
    duration === undefined ? [] : durationProblems(`${what}.${key}`, duration),
  );
}
