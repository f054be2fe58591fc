import { quote } from '../validation/names';
import type { AnalysisArgument } from './analysis-argument';
import type { Metric } from './metric';
import { carriesSecret } from './providers/request-headers';

/**
 * Which arguments that credentials are taken from are no Secrets, as a list of problems: their value would stand in the
 * manifest, in Git.
 */
export function credentialProblems(args: readonly AnalysisArgument[], metrics: readonly Metric[]): string[] {
  const plain = args.filter((arg) => arg.toTemplateArg().valueFrom?.secretKeyRef === undefined);
  return metrics.flatMap(({ name: metric, provider }) =>
    credentialsIn(provider.toProvider()).flatMap((credential) => {
      const named = [...credential.matchAll(/\{\{\s*args\.([^{}\s]+)\s*\}\}/g)].map(([, name]) => name);
      const isSecret = named.some((name) => args.some((arg) => arg.name === name && !plain.includes(arg)));
      if (isSecret) return [];
      return plain
        .filter(({ name }) => named.includes(name))
        .map(
          ({ name }) =>
            `metric ${quote(metric)} takes a credential from the argument ${quote(name)}, whose value is in the manifest: make ` +
            'it an AnalysisArgument.secret',
        );
    }),
  );
}

// What stands at the places of credentials: secrets of clients, and headers that carry one.
function credentialsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(credentialsIn);
  const { key, value: header } = value as { readonly key?: unknown; readonly value?: unknown };
  if (typeof key === 'string' && typeof header === 'string') return carriesSecret(key) ? [header] : [];
  return Object.entries(value).flatMap(([field, inner]) =>
    field === 'clientSecret' && typeof inner === 'string' ? [inner] : credentialsIn(inner),
  );
}
