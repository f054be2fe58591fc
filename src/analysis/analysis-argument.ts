import type { AnalysisTemplateSpecArgs, RolloutSpecStrategyCanaryAnalysisArgs } from '../../imports/argoproj.io';
import { quote } from '../validation/names';
import { repeated } from '../validation/repeated';

/**
 * An argument of an analysis, with where its value comes from.
 *
 * A template knows the source of each of its arguments, so that a Rollout can neither forget one nor invent one.
 * Metrics refer to it as `{{args.<name>}}`.
 */
export class AnalysisArgument {
  /** A fixed value. */
  public static value(name: string, value: string): AnalysisArgument {
    return new AnalysisArgument(name, { name, value }, undefined);
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
    return new AnalysisArgument(name, { name }, { name, valueFrom: { fieldRef: { fieldPath } } });
  }

  /** A key of a Secret in the namespace of the rollout. */
  public static secret(name: string, secretName: string, key: string): AnalysisArgument {
    return new AnalysisArgument(name, { name, valueFrom: { secretKeyRef: { name: secretName, key } } }, undefined);
  }

  private static hash(name: string, podTemplateHashValue: string): AnalysisArgument {
    return new AnalysisArgument(name, { name }, { name, valueFrom: { podTemplateHashValue } });
  }

  private constructor(
    /** The name of the argument. */
    public readonly name: string,
    private readonly inTemplate: AnalysisTemplateSpecArgs,
    private readonly inRollout: RolloutSpecStrategyCanaryAnalysisArgs | undefined,
  ) {}

  /** Whether the argument names the pods of the new version. */
  public get isCanaryHash(): boolean {
    return this.inRollout?.valueFrom?.podTemplateHashValue === 'Latest';
  }

  /** The argument as the AnalysisTemplate declares it. */
  public toTemplateArg(): AnalysisTemplateSpecArgs {
    return this.inTemplate;
  }

  /** The argument as the Rollout supplies it; none where the template has the value. */
  public toRolloutArgs(): RolloutSpecStrategyCanaryAnalysisArgs[] {
    return this.inRollout === undefined ? [] : [this.inRollout];
  }
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
