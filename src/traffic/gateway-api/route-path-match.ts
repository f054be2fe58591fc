import type { HttpRouteSpecRulesMatchesPath } from '../../../imports/gateway.networking.k8s.io';
import { quote } from '../../validation/names';

/** What the path of a request is compared with. */
export class RoutePathMatch {
  /**
   * Is this path.
   * @throws if it is no absolute path.
   */
  public static exact(path: string): RoutePathMatch {
    return new RoutePathMatch('Exact', absolute('exact', path));
  }

  /**
   * Is this path or below it, element by element: `/api` is the path of `/api` and `/api/users`, not of `/apis`.
   * @throws if it is no absolute path.
   */
  public static prefix(path: string): RoutePathMatch {
    return new RoutePathMatch('PathPrefix', absolute('prefix', path));
  }

  /**
   * Matches this regular expression, in the syntax of the implementation, of which not all have any.
   * @throws if it is empty or too long.
   */
  public static regex(regex: string): RoutePathMatch {
    return new RoutePathMatch('RegularExpression', limited('regex', regex));
  }

  private constructor(
    private readonly type: NonNullable<HttpRouteSpecRulesMatchesPath['type']>,
    private readonly value: string,
  ) {}

  /** Whether it is a prefix, which is what a prefix can be replaced in. */
  public get isPrefix(): boolean {
    return this.type === 'PathPrefix';
  }

  /** The match as a rule takes it. */
  public toMatch(): HttpRouteSpecRulesMatchesPath {
    return { type: this.type, value: this.value };
  }
}

const MAX_PATH = 1024;

function limited(what: string, text: string): string {
  if (text !== '' && text.length <= MAX_PATH) return text;
  throw new Error(`${what} takes a text of 1 to ${MAX_PATH} characters, got ${text === '' ? '""' : text.length}`);
}

// The CEL rules of matches[].path.
function absolute(what: string, path: string): string {
  const isValid =
    /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/.test(path) && !/\/\/|\/\.\.?(\/|$)|%2f/i.test(path);
  if (isValid) return limited(what, path);
  throw new Error(
    `${what} takes an absolute path such as "/api", with other characters as %20 and without "//", "/./", "/../" and ` +
      `"%2F", got ${quote(path)}`,
  );
}
