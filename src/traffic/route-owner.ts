import type { Construct } from 'constructs';
import { namespaceText } from '../validation/names';
import { throwProblems } from '../validation/problems';
import type { TrafficBinding } from './traffic-router';
import { type VersionServices, versionNames } from './version-services';

/** What of a router has to be the same as in its rollout. */
export interface OwnedRoute {
  /** What it is called in messages, such as `route` or `Ingress`. */
  readonly what: string;

  /**
   * The Services it splits between.
   * @default - it tells the versions apart otherwise
   */
  readonly services?: VersionServices;

  /**
   * The namespace it is in, where that has to be the rollout's.
   * @default - any
   */
  readonly namespace?: { readonly name?: string };

  /**
   * What makes a rollout take it, for the message where none does.
   * @default - it is given to a CanaryRollout in `trafficRouting`
   */
  readonly remedy?: string;
}

/** The one rollout that moves the weights of a router. */
export class RouteOwner {
  private rollout?: TrafficBinding;

  /** Makes synth fail if no rollout ever takes the router. */
  constructor(
    private readonly scope: Construct,
    private readonly route: OwnedRoute,
  ) {
    const { what, remedy = 'give it to a CanaryRollout in `trafficRouting`' } = route;
    scope.node.addValidation({
      validate: () => (this.rollout === undefined ? [`no rollout moves the weights of this ${what}: ${remedy}`] : []),
    });
  }

  /** The labels that select the pods of the rollout; undefined before there is one. */
  public get podLabels(): Readonly<Record<string, string>> | undefined {
    return this.rollout?.podLabels();
  }

  /**
   * Gives the router to a rollout.
   * @throws if the rollout has other Services, lives in another namespace, or is not the first.
   */
  public bind(rollout: TrafficBinding): void {
    const { what, services, namespace } = this.route;
    throwProblems(this.scope, [
      ...(services === undefined || services === (rollout.services ?? rollout.pingPong)
        ? []
        : [
            `the ${what} splits between ${versionNames(services)}, the rollout at ${rollout.path} switches ` +
              `${versionNames(rollout.services ?? rollout.pingPong)}: give both the same \`services\``,
          ]),
      ...(namespace === undefined || rollout.namespace === namespace.name
        ? []
        : [
            `the ${what} is in ${namespaceText(namespace.name)}, the rollout at ${rollout.path} in ` +
              `${namespaceText(rollout.namespace)}: the controller looks for it in the rollout's namespace, put both into one`,
          ]),
      ...(this.rollout === undefined || this.rollout.path === rollout.path
        ? []
        : [
            `the rollouts at ${this.rollout.path} and ${rollout.path} both move the weights of this ${what}: make one for each`,
          ]),
    ]);
    this.rollout = rollout;
  }
}
