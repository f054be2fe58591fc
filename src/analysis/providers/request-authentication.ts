import type { AnalysisTemplateSpecMetricsProviderWebAuthenticationOauth2 } from '../../../imports/argoproj.io';
import { quote } from '../../validation/names';
import { addressProblems } from './request-address';

/** How the controller gets a token for its requests: OAuth 2.0 with the credentials of a client. */
export interface OAuth2Options {
  /** The address that gives out tokens, an http or https URL. */
  readonly tokenUrl: string;

  /** The name of the client. */
  readonly clientId: string;

  /** The secret of the client, as `{{args.<name>}}` of an `AnalysisArgument.secret`; never the secret itself. */
  readonly clientSecret: string;

  /**
   * What the token has to be good for.
   * @default - what the client has by itself
   */
  readonly scopes?: string[];
}

/** What is wrong with the credentials of a client, as a list of problems. */
export function oauth2Problems(what: string, { tokenUrl, clientId, clientSecret }: OAuth2Options): string[] {
  return [
    ...addressProblems(`${what}.tokenUrl`, tokenUrl, 'https://login.example.com/token'),
    // argo-rollouts metricproviders/prometheus and webmetric: with one of the three alone each measurement is an error.
    ...(clientId === '' ? [`${what}.clientId is empty: the controller asks for no token without it`] : []),
    ...secretProblems(`${what}.clientSecret`, clientSecret),
  ];
}

/** The credentials as the `authentication.oauth2` of a provider takes them. */
export function toOAuth2(options: OAuth2Options): AnalysisTemplateSpecMetricsProviderWebAuthenticationOauth2 {
  const { tokenUrl, clientId, clientSecret, scopes = [] } = options;
  return { tokenUrl, clientId, clientSecret, scopes: scopes.length === 0 ? undefined : [...scopes] };
}

// The value is not quoted in the message: it may be the secret itself, and messages end up in logs.
function secretProblems(what: string, value: string): string[] {
  if (/^\{\{\s*args\.[^{}\s]+\s*\}\}$/.test(value)) return [];
  return [
    `${what} takes a reference to an argument such as ${quote('{{args.client-secret}}')}, got ` +
      `${value === '' ? 'nothing' : 'something else'}: a secret in a manifest is none any more, make it an AnalysisArgument.secret`,
  ];
}
