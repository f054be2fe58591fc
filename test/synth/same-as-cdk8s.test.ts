import { describe, expect, test } from '@jest/globals';
import * as cdk8s from 'cdk8s';
import { YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { App } from '../../src/synth/app';
import { type Output, outputOf } from './output';
import { fill, type RandomApp, randomApps } from './random-app';

/** What cdk8s makes of an app, and what we make of it. */
function outputs(random: RandomApp, yamlOutputType: YamlOutputType) {
  const output = (AppClass: typeof cdk8s.App) =>
    outputOf((outdir) => {
      const app = new AppClass({ outdir, yamlOutputType, recordConstructMetadata: true });
      fill(app, random);
      return app;
    });
  return { theirs: output(cdk8s.App), ours: output(App) };
}

function numberOfObjects(random: RandomApp): number {
  const app = new App();
  fill(app, random);
  return app.node.findAll().filter((one) => one instanceof cdk8s.ApiObject).length;
}

function numberOfManifests({ files }: Output): number {
  return Object.values(files).join('---\n').split('kind: ').length - 1;
}

describe('the output', () => {
  test.each([
    ['one file', YamlOutputType.FILE_PER_APP],
    ['a file for each chart', YamlOutputType.FILE_PER_CHART],
    ['a file for each object', YamlOutputType.FILE_PER_RESOURCE],
    ['a folder for each chart', YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE],
  ])('is that of cdk8s in %s, whatever depends on what', (_, type) => {
    fc.assert(
      fc.property(randomApps(), (random) => {
        const { theirs, ours } = outputs(random, type);
        // The search of cdk8s goes on when it has found a cycle, and then it may name too much or too little.
        if (theirs.error?.includes('cycle')) expect(ours.error).toMatch(/^Error: Dependency cycle detected: .+ => /);
        else if (ours.error?.includes('hold only the last')) {
          expect(numberOfManifests(theirs)).toBeLessThan(numberOfObjects(random));
        } else expect(ours).toEqual(theirs);
      }),
      { numRuns: 300 },
    );
  });

  test('is that of cdk8s in one text', () => {
    fc.assert(
      fc.property(randomApps(), (random) => {
        const [theirs, ours] = [cdk8s.App, App].map((AppClass) => {
          const app = new AppClass();
          fill(app, random);
          try {
            return app.synthYaml();
          } catch (error) {
            return String(error).replace(/(cycle detected): .*/, '$1');
          }
        });
        expect(ours).toBe(theirs);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the charts of an app', () => {
  test('are sorted as by cdk8s after a synth', () => {
    fc.assert(
      fc.property(randomApps(), (random) => {
        const [theirs, ours] = [cdk8s.App, App].map((AppClass) => {
          const app = new AppClass();
          fill(app, random);
          try {
            app.synthYaml();
            return app.charts.map(({ node }) => node.path);
          } catch {
            return undefined;
          }
        });
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 300 },
    );
  });

  test('have those that others depend on first before a synth too, and numbers before words', () => {
    const paths = [cdk8s.App, App].map((AppClass) => {
      const app = new AppClass();
      const [web, database] = ['web', 'database', '10'].map((id) => new cdk8s.Chart(app, id));
      new cdk8s.Chart(new Construct(new cdk8s.Chart(app, '2'), 'below'), 'nested');
      if (web !== undefined && database !== undefined) web.addDependency(database);
      return app.charts.map(({ node }) => node.path);
    });
    expect(paths[1]).toEqual(['2', '10', '2/below/nested', 'database', 'web']);
    expect(paths[0]).toEqual(paths[1]);
  });
});
