import { describe, expect, test } from '@jest/globals';
import { fileLength } from './file-length';
import { fileNames } from './file-names';
import { oneChartPerExample } from './one-chart-per-example';
import { sourceFiles } from './source-files';

describe('file-length', () => {
  const lines = (count: number) => fileLength.violations(sourceFiles({ 'bench/long.ts': '//\n'.repeat(count) }));

  test('fires above 400 lines', () => {
    expect(lines(401)).toEqual(['bench/long.ts:1 has 401 lines, at most 400: split it by ideas']);
  });

  test('stays quiet at 400', () => {
    expect(lines(400)).toEqual([]);
  });
});

describe('file-names', () => {
  const check = (path: string) => fileNames.violations(sourceFiles({ [path]: '' }));

  test('fires on a name that is not kebab-case', () => {
    expect(check('examples/demoApp.ts')).toEqual(['examples/demoApp.ts:1 "demoApp" is not kebab-case']);
    expect(check('src/gateway_api/a.ts')).toEqual(['src/gateway_api/a.ts:1 "gateway_api" is not kebab-case']);
  });

  test.each(['utils', 'helpers', 'common', 'misc', 'types'])('fires on a file or folder named %s', (name) => {
    expect(check(`src/${name}.ts`)).toEqual([`src/${name}.ts:1 "${name}" says nothing: name it after what is in it`]);
    expect(check(`test/${name}.test.ts`)).toHaveLength(1);
    expect(check(`test/${name}/a.ts`)).toHaveLength(1);
  });

  test.each(['src/traffic/gateway-api/facts.ts', 'test/crd/crd-schema.test.ts', 'scripts/k8s-types.d.ts'])(
    'stays quiet on %s',
    (path) => {
      expect(check(path)).toEqual([]);
    },
  );
});

describe('one-chart-per-example', () => {
  const check = (path: string, text: string) => oneChartPerExample.violations(sourceFiles({ [path]: text }));

  test('fires on a second class', () => {
    expect(check('examples/demo-app.ts', 'class DemoApp {}\nclass Other {}')).toEqual([
      'examples/demo-app.ts:2 Other is a second idea: give it its own example',
    ]);
  });

  test('stays quiet on one class, and outside examples', () => {
    expect(check('examples/demo-app.ts', 'export class DemoApp {}\nexport interface DemoAppProps {}')).toEqual([]);
    expect(check('src/rollout/steps.ts', 'class A {}\nclass B {}')).toEqual([]);
  });
});
