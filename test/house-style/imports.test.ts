import { describe, expect, test } from '@jest/globals';
import { folderDirections } from './folder-directions';
import { generatedImports } from './generated-imports';
import { importCycles } from './import-cycles';
import { packageHomes } from './package-homes';
import { siblingFolders } from './sibling-folders';
import { sourceFiles } from './source-files';

describe('folder-directions', () => {
  const check = (files: Readonly<Record<string, string>>) => folderDirections.violations(sourceFiles(files));

  test('fires on an import upwards', () => {
    expect(check({ 'src/services/a.ts': "\nimport { Rollout } from '../rollout/canary-rollout';" })).toEqual([
      'src/services/a.ts:2 services may not import rollout (src/rollout/canary-rollout); it may import check, validation',
    ]);
  });

  test.each([
    ['src/traffic/istio/facts.ts', "import type { Step } from '../traffic-router';"],
    ['src/analysis/providers/datadog/facts.ts', "import { name } from '../../../validation/names';"],
    ['src/manifest/parse.ts', "import { name } from '../validation/names';"],
    ['src/validation/names.ts', "import { parse } from '../manifest/parse';"],
    ['src/check/engine.ts', "import type { Router } from '../traffic/traffic-router';"],
    ['src/report/text.ts', "import type { Router } from '../traffic/istio/istio-route';"],
    ['src/analysis/analysis.ts', "import { services } from '../services/ports';"],
    ['src/rollout/canary-rollout.ts', "import { App } from '../synth/app';"],
    ['src/traffic/traffic-router.ts', "export * from '../rollout/canary-rollout';"],
    ['src/rollout/canary-rollout.ts', "const text = require('../report/text');"],
    ['src/rollout/canary-rollout.ts', "const text = await import('../report/text');"],
    ['src/rollout/canary-rollout.ts', "export type A = import('../report/text').Text;"],
    ['src/rollout/canary-rollout.ts', "import report = require('../report');"],
    ['src/rollout/canary-rollout.ts', "import { App } from '..';"],
    ['src/rollout/canary-rollout.ts', "import { App } from 'cdk8s-rollouts';"],
    ['src/rollout/canary-rollout.ts', "import { app } from '../../examples/demo-app';"],
    ['src/rollout/canary-rollout.ts', "import { app } from '../../test/shared-folder';"],
  ])('fires in %s on %s', (path, text) => {
    expect(check({ [path]: text })).toHaveLength(1);
  });

  test('fires on a folder that is not in the table, and says what to do', () => {
    const message = 'add src/extras to the table in test/house-style/import-directions.ts';
    expect(check({ 'src/extras/a.ts': '' })).toEqual([`src/extras/a.ts:1 ${message}`]);
    expect(check({ 'src/cli/a.ts': "import '../extras/a';" })).toEqual([`src/cli/a.ts:1 ${message}`]);
    expect(check({ 'src/stray.ts': '' })).toEqual([
      'src/stray.ts:1 add src/stray.ts to the table in test/house-style/import-directions.ts',
    ]);
  });

  test.each([
    ['src/gitops/application.ts', "import { CanaryRollout } from '../rollout/canary-rollout';"],
    ['src/traffic/istio/istio-route.ts', "import { FACTS } from './facts'; import { A } from '../../analysis/a';"],
    ['src/traffic/istio/facts.ts', "import type { Manifest } from '../../manifest/manifest';"],
    ['src/check/rules/weights.ts', "import { FACTS } from '../../traffic/istio/facts.js';"],
    ['src/rollout/canary-rollout.ts', "import { check } from '../check'; import { name } from '../validation/names';"],
    ['src/rollout/canary-rollout.ts', "import { ApiObject } from 'cdk8s'; import { join } from 'node:path';"],
    ['src/rollout/canary-rollout.ts', "import type { RolloutSpec } from '../../imports/argoproj.io';"],
    ['src/cli/main.ts', "import { CanaryRollout } from '..'; import { findings } from '../report/findings';"],
    ['src/index.ts', "export { CanaryRollout } from './rollout/canary-rollout';"],
    ['test/a.test.ts', "import { CanaryRollout } from '../src/rollout/canary-rollout';"],
  ])('stays quiet in %s on %s', (path, text) => {
    expect(check({ [path]: text })).toEqual([]);
  });
});

