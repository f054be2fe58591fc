import type { HttpRouteSpecRulesMatchesHeaders } from '../../../imports/gateway.networking.k8s.io';
import { quote } from '../../validation/names';
import { repeated } from '../../validation/repeated';

/** A header or a parameter of the query, and what its value is compared with. */
export class RouteValueMatch {
  /**
   * Has exactly this value.
   * @throws if the name is no name of a header, or the value is empty or too long.
   */
  public static exact(name: string, value: string): RouteValueMatch {
    return new RouteValueMatch(name, 'Exact', value);
  }

  /**
   * Its value matches this regular expression, in the syntax of the implementation, of which not all have any.
   * @throws if the name is no name of a header, or the expression is empty or too long.
   */
  public static regex(name: string, regex: string): RouteValueMatch {
    return new RouteValueMatch(name, 'RegularExpression', regex);
  }

  private constructor(
    /** The name of the header or the parameter. */
    public readonly name: string,
    private readonly type: NonNullable<HttpRouteSpecRulesMatchesHeaders['type']>,
    /** The value or the regular expression. */
    public readonly value: string,
  ) {
    const problems = [
      ...tokenProblems('the name of a match', name),
      ...valueProblems(`the value of ${quote(name)}`, value),
    ];
    if (problems.length > 0) throw new Error(problems.join('; '));
  }

  /** The match as a rule takes it. */
  public toMatch(): HttpRouteSpecRulesMatchesHeaders {
    return { name: this.name, type: this.type, value: this.value };
  }
}

/** What is wrong with matches of one kind in one match of a rule, as a list of problems. */
export function valueMatchProblems(what: string, matches: readonly RouteValueMatch[], maxLength = MAX_VALUE): string[] {
  return [
    ...(matches.length === 0 ? [`${what} is empty: name at least one, or leave it out`] : []),
    ...(matches.length > MAX_MATCHES ? [`${what} takes at most ${MAX_MATCHES}, got ${matches.length}`] : []),
    ...repeated(matches.map(({ name }) => name.toLowerCase())).map(
      (name) => `${what} has several matches of ${quote(name)}, and the API takes one: take RouteValueMatch.regex`,
    ),
    ...matches
      .filter(({ value }) => value.length > maxLength)
      .map(
        ({ name, value }) =>
          `${what} takes values of at most ${maxLength} characters, got ${value.length} for ${quote(name)}`,
      ),
  ];
}

/** What is wrong with the name of a header (RFC 9110, a token), as a list of problems. */
export function tokenProblems(what: string, name: string): string[] {
  if (/^[-!#$%&'*+.^_`|~0-9A-Za-z]{1,256}$/.test(name)) return [];
  return [`${what} takes the name of a header such as "X-Tenant", got ${quote(name)}`];
}

/** What is wrong with the value of a header, as a list of problems. */
export function valueProblems(what: string, value: string): string[] {
  if (value !== '' && value.length <= MAX_VALUE) return [];
  return [`${what} takes a text of 1 to ${MAX_VALUE} characters, got ${value === '' ? '""' : value.length}`];
}

const MAX_MATCHES = 16;
const MAX_VALUE = 4096;
