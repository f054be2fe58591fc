import { type HouseRule, violation } from './rule';

const MOST_LINES = 400;

/** A file holds one idea: about 100 lines, and never above 400. */
export const fileLength: HouseRule = {
  name: 'file-length',
  violations: (files) =>
    files.flatMap((file) => {
      const lines = file.getFullText().replace(/\n$/, '').split('\n').length;
      return lines <= MOST_LINES
        ? []
        : [violation(file, `has ${lines} lines, at most ${MOST_LINES}: split it by ideas`)];
    }),
};
