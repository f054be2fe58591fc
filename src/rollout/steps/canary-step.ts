import type { Duration } from 'cdk8s';
import type { RolloutSpecStrategyCanarySteps } from '../../../imports/argoproj.io';
import { dnsLabelProblems, quote } from '../../validation/names';
import { durationProblems, toGoDuration, wholeNumberProblems } from '../../validation/numbers';
import { refuse } from '../../validation/refuse';
import type { ExperimentStepOptions } from '../experiment/experiment-step-options';
import type { EndingAnalysis } from '../rollout-analysis';
import type { CanaryScale } from './canary-scale';
import type { HeaderMatch } from './header-match';
import { type MirrorRouteOptions, mirrorRouteProblems } from './mirror-route';
import { toRouteMatch } from './route-match';
import type { ManagedRouteChange, StepKind, StepParts } from './step-parts';

/**
 * One step of a canary release.
 *
 * A closed set, each with exactly one key: the controller takes two kinds in one step too, and then skips one of them
 * silently (argo-rollouts rollout/canary.go).
 */
export class CanaryStep {
  /**
   * Sends a share of the requests to the new version, 0 to 100 per cent. The step is over as soon as the pods are
   * there and the share is set: let a pause follow, or nobody has time to see a fault.
   * @param weight the share, in whole parts of `total`
   * @param total what all requests are, for routers that take weights finer than per cents (`maxTrafficWeight`): 1 of 1000
   * is 0.1 %
   * @throws if the weight is no whole number from 0 to `total`, or the total is no whole number of at least 1.
   */
  public static setWeight(weight: number, total = ALL_REQUESTS): CanaryStep {
    refuse([
      ...wholeNumberProblems('the total of setWeight', total, 1, MAX_TOTAL),
      ...wholeNumberProblems('setWeight', weight, 0, total),
    ]);
    return CanaryStep.of('setWeight', weight, { weight: (weight * 100) / total, weightTotal: total });
  }

  /**
   * Waits, in whole seconds. The controller cuts its start to the second, so a pause of 60 seconds lasts 59 to 60.
   * @throws if the duration is no whole number of seconds or shorter than one.
   */
  public static pause(duration: Duration): CanaryStep {
    refuse(durationProblems('pause', duration));
    return CanaryStep.of('pause', { duration: toGoDuration(duration) }, { seconds: duration.toSeconds() });
  }

  /**
   * Waits until a person promotes the release. The controller tells nobody that it waits.
   * @param reason who ends the pause and when, for whoever finds the release standing still
   * @throws if the reason is empty.
   */
  public static pauseUntilPromoted(reason: string): CanaryStep {
    if (reason.trim() === '') {
      refuse([
        `a pause without end needs a reason that says who ends it and when, such as "QA promotes after the smoke test", got ${quote(reason)}`,
      ]);
    }
    return CanaryStep.of('pause', {}, { seconds: Number.POSITIVE_INFINITY, reason });
  }

  /** Sets the number of pods of the new version apart from the weight, until a step with `matchTrafficWeight`. */
  public static setCanaryScale(scale: CanaryScale): CanaryStep {
    return CanaryStep.of('setCanaryScale', scale.toScale(), { scale });
  }

  /**
   * Sends the requests with certain headers to the new version, whatever the weight. With several matches all have to
   * hold, except in Istio, where one is enough.
   * @param name the name of the managed route, which becomes that of a rule
   * @param match the headers; at least one
   * @throws if the name is no DNS-1123 label, or there is no match.
   */
  public static setHeaderRoute(name: string, ...match: HeaderMatch[]): CanaryStep {
    refuse([
      ...routeNameProblems('setHeaderRoute', name),
      ...(match.length === 0
        ? [
            'setHeaderRoute takes at least one HeaderMatch, got none, which would remove the route: call removeHeaderRoute',
          ]
        : []),
    ]);
    const route = { name, match: match.map((one) => one.toMatch()) };
    return CanaryStep.of('setHeaderRoute', route, { managedRoute: { name, isSet: true, headers: [...match] } });
  }

  /**
   * Ends a header route.
   * @throws if the name is no DNS-1123 label.
   */
  public static removeHeaderRoute(name: string): CanaryStep {
    refuse(routeNameProblems('removeHeaderRoute', name));
    // No empty match: the controller drops it again, and Argo CD would be OutOfSync for ever.
    return CanaryStep.of('setHeaderRoute', { name }, { managedRoute: { name, isSet: false, headers: [] } });
  }

