import { type HouseRule, violation } from './rule';
import { pathOf } from './source-files';

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const EMPTY_NAMES = new Set(['utils', 'helpers', 'common', 'misc', 'types']);

/** Files and folders are named in kebab-case, after what is in them. */
export const fileNames: HouseRule = {
  name: 'file-names',
  violations: (files) =>
    files.flatMap((file) =>
      pathOf(file)
        .split('/')
        .map((name) => name.replace(/(\.(test|d))?\.[cm]?[jt]s$/, ''))
        .flatMap((name) => [
          ...(KEBAB_CASE.test(name) ? [] : [violation(file, `"${name}" is not kebab-case`)]),
          ...(EMPTY_NAMES.has(name) ? [violation(file, `"${name}" says nothing: name it after what is in it`)] : []),
        ]),
    ),
};
