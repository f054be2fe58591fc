import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as cdk8s from 'cdk8s';
import { ApiObject, Chart, Lazy, Testing, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { App } from '../../src/synth/app';
import { filesOf } from './output';

let outdir = '';

beforeEach(() => {
  outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'synth-'));
});

afterEach(() => fs.rmSync(outdir, { recursive: true, force: true }));

function configMap(scope: Construct, id: string, data?: unknown, namespace?: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id, namespace }, data });
}

function failing(): unknown {
  return Lazy.any({
    produce: () => {
      throw new Error('no data');
    },
  });
}

describe('App', () => {
  test("is an App of cdk8s's, with its props and defaults", () => {
    const [theirs, ours] = [new cdk8s.App(), new App()];
    expect(ours).toBeInstanceOf(cdk8s.App);
    expect([ours.outdir, ours.outputFileExtension, ours.yamlOutputType]).toEqual([
      theirs.outdir,
      theirs.outputFileExtension,
      theirs.yamlOutputType,
    ]);
    const chart = new Chart(ours, 'chart');
    expect(cdk8s.App.of(chart)).toBe(ours);
  });

  test('applies resolvers, and writes files with the extension asked for', () => {
    const resolver = {
      resolve: (context: cdk8s.ResolutionContext) => {
        if (context.value === 'old') context.replaceValue('new');
      },
    };
    const app = new App({ outdir, outputFileExtension: '.yml', resolvers: [resolver] });
    configMap(new Chart(app, 'chart'), 'one', { key: 'old' });
    app.synth();
    expect(filesOf(outdir)['chart.yml']).toContain('key: new');
  });

  test('writes what a chart renders itself to', () => {
    class Reversed extends Chart {
      public override toJson() {
        return super.toJson().reverse();
      }
    }
    const app = new App();
    const chart = new Reversed(app, 'chart');
    for (const id of ['one', 'two']) configMap(chart, id);
    expect(app.synthYaml()).toMatch(/name: two\n---\n(.*\n)*.*name: one\n/);
  });

  test('renders a chart by itself as in a test of cdk8s', () => {
    const chart = new Chart(new App(), 'chart');
    configMap(chart, 'one');
    expect(Testing.synth(chart)).toEqual([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' } }]);
  });

  test('renders each object once, and looks at each construct once', () => {
    const app = new App({ outdir });
    const objects = ['a', 'b', 'c'].map((id) => configMap(new Chart(app, id), id));
    const calls = objects.flatMap((object) => [jest.spyOn(object, 'toJson'), jest.spyOn(object.node, 'validate')]);
    app.synth();
    expect(calls.map((call) => call.mock.calls.length)).toEqual(calls.map(() => 1));
  });

  test('renders what was changed since the last synth', () => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    const object = configMap(chart, 'one');
    app.synth();
    object.metadata.addLabel('tier', 'front');
    app.synth();
    expect(filesOf(outdir)['chart.k8s.yaml']).toContain('tier: front');
  });

  test('tells all that is wrong at once, in the words of cdk8s', () => {
    const [theirs, ours] = [cdk8s.App, App].map((AppClass) => {
      const app = new AppClass({ outdir });
      const chart = new Chart(app, 'chart');
      for (const one of [app, chart, configMap(chart, 'one')]) {
        one.node.addValidation({ validate: () => ['it is too large', 'it is red'] });
      }
      return [() => app.synth(), () => app.synthYaml()].map((synth) => messageOf(synth));
    });
    expect(ours?.[0]).toMatch(
      /^Validation failed with the following errors:\n {2}\[\] it is too large\n(.+\n)+ {2}\[chart\/one\] it is red$/,
    );
    expect(ours).toEqual(theirs);
  });

  test('tells of a dependency from outside of all charts as cdk8s does', () => {
    const [theirs, ours] = [cdk8s.App, App].map((AppClass) => {
      const app = new AppClass({ outdir });
      new Construct(app, 'construct').node.addDependency(new Chart(app, 'chart'));
      return messageOf(() => app.synth());
    });
    expect(ours).toBe('cannot find a parent chart (directly or indirectly)');
    expect(ours).toBe(theirs);
  });
});

describe('a synth that fails', () => {
  test('writes nothing, if an object cannot be rendered', () => {
    const app = new App({ outdir });
    configMap(new Chart(app, 'a'), 'one', { key: 'new' });
    configMap(new Chart(app, 'b'), 'two', failing());
    fs.writeFileSync(path.join(outdir, 'a.k8s.yaml'), 'old');
    expect(() => app.synth()).toThrow("Failed serializing construct at path 'b/two' with name 'two': Error: no data");
    expect(filesOf(outdir)).toEqual({ 'a.k8s.yaml': 'old' });
  });

  test('can be tried again', () => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    configMap(chart, 'one', failing());
    expect(() => app.synth()).toThrow('no data');
    chart.node.tryRemoveChild('one');
    configMap(chart, 'one', { key: 'new' });
    app.synth();
    expect(filesOf(outdir)['chart.k8s.yaml']).toContain('key: new');
  });

  test('refuses to lose an object to another one of the same file', () => {
    const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    for (const id of ['a', 'b']) configMap(new Chart(app, id), 'settings', { of: id }, id);
    expect(() => app.synth()).toThrow(
      /ConfigMap.settings.k8s.yaml would be written 2 times.* hold only the last.*: a, b$/,
    );
    expect(filesOf(outdir)).toEqual({});
  });

  test('does not mind the same object twice', () => {
    const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    for (const id of ['a', 'b']) configMap(new Chart(app, id), 'settings', { of: 'both' });
    app.synth();
    expect(Object.keys(filesOf(outdir))).toEqual(['ConfigMap.settings.k8s.yaml']);
  });
});