  /**
   * Copies requests to the new version, whose answers nobody gets: they have to be such as may be done twice.
   * @param name the name of the managed route, which becomes that of a rule
   * @param options which requests are copied, and how many of them
   * @throws if the name is no DNS-1123 label, a match is missing or empty, or the percentage is not 1 to 100.
   */
  public static setMirrorRoute(name: string, options: MirrorRouteOptions): CanaryStep {
    refuse([
      ...routeNameProblems('setMirrorRoute', name),
      ...mirrorRouteProblems(options).map((problem) => `setMirrorRoute: ${problem}`),
    ]);
    const route = { name, match: options.match.map(toRouteMatch), percentage: options.percentage };
    return CanaryStep.of('setMirrorRoute', route, { managedRoute: { name, isSet: true, headers: [] } });
  }

  /**
   * Ends a mirror route.
   * @throws if the name is no DNS-1123 label.
   */
  public static removeMirrorRoute(name: string): CanaryStep {
    refuse(routeNameProblems('removeMirrorRoute', name));
    return CanaryStep.of('setMirrorRoute', { name }, { managedRoute: { name, isSet: false, headers: [] } });
  }

  /**
   * Waits for an analysis that has to end: it is Successful, or the release is aborted.
   * @param analysis what is measured, and for how long
   */
  public static analysis(analysis: EndingAnalysis): CanaryStep {
    return new CanaryStep({ kind: 'analysis', analysis, seconds: analysis.duration?.toSeconds({ integral: false }) });
  }

  /**
   * Runs pods beside the release for a while, and waits for the end: it is Successful, or the release is aborted.
   * @param experiment which pods, for how long, and what is measured
   */
  public static experiment(experiment: ExperimentStepOptions): CanaryStep {
    return new CanaryStep({
      kind: 'experiment',
      experiment,
      seconds: experiment.duration?.toSeconds({ integral: false }),
    });
  }

  /**
   * Lets a step plugin of the controller do something, and waits until it has succeeded.
   * @param name the name under `stepPlugins` in the controller's ConfigMap; with any other the release waits for ever
   * @param config what the plugin is told, in its own words; any JSON object
   * @throws if the name is not of the form `<namespace>/<name>`.
   */
  public static plugin(name: string, config?: { readonly [key: string]: unknown }): CanaryStep {
    // argo-rollouts utils/config/config.go
    if (!/^[a-zA-Z0-9-]+\/[a-zA-Z0-9_.-]+$/.test(name)) {
      refuse([`plugin takes a name such as "argoproj-labs/step-exec", <namespace>/<name>, got ${quote(name)}`]);
    }
    return CanaryStep.of('plugin', { name, config });
  }

  private static of<K extends StepKind>(
    kind: K,
    value: NonNullable<RolloutSpecStrategyCanarySteps[K]>,
    traits: Omit<StepParts, 'kind' | 'step'> = {},
  ): CanaryStep {
    return new CanaryStep({ ...traits, kind, step: { [kind]: value } });
  }

  private constructor(private readonly parts: StepParts) {}

  /** The kind of the step, which is the key that it has. */
  public get kind(): StepKind {
    return this.parts.kind;
  }

  /** The weight that the step sets, in per cent; undefined for any other step. */
  public get weight(): number | undefined {
    return this.parts.weight;
  }

  /** What all requests are to the weight that the step sets; undefined for any other step. */
  public get weightTotal(): number | undefined {
    return this.parts.weightTotal;
  }

  /** How long the step waits, in seconds; infinite if it waits for a person. */
  public get seconds(): number {
    return this.parts.seconds ?? 0;
  }

  /** Why the step waits for a person; undefined for any other step. */
  public get reason(): string | undefined {
    return this.parts.reason;
  }

  /** The scale that the step sets; undefined for any other step. */
  public get scale(): CanaryScale | undefined {
    return this.parts.scale;
  }

  /** The managed route that the step sets or removes; undefined for any other step. */
  public get managedRoute(): ManagedRouteChange | undefined {
    return this.parts.managedRoute;
  }

  /** What an analysis step measures; undefined for any other step. */
  public get endingAnalysis(): EndingAnalysis | undefined {
    return this.parts.analysis;
  }

  /** The experiment of an experiment step; undefined for any other step. */
  public get experimentOptions(): ExperimentStepOptions | undefined {
    return this.parts.experiment;
  }

  /**
   * The step as a Rollout takes it.
   * @throws for an analysis and an experiment: what they are depends on the rollout that has them.
   */
  public toStep(): RolloutSpecStrategyCanarySteps {
    const { kind, step } = this.parts;
    if (step === undefined) throw new Error(`a step with ${kind} can be rendered as a part of a rollout only`);
    return step;
  }
}

/** What all requests are to a weight, unless a router has a `maxTrafficWeight`. */
export const ALL_REQUESTS = 100;

// The controller's weights are 32-bit integers.
const MAX_TOTAL = 2 ** 31 - 1;

function routeNameProblems(what: string, name: string): string[] {
  return dnsLabelProblems(`the name of the route in ${what}`, name);
}
