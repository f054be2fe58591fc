import { quote } from '../../validation/names';

/** What a field of a JSON answer has to be. */
export class ExpectedValue {
  /** Exactly this text. */
  public static text(value: string): ExpectedValue {
    return new ExpectedValue(`result == ${quote(value)}`);
  }

  /** True or false. */
  public static boolean(value: boolean): ExpectedValue {
    return new ExpectedValue(`result == ${value}`);
  }

  /**
   * Exactly this number.
   * @throws if it is none.
   */
  public static number(value: number): ExpectedValue {
    return ExpectedValue.compared('==', value);
  }

  /**
   * This number or more; another answer than a number is an error.
   * @throws if it is no number.
   */
  public static atLeast(value: number): ExpectedValue {
    return ExpectedValue.compared('>=', value);
  }

  /**
   * This number or less; another answer than a number is an error.
   * @throws if it is no number.
   */
  public static atMost(value: number): ExpectedValue {
    return ExpectedValue.compared('<=', value);
  }

  private static compared(operator: string, value: number): ExpectedValue {
    if (!Number.isFinite(value)) throw new Error(`an expected value takes a number, got ${value}`);
    return new ExpectedValue(`result ${operator} ${value}`);
  }

  private constructor(private readonly condition: string) {}

  /** When a measurement is successful, in the expression language of Argo Rollouts. */
  public toCondition(): string {
    return this.condition;
  }
}