describe('dependencies', () => {
  test('take no time to speak of in a long chain of constructs, where cdk8s takes for ever', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    let last: Construct | undefined;
    for (let n = 0; n < 300; n++) {
      const construct = new Construct(chart, `construct-${n}`);
      for (const id of ['a', 'b', 'c', 'd', 'x']) configMap(construct, `${id}-${n}`);
      if (last !== undefined) last.node.addDependency(construct);
      last = construct;
    }
    const names = [...app.synthYaml().matchAll(/name: (.+)/g)].map(([, name]) => name);
    expect(names).toHaveLength(1500);
    expect(names.slice(0, 6)).toEqual(['a-299', 'b-299', 'c-299', 'd-299', 'x-299', 'a-298']);
  });

  test('may be a chain longer than the stack', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const objects = Array.from({ length: 20_000 }, (_, n) => configMap(chart, `object-${n}`));
    objects.forEach((object, n) => {
      const next = objects[n + 1];
      if (next !== undefined) object.addDependency(next);
    });
    expect(app.synthYaml()).toMatch(/^apiVersion: v1\nkind: ConfigMap\nmetadata:\n {2}name: object-19999\n---/);
  });

  test.each([
    [
      'of two',
      ['a', 'b'],
      [
        [0, 1],
        [1, 0],
      ],
      'a => b => a',
    ],
    [
      'that is closed in the middle of the tree',
      ['c', 'a', 'b'],
      [
        [1, 2],
        [2, 0],
        [0, 1],
      ],
      'c => a => b => c',
    ],
    [
      'beside another one',
      ['a', 'b', 'c', 'd'],
      [
        [2, 3],
        [3, 2],
        [0, 1],
        [1, 0],
      ],
      'a => b => a',
    ],
  ])('in a circle %s are told as by cdk8s', (_, ids, pairs, circle) => {
    const [theirs, ours] = [cdk8s.App, App].map((AppClass) => {
      const app = new AppClass({ outdir });
      const charts = ids.map((id) => new Chart(app, id));
      for (const [source = 0, target = 0] of pairs) charts[source]?.node.addDependency(charts[target] ?? app);
      return messageOf(() => app.synth());
    });
    expect(ours).toBe(`Dependency cycle detected: ${circle}`);
    expect(ours).toBe(theirs);
  });

  test('of a chart on itself are told: cdk8s leaves the chart out silently', () => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    chart.addDependency(chart);
    expect(() => app.synth()).toThrow('Dependency cycle detected: chart => chart');
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
    return 'no error';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
