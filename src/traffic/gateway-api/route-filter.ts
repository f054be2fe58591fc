import type {
  HttpRouteSpecRulesFilters,
  HttpRouteSpecRulesFiltersCorsAllowMethods,
  HttpRouteSpecRulesFiltersRequestHeaderModifier,
} from '../../../imports/gateway.networking.k8s.io';
import { quote } from '../../validation/names';
import { repeated } from '../../validation/repeated';
import { isHttpMethod } from './http-method';
import type {
  CorsOptions,
  ExtensionRefOptions,
  HeaderModifierOptions,
  RequestMirrorOptions,
  UrlRewriteOptions,
} from './route-filter-options';
import {
  corsProblems,
  extensionRefProblems,
  headerModifierProblems,
  requestMirrorProblems,
  urlRewriteProblems,
} from './route-filter-problems';

/**
 * Something that is done to the requests or the responses of a rule.
 *
 * A redirect is not among them: the API takes none in a rule that sends requests to Services.
 */
export class RouteFilter {
  /**
   * Changes the headers of requests before they are sent on.
   * @throws if nothing is changed, or a name or a value is not that of a header.
   */
  public static requestHeaderModifier(options: HeaderModifierOptions): RouteFilter {
    refuse(headerModifierProblems('requestHeaderModifier', options));
    return new RouteFilter({ type: 'RequestHeaderModifier', requestHeaderModifier: toModifier(options) });
  }

  /**
   * Changes the headers of responses before they are sent back.
   * @throws if nothing is changed, or a name or a value is not that of a header.
   */
  public static responseHeaderModifier(options: HeaderModifierOptions): RouteFilter {
    refuse(headerModifierProblems('responseHeaderModifier', options));
    return new RouteFilter({ type: 'ResponseHeaderModifier', responseHeaderModifier: toModifier(options) });
  }

  /**
   * Changes the host name or the path of requests before they are sent on; HTTP only.
   * @throws if nothing is changed, or the path in two ways.
   */
  public static urlRewrite(options: UrlRewriteOptions): RouteFilter {
    refuse(urlRewriteProblems(options));
    const { hostname, replaceFullPath, replacePrefixMatch } = options;
    const full = replaceFullPath === undefined ? undefined : { type: 'ReplaceFullPath' as const, replaceFullPath };
    const prefix =
      replacePrefixMatch === undefined ? undefined : { type: 'ReplacePrefixMatch' as const, replacePrefixMatch };
    return new RouteFilter({ type: 'URLRewrite', urlRewrite: { hostname, path: full ?? prefix } });
  }

  /**
   * Copies requests to a Service, in releases and between them. It is no step of a release: the plugin has no mirror
   * routes.
   * @throws if the Service, the port or the percentage is not valid.
   */
  public static requestMirror(options: RequestMirrorOptions): RouteFilter {
    refuse(requestMirrorProblems(options));
    const { service, port, percent } = options;
    return new RouteFilter({
      type: 'RequestMirror',
      requestMirror: { backendRef: { group: '', kind: 'Service', name: service, port }, percent },
    });
  }

  /**
   * A filter of the implementation's own kind.
   * @throws if the name, the kind or the group is not valid.
   */
  public static extensionRef(options: ExtensionRefOptions): RouteFilter {
    refuse(extensionRefProblems(options));
    return new RouteFilter({ type: 'ExtensionRef', extensionRef: { ...options } });
  }

  /**
   * Answers what browsers ask about requests of other origins (CORS); HTTP only.
   * @throws if an origin, a method or a header is not valid, or `*` is one of several.
   */
  public static cors(options: CorsOptions): RouteFilter {
    refuse(corsProblems(options));
    const { allowMethods, allowCredentials, maxAge, ...lists } = options;
    return new RouteFilter({
      type: 'CORS',
      cors: {
        ...lists,
        allowMethods: allowMethods?.filter(isMethod),
        allowCredentials: allowCredentials || undefined,
        maxAge: maxAge?.toSeconds() ?? 5,
      },
    });
  }

  private constructor(private readonly filter: HttpRouteSpecRulesFilters) {}

  /** The kind of the filter, as the API calls it. */
  public get type(): string {
    return this.filter.type;
  }

  /** Whether it replaces the matched prefix of a path, for which the rule has to have exactly one. */
  public get replacesPrefix(): boolean {
    return this.filter.urlRewrite?.path?.type === 'ReplacePrefixMatch';
  }

  /** The filter as a rule takes it. */
  public toFilter(): HttpRouteSpecRulesFilters {
    return this.filter;
  }
}

/** What is wrong with the filters of one place, as a list of problems. */
export function filterProblems(what: string, filters: readonly RouteFilter[] | undefined): string[] {
  if (filters === undefined) return [];
  const once = filters.map(({ type }) => type).filter((type) => type !== 'RequestMirror' && type !== 'ExtensionRef');
  return [
    ...(filters.length === 0 ? [`${what} is empty: name at least one, or leave it out`] : []),
    ...(filters.length > MAX_FILTERS ? [`${what} takes at most ${MAX_FILTERS} filters, got ${filters.length}`] : []),
    ...repeated(once).map((type) => `${what} has ${quote(type)} several times, and the API takes one: join them`),
  ];
}

const MAX_FILTERS = 16;

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('; '));
}

function toModifier({ set, add, remove }: HeaderModifierOptions): HttpRouteSpecRulesFiltersRequestHeaderModifier {
  const listed = (headers: HeaderModifierOptions['set']) =>
    headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { set: listed(set), add: listed(add), remove };
}

function isMethod(method: string): method is HttpRouteSpecRulesFiltersCorsAllowMethods {
  return method === '*' || isHttpMethod(method);
}
