import type { RolloutSpecStrategyCanaryStepsSetHeaderRouteMatch } from '../../../imports/argoproj.io';
import { quote } from '../../validation/names';
import { refuse } from '../../validation/refuse';
import { StringMatch, type StringMatchKind } from './string-match';

/** A header of a request and what its value is compared with. */
export class HeaderMatch {
  /**
   * The header has exactly this value.
   * @throws if the name is not that of a header, or the value is empty.
   */
  public static exact(header: string, value: string): HeaderMatch {
    return new HeaderMatch(header, StringMatch.exact(value));
  }

  /**
   * The value begins with this text. The Gateway API plugin and APISIX make a regular expression of it and escape
   * nothing: there a `.` stands for any character.
   * @throws if the name is not that of a header, or the text is empty.
   */
  public static prefix(header: string, prefix: string): HeaderMatch {
    return new HeaderMatch(header, StringMatch.prefix(prefix));
  }

  /**
   * The value matches this regular expression in RE2 syntax.
   * @throws if the name is not that of a header, or the expression is empty or not of that syntax.
   */
  public static regex(header: string, regex: string): HeaderMatch {
    return new HeaderMatch(header, StringMatch.regex(regex));
  }

  private constructor(
    /** The name of the header; upper and lower case are the same. */
    public readonly header: string,
    private readonly value: StringMatch,
  ) {
    refuse(headerNameProblems('a header match', header));
  }

  /** How the value is compared. */
  public get kind(): StringMatchKind {
    return this.value.kind;
  }

  /** The match as a `setHeaderRoute` step takes it. */
  public toMatch(): RolloutSpecStrategyCanaryStepsSetHeaderRouteMatch {
    return { headerName: this.header, headerValue: this.value.toMatch() };
  }
}

/** What is wrong with the name of an HTTP header (RFC 9110, a token), as a list of problems. */
export function headerNameProblems(what: string, header: string): string[] {
  if (/^[-!#$%&'*+.^_`|~0-9A-Za-z]{1,256}$/.test(header)) return [];
  return [`${what} takes the name of an HTTP header such as "X-Canary", got ${quote(header)}`];
}
