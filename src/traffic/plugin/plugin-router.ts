import { Construct } from 'constructs';
import type { RequestMetrics } from '../../analysis/requests/request-metrics';
import { PingPongServices } from '../../services/ping-pong-services';
import { quote } from '../../validation/names';
import { wholeNumberProblems } from '../../validation/numbers';
import { throwProblems } from '../../validation/problems';
import { KNOWN_PLUGINS } from '../known-plugins';
import { RouteOwner } from '../route-owner';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import type { VersionServices } from '../version-services';
import { PLUGIN_FACTS } from './facts';

/** Props of `PluginRouter`. */
export interface PluginRouterProps {
  /** The name under `trafficRouterPlugins` in the controller's ConfigMap, `<namespace>/<name>`. */
  readonly name: string;

  /** What the plugin is told, in its own words: any JSON object. */
  readonly config: { readonly [key: string]: unknown };

  /** The Services that the plugin splits between; the same as those of the rollout. */
  readonly services: VersionServices;

  /**
   * Whether the plugin sends requests with certain headers to the canary. Many take the step and do nothing.
   * @default false
   */
  readonly setHeaderRoute?: boolean;

  /**
   * Whether the plugin copies requests to the canary. Many take the step and do nothing.
   * @default false
   */
  readonly setMirrorRoute?: boolean;

  /**
   * Whether the plugin gives a template of an experiment a weight, and takes it back at the end.
   * @default false
   */
  readonly experimentWeight?: boolean;

  /**
   * Whether the plugin can switch between a ping and a pong Service.
   * @default false
   */
  readonly pingPong?: boolean;

  /**
   * What all requests are, where the plugin takes weights finer than per cents; only if it counts with this field.
   * @default - 100
   */
  readonly maxTrafficWeight?: number;
}

/**
 * A traffic router of somebody else: a plugin of the controller for which there is no construct.
 *
 * It makes no object. What the plugin writes, such as a Route of OpenShift, is yours to make, with all weight for the
 * stable Service.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/plugins/
 */
export class PluginRouter extends Construct implements ITrafficRouter {
  /** What the plugin can do, as its props say. */
  public readonly facts: RouterFacts;

  /** The name under which the controller knows the plugin. */
  public readonly name: string;

  private readonly owner: RouteOwner;
  private readonly routing: TrafficRouting;

  /** @throws if the name is not of the form `<namespace>/<name>`, or there is a construct for the plugin. */
  constructor(scope: Construct, id: string, props: PluginRouterProps) {
    super(scope, id);
    throwProblems(this, problems(props));
    const { name, services, config, maxTrafficWeight } = props;
    this.name = name;
    this.facts = {
      ...PLUGIN_FACTS,
      name: `plugin ${name}`,
      setHeaderRoute: props.setHeaderRoute === true,
      setMirrorRoute: props.setMirrorRoute === true,
      experimentWeight: props.experimentWeight === true,
      pingPong: props.pingPong === true,
      maxTrafficWeight: maxTrafficWeight !== undefined,
    };
    this.routing = {
      plugins: { [name]: { ...config } },
      ...(maxTrafficWeight === undefined ? {} : { maxTrafficWeight }),
    };
    this.owner = new RouteOwner(this, { what: 'PluginRouter', services });
  }

  /**
   * The requests of the canary alone are not known here, as what the plugin routes with is not.
   * @throws always, and says what to take instead.
   */
  public requestMetrics(): RequestMetrics {
    throw new Error(
      `[${this.node.path}] what the plugin ${this.name} routes with is not known, and neither is how it counts requests: ` +
        "take the requests that the canary's pods count (PodRequests.ofCanary)",
    );
  }

  /**
   * Ties the plugin to a rollout and returns its configuration.
   * @throws if the rollout has other Services, or is the second.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    this.owner.bind(rollout);
    return this.routing;
  }
}

function problems({ name, services, pingPong, maxTrafficWeight }: PluginRouterProps): string[] {
  const known = Object.entries(KNOWN_PLUGINS).find(([plugin]) => plugin.toLowerCase() === name.toLowerCase());
  return [
    // argo-rollouts utils/config/config.go
    ...(/^[a-zA-Z0-9-]+\/[a-zA-Z0-9_.-]+$/.test(name)
      ? []
      : [`name takes the name of a plugin such as "argoproj-labs/openshift", <namespace>/<name>, got ${quote(name)}`]),
    ...(known === undefined
      ? []
      : [
          `name is ${quote(name)}, and for ${known[0]} there is a construct that knows what it cannot do: take ${known[1]}`,
        ]),
    ...(services instanceof PingPongServices && pingPong !== true
      ? [
          'services are a ping and a pong, and pingPong is not said of the plugin: with one that asks for the stable and the ' +
            'canary Service no release ends; set pingPong if it can, or give it StableCanaryServices',
        ]
      : []),
    ...(maxTrafficWeight === undefined
      ? []
      : wholeNumberProblems('maxTrafficWeight', maxTrafficWeight, 1, 2 ** 31 - 1)),
  ];
}
