import type { Duration } from 'cdk8s';

/** What is changed in the headers of a request or a response; at least one of the three. */
export interface HeaderModifierOptions {
  /**
   * Headers by their names, which get this value whatever they had.
   * @default - none
   */
  readonly set?: { readonly [name: string]: string };

  /**
   * Headers by their names, which get this value in addition to those they had.
   * @default - none
   */
  readonly add?: { readonly [name: string]: string };

  /**
   * The names of headers that are taken away.
   * @default - none
   */
  readonly remove?: string[];
}

/** What is changed in the address of a request before it is sent on; the path in one way only. */
export interface UrlRewriteOptions {
  /**
   * The host name that the request gets.
   * @default - its own
   */
  readonly hostname?: string;

  /**
   * The whole path that the request gets.
   * @default - its own
   */
  readonly replaceFullPath?: string;

  /**
   * What stands in place of the matched prefix; the rule has to have exactly one match, with a prefix.
   * @default - the prefix stays
   */
  readonly replacePrefixMatch?: string;
}

/** Where a copy of each request goes; its answer is thrown away. */
export interface RequestMirrorOptions {
  /** The name of the Service, in the namespace of the route. */
  readonly service: string;

  /** The port of the Service. */
  readonly port: number;

  /**
   * How many of 100 requests are copied, 1 to 100.
   * @default - all
   */
  readonly percent?: number;
}

/** A filter of the implementation's own kind, such as a Middleware of Traefik, in the namespace of the route. */
export interface ExtensionRefOptions {
  /** The API group of the object. */
  readonly group: string;

  /** The kind of the object. */
  readonly kind: string;

  /** The name of the object. */
  readonly name: string;
}

/** What pages of other origins may do (CORS). */
export interface CorsOptions {
  /** The origins that may, such as `https://shop.example.com` or `https://*.example.com`; `*` alone for all. */
  readonly allowOrigins: string[];

  /**
   * The methods that they may use; `*` alone for all.
   * @default - those that need no leave: GET, HEAD and POST
   */
  readonly allowMethods?: string[];

  /**
   * The headers that they may send; `*` alone for all.
   * @default - those that need no leave
   */
  readonly allowHeaders?: string[];

  /**
   * The headers of the response that they may read.
   * @default - those that need no leave
   */
  readonly exposeHeaders?: string[];

  /**
   * Whether they may send cookies and the like.
   * @default false
   */
  readonly allowCredentials?: boolean;

  /**
   * How long a browser may keep the answer, in whole seconds.
   * @default Duration.seconds(5)
   */
  readonly maxAge?: Duration;
}
