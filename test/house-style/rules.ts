import { awaitedExpectations } from './awaited-expectations';
import { calledMatchers } from './called-matchers';
import { defaultExports } from './default-exports';
import { docDefaults } from './doc-defaults';
import { docSentences } from './doc-sentences';
import { fileLength } from './file-length';
import { fileNames } from './file-names';
import { folderDirections } from './folder-directions';
import { generatedImports } from './generated-imports';
import { importCycles } from './import-cycles';
import { moduleState } from './module-state';
import { oneChartPerExample } from './one-chart-per-example';
import { packageHomes } from './package-homes';
import { readonlyProps } from './readonly-props';
import type { HouseRule } from './rule';
import { siblingFolders } from './sibling-folders';
import { sideEffects } from './side-effects';
import { skippedTests } from './skipped-tests';
import { testsExpect } from './tests-expect';
import { timeAndLocale } from './time-and-locale';
import { typeEscapes } from './type-escapes';

/** All house rules that the repository is held to. */
export const HOUSE_RULES: readonly HouseRule[] = [
  folderDirections,
  generatedImports,
  packageHomes,
  siblingFolders,
  importCycles,
  fileLength,
  fileNames,
  oneChartPerExample,
  docSentences,
  docDefaults,
  readonlyProps,
  defaultExports,
  typeEscapes,
  moduleState,
  sideEffects,
  timeAndLocale,
  calledMatchers,
  awaitedExpectations,
  skippedTests,
  testsExpect,
];
