import type { Construct } from 'constructs';
import { quote } from '../validation/names';
import { throwProblems } from '../validation/problems';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from './analysis-binding';
import { argsOfRun, templatesOfRun } from './templates-of-run';

/** An analysis with values of a rollout's own, as `Analysis.withValues` makes it. */
export class AnalysisWithValues implements IAnalysis {
  constructor(
    private readonly analysis: IAnalysis & Construct,
    private readonly values: { readonly [name: string]: string },
  ) {
    this.refuse(
      Object.entries(values)
        .filter(([, value]) => value === '')
        .map(([name]) => `withValues gives ${quote(name)} an empty value, which beats every default: leave it out`),
    );
  }

  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the analysis takes one of the values from elsewhere, or has no such argument.
   */
  public bind(binding: AnalysisBinding): AnalysisReference {
    const reference = this.analysis.bind({ ...binding, values: { ...binding.values, ...this.values } });
    const templates = templatesOfRun([reference]);
    const supplied = argsOfRun(templates);
    const names = [...new Set(templates.flatMap(({ templateArgs = [] }) => templateArgs.map(({ name }) => name)))];
    this.refuse(
      Object.entries(this.values)
        .filter(([name, value]) => !supplied.some((arg) => arg.name === name && arg.value === value))
        .map(([name]) =>
          names.includes(name)
            ? `withValues gives ${quote(name)} a value, and that argument has one of its own: make it AnalysisArgument.perRollout`
            : `withValues gives ${quote(name)} a value, and there is no such argument (there: ${names.map(quote).join(', ') || 'none'}): ` +
              'the controller would drop it silently',
        ),
    );
    return reference;
  }

  private refuse(problems: readonly string[]): void {
    throwProblems(this.analysis, problems);
  }
}
