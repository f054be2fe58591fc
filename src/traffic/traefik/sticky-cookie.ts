import { quote } from '../../validation/names';

/** A cookie by which Traefik sends a client to the same version again. */
export interface StickyCookie {
  /** The name of the cookie. */
  readonly name: string;

  /**
   * Whether it is sent over https only.
   * @default false
   */
  readonly secure?: boolean;

  /**
   * Whether scripts of the page cannot read it.
   * @default false
   */
  readonly httpOnly?: boolean;

  /**
   * Whether it goes with requests from other sites.
   * @default - the browser decides
   */
  readonly sameSite?: 'none' | 'lax' | 'strict';
}

/** What is wrong with a cookie, as a list of problems. */
export function stickyCookieProblems({ name }: StickyCookie): string[] {
  // RFC 6265: a token.
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)
    ? []
    : [`stickyCookie.name takes the name of a cookie such as "version", got ${quote(name)}`];
}
