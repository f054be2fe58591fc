import type { AnalysisTemplateSpecArgs, RolloutSpecStrategyCanaryAnalysisArgs } from '../../imports/argoproj.io';
import { quote } from '../validation/names';
import { repeated } from '../validation/repeated';

/** What an argument may need to know of the rollout that uses it. */
export interface RolloutValues {
  /**
   * The name of the Service that gets the canary's requests.
   * @default - the rollout has no Services of its own
   */
  readonly canaryService?: string;

  /**
   * Values for arguments that each rollout gives itself, by their names.
   * @default - none
   */
  readonly values?: { readonly [name: string]: string };
}

/**
 * An argument of an analysis, with where its value comes from.
 *
 * A template knows the source of each of its arguments, so that a Rollout can neither forget one nor invent one.
 * Metrics refer to it as `{{args.<name>}}`.
 */
export class AnalysisArgument {
  /** A fixed value. */
  public static value(name: string, value: string): AnalysisArgument {
    return new AnalysisArgument(name, { name, value });
  }

  /** The pod template hash of the new version, the value of its pods' label `rollouts-pod-template-hash`. */
  public static canaryHash(name: string): AnalysisArgument {
    return AnalysisArgument.hash(name, 'Latest');
  }

  /** The pod template hash of the stable version. */
  public static stableHash(name: string): AnalysisArgument {
    return AnalysisArgument.hash(name, 'Stable');
  }

  /**
   * A field of the Rollout, such as `metadata.labels['team']` or `spec.replicas`.
   * @throws if the path is empty, or begins with `metadata` and names no field that the controller finds there.
   */
  public static field(name: string, fieldPath: string): AnalysisArgument {
    // k8s.io/kubernetes pkg/fieldpath, which the controller asks for everything under metadata.
    const readable =
      /^metadata\.(name|namespace|uid|labels|annotations|(labels|annotations)\['([A-Za-z0-9.-]+\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?'\])$/;
    if (fieldPath.trim() === '' || (fieldPath.startsWith('metadata') && !readable.test(fieldPath))) {
      throw new Error(
        `the argument "${name}" takes a field such as "metadata.name", "metadata.labels['team']" or "spec.replicas", got ` +
          quote(fieldPath),
      );
    }
    return new AnalysisArgument(name, { name }, { valueFrom: { fieldRef: { fieldPath } } });
  }

  /** The name of the Service that gets the requests of the new version, so that one template fits every rollout. */
  public static canaryService(name: string): AnalysisArgument {
    return new AnalysisArgument(name, { name }, { by: 'canaryService' });
  }

  /**
   * A value of each rollout's own, given in `analysis.withValues({ … })`.
   * @param name the name of the argument
   * @param byDefault the value for rollouts that give none; without it each of them has to give one
   */
  public static perRollout(name: string, byDefault?: string): AnalysisArgument {
    return new AnalysisArgument(name, byDefault === undefined ? { name } : { name, value: byDefault }, {
      by: 'values',
    });
  }

  /**
   * A key of a Secret in the namespace of the rollout. A template for the whole cluster is measured in the namespace of
   * each rollout, and each of them needs the Secret.
   */
  public static secret(name: string, secretName: string, key: string): AnalysisArgument {
    return new AnalysisArgument(name, { name, valueFrom: { secretKeyRef: { name: secretName, key } } });
  }

  private static hash(name: string, podTemplateHashValue: string): AnalysisArgument {
    return new AnalysisArgument(name, { name }, { valueFrom: { podTemplateHashValue } });
  }

  private constructor(
    /** The name of the argument. */
    public readonly name: string,
    private readonly inTemplate: AnalysisTemplateSpecArgs,
    private readonly supplied: SuppliedValue = {},
  ) {}

  /** Whether the argument names the pods of the new version. */
  public get isCanaryHash(): boolean {
    return this.supplied.valueFrom?.podTemplateHashValue === 'Latest';
  }

  /** Whether the argument is about the new version alone: its pods, its Service or its target group. */
  public get selectsCanary(): boolean {
    const { by, valueFrom } = this.supplied;
    const isTargetGroup = valueFrom?.fieldRef?.fieldPath.startsWith('status.alb.canaryTargetGroup.') ?? false;
    return this.isCanaryHash || by === 'canaryService' || isTargetGroup;
  }

  /** The argument as the AnalysisTemplate declares it. */
  public toTemplateArg(): AnalysisTemplateSpecArgs {
    return this.inTemplate;
  }

  /** The argument as the Rollout supplies it; none where the template has the value. */
  public toRolloutArgs(rollout: RolloutValues = {}): RolloutSpecStrategyCanaryAnalysisArgs[] {
    const { valueFrom, by } = this.supplied;
    if (valueFrom !== undefined) return [{ name: this.name, valueFrom }];
    const value = by === 'values' ? rollout.values?.[this.name] : by && rollout[by];
    return value === undefined ? [] : [{ name: this.name, value }];
  }

  /** What keeps the argument from having a value, as a list of problems. */
  public problems(rollout: RolloutValues): string[] {
    const { value, valueFrom } = this.inTemplate;
    if (value !== undefined || valueFrom !== undefined || this.toRolloutArgs(rollout).length > 0) return [];
    return [
      this.selectsCanary
        ? `the argument "${this.name}" is the name of the canary's Service, and there is none here: use ` +
          'AnalysisArgument.canaryHash'
        : `the argument "${this.name}" has no value: give it one in withValues, or a default in AnalysisArgument.perRollout`,
    ];
  }
}

/** What the Rollout supplies: a source, or a value that is known when the rollout is. */
interface SuppliedValue extends Pick<RolloutSpecStrategyCanaryAnalysisArgs, 'valueFrom'> {
  /**
   * What has the value.
   * @default - the source, or the template
   */
  readonly by?: keyof RolloutValues;
}

/**
 * What does not fit between the arguments of an analysis and the placeholders in its metrics, as a list of problems.
 * @param args the arguments
 * @param text everything of the metrics in which a placeholder may stand
 */
export function argumentProblems(args: readonly AnalysisArgument[], text: string): string[] {
  const names = args.map((arg) => arg.name);
  const used = new Set(placeholdersOf(text));
  return [
    ...repeated(names).map(
      (name) => `the argument "${name}" is given twice: the controller would take one of them silently`,
    ),
    ...names
      .filter((name) => !used.has(`args.${name}`))
      .map(
        (name) =>
          `the argument "${name}" is used by no metric: what it was meant to select is measured without it, refer to ` +
          `it as {{args.${name}}} or leave it out`,
      ),
    ...[...used]
      .filter((placeholder) => !names.some((name) => placeholder === `args.${name}`))
      .map(
        (placeholder) =>
          `{{${placeholder}}} stands in a metric, but there is no such argument (there ${listed(names)}): the ` +
          'controller would abort the release with it',
      ),
  ];
}

/** What stands between double braces in a text, such as `args.canary-hash`. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map((match) => match[1] ?? '');
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'is none';
  return `${names.length === 1 ? 'is' : 'are'} ${names.map(quote).join(', ')}`;
}
