import type { AnalysisTemplateSpecMetricsProviderWebHeaders } from '../../../imports/argoproj.io';
import { quote } from '../../validation/names';
import { repeated } from '../../validation/repeated';

/**
 * What is wrong with the headers of a request, by name, as a list of problems. One that is known to carry a secret takes
 * it as `{{args.<name>}}`: a secret in a manifest is none any more.
 */
export function headerProblems(headers: { readonly [name: string]: string }): string[] {
  const names = Object.keys(headers);
  return [
    ...repeated(names.map((name) => name.toLowerCase())).map(
      (name) => `headers has ${quote(name)} twice, spelled differently: only the last would be sent`,
    ),
    ...names
      .filter((name) => !TOKEN.test(name))
      .map((name) => `headers takes names such as "Authorization" (letters, digits and "-"), got ${quote(name)}`),
    ...Object.entries(headers)
      .filter(([name, value]) => carriesSecret(name) && !/\{\{\s*args\.[^{}]+\}\}/.test(value))
      .map(
        ([name]) =>
          `the header ${quote(name)} has its secret in the manifest: refer to an AnalysisArgument.secret, such as ` +
          '"Bearer {{args.token}}"',
      ),
  ];
}

/** Whether a header of that name is known to carry a secret. */
export function carriesSecret(name: string): boolean {
  return SECRET.test(name);
}

/** The headers as a provider takes them; undefined where there are none. */
export function toHeaders(
  headers: { readonly [name: string]: string } = {},
): AnalysisTemplateSpecMetricsProviderWebHeaders[] | undefined {
  const list = Object.entries(headers).map(([key, value]) => ({ key, value }));
  return list.length === 0 ? undefined : list;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const SECRET = /^(proxy-)?authorization$|^cookie$|api-?key|auth-?token|access-?token|secret|password/i;
