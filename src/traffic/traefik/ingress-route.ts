import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { IngressRouteSpec, IngressRouteSpecRoutes } from '../../../imports/traefik.io';
import { requireCheckedApp } from '../../check/app-check';
import { dnsLabelProblems, dnsSubdomainProblems, namespaceText, quote } from '../../validation/names';
import { wholeNumberProblems } from '../../validation/numbers';
import { throwProblems } from '../../validation/problems';
import { TraefikVersion } from './traefik';
import type { TraefikService } from './traefik-service';

/** A header that brings a request to the canary. */
export interface CanaryHeader {
  /** The name of the header, such as `X-Canary`. */
  readonly header: string;

  /** The value that it has to have. */
  readonly value: string;
}

/** A middleware that requests pass before they are sent on. */
export interface TraefikMiddleware {
  /** The name of the Middleware. */
  readonly name: string;

  /**
   * Its namespace.
   * @default - that of the route
   */
  readonly namespace?: string;
}

/** How Traefik ends TLS for a route. */
export interface IngressRouteTls {
  /**
   * The Secret with the certificate, in the namespace of the route.
   * @default - the certificate of `certResolver`, or Traefik's own
   */
  readonly secretName?: string;

  /**
   * The certificate resolver of Traefik that gets the certificate.
   * @default - none
   */
  readonly certResolver?: string;
}

/** Props of `IngressRoute`. */
export interface IngressRouteProps {
  /** The name of the IngressRoute. */
  readonly name: string;

  /** The TraefikService that splits the requests. */
  readonly service: TraefikService;

  /** Which requests it is about, as a rule of Traefik: ``Host(`shop.example.com`) && PathPrefix(`/api`)``. */
  readonly match: string;

  /**
   * The entry points of Traefik that it listens on, such as `web`.
   * @default - all entry points that are default ones
   */
  readonly entryPoints?: string[];

  /**
   * The middlewares that requests pass, in their order.
   * @default - none
   */
  readonly middlewares?: TraefikMiddleware[];

  /**
   * How it ranks among routes that match the same request; the highest gets it.
   * @default - the length of `match`
   */
  readonly priority?: number;

  /**
   * How Traefik ends TLS.
   * @default - plain HTTP
   */
  readonly tls?: IngressRouteTls;

  /**
   * A header that brings a request to the canary at any weight, for testers. It works between releases too, and reaches
   * the stable version then. The cookie of the TraefikService has no say in it.
   * @default - the weights alone decide
   */
  readonly canaryHeader?: CanaryHeader;
}

/** An IngressRoute of Traefik that sends requests to a TraefikService of a rollout. */
export class IngressRoute extends Construct {
  private readonly object: ApiObject;

  /** @throws if a name, the rule, the priority or the header is not valid. */
  constructor(scope: Construct, id: string, props: IngressRouteProps) {
    super(scope, id);
    throwProblems(this, problems(props));
    this.object = new ApiObject(this, 'Resource', {
      apiVersion: props.service.traefik.apiVersion,
      kind: 'IngressRoute',
      metadata: { name: props.name },
      spec: toSpec(props),
    });
    const { namespace } = this.object.metadata;
    throwProblems(
      this,
      namespace === props.service.namespace
        ? []
        : [
            `the IngressRoute is in ${namespaceText(namespace)}, its TraefikService in ${namespaceText(props.service.namespace)}: ` +
              'Traefik refuses that unless allowCrossNamespace is set, put both into one',
          ],
    );
    requireCheckedApp(this);
  }

  /** The name of the IngressRoute. */
  public get name(): string {
    return this.object.name;
  }
}

function toSpec(props: IngressRouteProps): IngressRouteSpec {
  const { service, match, priority, middlewares, canaryHeader } = props;
  const shared = { kind: 'Rule' as const, middlewares: middlewares?.map((one) => ({ ...one })) };
  const routes: IngressRouteSpecRoutes[] = [
    // A Service here in place of the TraefikService would get its requests whatever the weights are.
    { ...shared, match, priority, services: [{ kind: 'TraefikService', name: service.name }] },
  ];
  if (canaryHeader !== undefined) {
    const matcher = service.traefik.version === TraefikVersion.V2 ? 'Headers' : 'Header';
    routes.unshift({
      ...shared,
      match: `(${match}) && ${matcher}(\`${canaryHeader.header}\`, \`${canaryHeader.value}\`)`,
      // Above the other route, which has the length of its rule where nothing is said.
      priority: (priority ?? match.length) + 1,
      services: [{ kind: 'Service', name: service.services.canary.name, port: service.port }],
    });
  }
  return { entryPoints: props.entryPoints, routes, tls: props.tls && { ...props.tls } };
}

function problems({
  name,
  match,
  priority,
  entryPoints,
  middlewares = [],
  tls,
  canaryHeader,
}: IngressRouteProps): string[] {
  return [
    ...dnsSubdomainProblems('name', name),
    ...matchProblems(match),
    ...(priority === undefined ? [] : wholeNumberProblems('priority', priority, 1, MAX_PRIORITY)),
    ...(entryPoints?.length === 0
      ? ['entryPoints is empty: name at least one, or leave it out for the default ones']
      : []),
    ...(entryPoints ?? []).flatMap((entryPoint, index) =>
      entryPoint.trim() === ''
        ? [`entryPoints[${index}] is empty: take the name of an entry point, such as "web"`]
        : [],
    ),
    ...middlewares.flatMap((middleware, index) => [
      ...dnsSubdomainProblems(`middlewares[${index}].name`, middleware.name),
      ...(middleware.namespace === undefined
        ? []
        : dnsLabelProblems(`middlewares[${index}].namespace`, middleware.namespace)),
    ]),
    ...(tls?.secretName === undefined ? [] : dnsSubdomainProblems('tls.secretName', tls.secretName)),
    ...(canaryHeader === undefined ? [] : canaryHeaderProblems(canaryHeader)),
  ];
}

// Traefik keeps the topmost thousand for its own routers.
const MAX_PRIORITY = 2 ** 31 - 1 - 1000;

function matchProblems(match: string): string[] {
  const bare = match.replace(/`[^`]*`/g, '').replace(/"[^"]*"/g, '');
  const opened = [...bare].filter((character) => character === '(').length;
  const closed = [...bare].filter((character) => character === ')').length;
  if (/[A-Za-z]+\(/.test(bare) && opened === closed && !/[`"]/.test(bare)) return [];
  return [`match takes a rule such as "Host(\`shop.example.com\`)", got ${quote(match)}`];
}

function canaryHeaderProblems({ header, value }: CanaryHeader): string[] {
  return [
    ...(/^[A-Za-z0-9!#$%&'*+.^_|~-]+$/.test(header)
      ? []
      : [`canaryHeader.header takes the name of a header such as "X-Canary", got ${quote(header)}`]),
    ...(value !== '' && !/[`\r\n]/.test(value)
      ? []
      : [`canaryHeader.value takes a text without backticks and line breaks, got ${quote(value)}`]),
  ];
}