describe('generated-imports', () => {
  const check = (text: string) => generatedImports.violations(sourceFiles({ 'src/rollout/a.ts': text }));

  test('fires on a value from imports/', () => {
    expect(check("import { Rollout } from '../../imports/argoproj.io';")).toEqual([
      'src/rollout/a.ts:1 takes more than types from imports/argoproj.io: write "import type"',
    ]);
    expect(check("import { type RolloutSpec } from '../../imports/argoproj.io';")).toHaveLength(1);
    expect(check("export { RolloutSpec } from '../../imports/argoproj.io';")).toHaveLength(1);
  });

  test('stays quiet on types', () => {
    expect(check("import type { RolloutSpec } from '../../imports/argoproj.io';")).toEqual([]);
    expect(check("export type { RolloutSpec } from '../../imports/argoproj.io';")).toEqual([]);
  });

  test('stays quiet on schemas', () => {
    expect(check("import schemas from '../../imports/crd.schemas.json';")).toEqual([]);
  });
});

describe('package-homes', () => {
  test('fires on ts-morph outside src/source', () => {
    expect(packageHomes.violations(sourceFiles({ 'src/cli/a.ts': "import { ts } from 'ts-morph';" }))).toEqual([
      'src/cli/a.ts:1 only src/source may import ts-morph',
    ]);
  });

  test('stays quiet in src/source, and on packages that anyone may load', () => {
    const files = {
      'src/source/a.ts': "import { ts } from 'ts-morph';",
      'src/cli/a.ts': "import { parse } from 'yaml';",
    };
    expect(packageHomes.violations(sourceFiles(files))).toEqual([]);
  });
});

describe('sibling-folders', () => {
  const nginx = { 'src/traffic/nginx/facts.ts': '', 'src/traffic/nginx/index.ts': '' };

  test('fires where one router imports from another', () => {
    const text = "import { FACTS } from '../nginx/facts';\nimport { NginxRoute } from '../nginx';";
    expect(siblingFolders.violations(sourceFiles({ ...nginx, 'src/traffic/istio/istio-route.ts': text }))).toEqual([
      'src/traffic/istio/istio-route.ts:1 istio may not import its neighbour nginx: share through src/traffic/',
      'src/traffic/istio/istio-route.ts:2 istio may not import its neighbour nginx: share through src/traffic/',
    ]);
  });

  test('fires where one provider imports from another', () => {
    const files = {
      'src/analysis/providers/web/web.ts': '',
      'src/analysis/providers/job/job.ts': "import '../web/web';",
    };
    expect(siblingFolders.violations(sourceFiles(files))).toHaveLength(1);
  });

  test('stays quiet on its own files, on shared ones, and in the registry', () => {
    const files = {
      ...nginx,
      'src/traffic/traffic-router.ts': '',
      'src/traffic/registry.ts': "import { FACTS } from './nginx/facts';",
      'src/traffic/nginx/nginx-route.ts': "import { FACTS } from './facts'; import '../traffic-router';",
    };
    expect(siblingFolders.violations(sourceFiles(files))).toEqual([]);
  });
});

describe('import-cycles', () => {
  test('fires once per cycle, and shows it', () => {
    const files = {
      'src/cli/a.ts': "\nimport { b } from './b';",
      'src/cli/b.ts': "import type { C } from '../report';",
      'src/report/index.ts': "export * from '../cli/a.js';",
      'src/cli/d.ts': "import './a';",
    };
    expect(importCycles.violations(sourceFiles(files))).toEqual([
      'src/cli/a.ts:2 cycle: src/cli/a.ts → src/cli/b.ts → src/report/index.ts → src/cli/a.ts',
    ]);
  });

  test('fires on a file that imports itself', () => {
    expect(importCycles.violations(sourceFiles({ 'src/cli/a.ts': "import './a';" }))).toEqual([
      'src/cli/a.ts:1 cycle: src/cli/a.ts → src/cli/a.ts',
    ]);
  });

  test('stays quiet on a diamond', () => {
    const files = {
      'src/cli/a.ts': "import './b'; import './c';",
      'src/cli/b.ts': "import './d';",
      'src/cli/c.ts': "import './d';",
      'src/cli/d.ts': "import 'yaml';",
    };
    expect(importCycles.violations(sourceFiles(files))).toEqual([]);
  });
});
