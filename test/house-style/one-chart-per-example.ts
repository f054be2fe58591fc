import { type HouseRule, violation } from './rule';
import { filesIn } from './source-files';

/** An example shows one idea: its file has one class at most. */
export const oneChartPerExample: HouseRule = {
  name: 'one-chart-per-example',
  violations: (files) =>
    filesIn('examples', files).flatMap((file) =>
      file
        .getClasses()
        .slice(1)
        .map((extra) =>
          violation(extra, `${extra.getName() ?? 'this class'} is a second idea: give it its own example`),
        ),
    ),
};
