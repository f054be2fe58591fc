import type { RolloutSpecStrategyCanaryStepsSetHeaderRouteMatchHeaderValue } from '../../../imports/argoproj.io';
import { quote } from '../../validation/names';
import { refuse } from '../../validation/refuse';
import { re2Problems } from './re2';

/** The three ways to compare a part of a request, of which a match has exactly one. */
export type StringMatchKind = 'exact' | 'prefix' | 'regex';

/** What a part of a request is compared with: a method, a path or the value of a header. */
export class StringMatch {
  /**
   * Is this text, upper and lower case as given.
   * @throws if the text is empty or such as no request has.
   */
  public static exact(text: string): StringMatch {
    return new StringMatch('exact', text, text.trim() !== text);
  }

  /**
   * Begins with this text, upper and lower case as given.
   * @throws if the text is empty or such as no request has.
   */
  public static prefix(text: string): StringMatch {
    return new StringMatch('prefix', text, text.trimStart() !== text);
  }

  /**
   * Matches this regular expression in RE2 syntax, which has no lookahead, lookbehind or backreference.
   * @throws if the expression is empty or not of that syntax.
   */
  public static regex(regex: string): StringMatch {
    refuse(re2Problems('regex', regex));
    return new StringMatch('regex', regex, false);
  }

  private constructor(
    /** How the text is compared. */
    public readonly kind: StringMatchKind,
    /** The text or the regular expression. */
    public readonly text: string,
    padded: boolean,
  ) {
    if (text === '') refuse([`${kind} takes a text of at least one character, got ""`]);
    if (kind !== 'regex' && /\p{Cc}/u.test(text)) {
      refuse([`${kind} takes a text without control characters, which no request has, got ${quote(text)}`]);
    }
    if (padded) refuse([`${kind} takes a text without space around it, which servers cut off, got ${quote(text)}`]);
  }

  /** The match as a step takes it. */
  public toMatch(): RolloutSpecStrategyCanaryStepsSetHeaderRouteMatchHeaderValue {
    return { [this.kind]: this.text };
  }
}
