import type { IConstruct } from 'constructs';
import { objectsInApp } from '../validation/app-constructs';
import { namespaceText, quote } from '../validation/names';
import type { AnalysisArgument } from './analysis-argument';

/**
 * Which Secrets of the app lack a key that an argument takes, as a list of problems: the run ends with an error, which
 * aborts the release (argo-rollouts analysis/analysis.go). Of Secrets that are made elsewhere nothing is known.
 * @param scope any construct of the app
 * @param args the arguments of an analysis
 * @param namespaces the namespaces in which it runs
 */
export function secretProblems(
  scope: IConstruct,
  args: readonly AnalysisArgument[],
  namespaces: ReadonlySet<string | undefined>,
): string[] {
  const wanted = args.flatMap((arg) => {
    const secret = arg.toTemplateArg().valueFrom?.secretKeyRef;
    return secret === undefined ? [] : [{ argument: arg.name, ...secret }];
  });
  if (wanted.length === 0) return [];
  const secrets = objectsInApp(scope, 'Secret').filter(({ metadata }) => namespaces.has(metadata.namespace));
  return wanted.flatMap(({ argument, name, key }) =>
    secrets
      .filter((secret) => secret.name === name)
      .flatMap((secret) => {
        const { data = {}, stringData = {}, type } = secret.toJson();
        const keys = Object.keys({ ...data, ...stringData });
        // Tokens are filled in by the cluster.
        if (keys.includes(key) || type === 'kubernetes.io/service-account-token') return [];
        return [
          `the argument ${quote(argument)} takes the key ${quote(key)} of the Secret ${quote(name)} in ` +
            `${namespaceText(secret.metadata.namespace)}, which has ${keys.map(quote).join(', ') || 'none'}: the release would be ` +
            'aborted with an error',
        ];
      }),
  );
}
