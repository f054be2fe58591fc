import type { AnalysisTemplateSpecMetricsProviderPrometheusAuthentication } from '../../../../imports/argoproj.io';
import { quote } from '../../../validation/names';
import { type OAuth2Options, oauth2Problems, toOAuth2 } from '../request-authentication';

/** Options of `PrometheusAuthentication.sigV4`. */
export interface SigV4Options {
  /** The region of the workspace, such as `eu-central-1`. */
  readonly region: string;

  /**
   * The role that the controller takes on to ask, such as `arn:aws:iam::111122223333:role/query-metrics`.
   * @default - that of the controller itself
   */
  readonly roleArn?: string;

  /**
   * The profile in the controller's AWS configuration whose credentials are used.
   * @default - the credentials that the AWS SDK finds by itself
   */
  readonly profile?: string;
}

/**
 * How the controller proves to a Prometheus server who it is.
 *
 * Where a token of your own does, as for most gateways, it is a header: `Authorization: Bearer {{args.token}}`.
 */
export class PrometheusAuthentication {
  /** A token that the controller fetches for each measurement, by OAuth 2.0 with the credentials of a client. */
  public static oauth2(options: OAuth2Options): PrometheusAuthentication {
    return new PrometheusAuthentication({ oauth2: toOAuth2(options) }, oauth2Problems('oauth2', options));
  }

  /** AWS Signature Version 4, for Amazon Managed Service for Prometheus. */
  public static sigV4(options: SigV4Options): PrometheusAuthentication {
    const { region, roleArn, profile } = options;
    return new PrometheusAuthentication({ sigv4: { region, roleArn, profile } }, sigV4Problems(options), options);
  }

  private constructor(
    private readonly rendered: AnalysisTemplateSpecMetricsProviderPrometheusAuthentication,
    private readonly own: readonly string[],
    private readonly signing?: SigV4Options,
  ) {}

  /** The credentials as the `authentication` of the provider. */
  public toAuthentication(): AnalysisTemplateSpecMetricsProviderPrometheusAuthentication {
    return this.rendered;
  }

  /** What is wrong with the credentials, alone or for a server at this address, as a list of problems. */
  public problems(address: string): string[] {
    return [...this.own, ...(this.signing === undefined ? [] : workspaceProblems(this.signing, address))];
  }
}

function sigV4Problems({ region, roleArn, profile }: SigV4Options): string[] {
  return [
    ...(/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region) || isOpen(region)
      ? []
      : [`sigV4.region takes a region of AWS such as "eu-central-1", got ${quote(region)}`]),
    ...(roleArn === undefined || /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn) || isOpen(roleArn)
      ? []
      : [
          `sigV4.roleArn takes the ARN of a role such as "arn:aws:iam::111122223333:role/query-metrics", got ${quote(roleArn)}`,
        ]),
    ...(profile === '' ? ['sigV4.profile is empty: name a profile, or leave it out'] : []),
  ];
}

// argo-rollouts metricproviders/prometheus/prometheus.go: any other address is asked without a signature.
function workspaceProblems({ region }: SigV4Options, address: string): string[] {
  if (isOpen(address)) return [];
  if (!address.includes('aps-workspaces')) {
    return [
      `sigV4 is for the address of a workspace, such as "https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-…", ` +
        `got ${quote(address)}: without "aps-workspaces" in it the controller does not sign its requests`,
    ];
  }
  const [, there] = address.match(/aps-workspaces\.([a-z]{2}(?:-[a-z]+)+-\d+)\./) ?? [];
  if (there === undefined || there === region || isOpen(region)) return [];
  return [`sigV4.region is ${quote(region)}, and the workspace is in ${quote(there)}: it would refuse the signature`];
}

function isOpen(text: string): boolean {
  return text.includes('{{');
}
