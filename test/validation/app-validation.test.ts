import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as cdk8s from 'cdk8s';
import { ApiObject, Chart, Lazy, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { App } from '../../src/synth/app';
import { validateOnce } from '../../src/validation/app-validation';
import type { RenderedObject } from '../../src/validation/rendering';

const CLASSES = [
  ['our App', App],
  ["cdk8s's App", cdk8s.App],
] as const;

let outdir = '';

beforeEach(() => {
  outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'synth-'));
});

afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(outdir, { recursive: true, force: true });
});

function configMap(scope: Construct, id: string, data?: unknown): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data });
}

/** An app of three charts with an object each, which refuses objects of some names; and how often it was validated. */
function appOf(AppClass: typeof cdk8s.App, ...refused: string[]) {
  const app = new AppClass({ outdir });
  const charts = ['a', 'b', 'c'].map((id) => new Chart(app, id));
  const validate = jest.fn((objects: readonly RenderedObject[]) =>
    objects.flatMap(({ object, path: at }) => (refused.includes(object.name) ? [`${at} is refused`] : [])),
  );
  charts.forEach((chart, n) => {
    configMap(chart, `object-${n}`);
    validateOnce(chart, 'names', validate);
  });
  return { app, charts, chart: charts[0] ?? new Chart(app, 'none'), validate };
}

describe.each(CLASSES)('a validation of %s', (_, AppClass) => {
  test('runs once in a synth, whoever asks for it', () => {
    const { app, validate } = appOf(AppClass);
    app.synth();
    expect(validate).toHaveBeenCalledTimes(1);
    app.synthYaml();
    expect(validate).toHaveBeenCalledTimes(2);
  });

  test('knows all objects of the app as they are rendered, with their constructs', () => {
    const { app, chart, validate } = appOf(AppClass);
    chart.node.findChild('object-0').node.addValidation({ validate: () => [] });
    app.synth();
    const [objects = []] = validate.mock.calls[0] ?? [];
    expect(objects.map((one) => one.path)).toEqual(['a/object-0', 'b/object-1', 'c/object-2']);
    expect(objects[0]?.object).toBe(chart.node.findChild('object-0'));
    expect(objects[0]?.manifest).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'object-0' } });
  });

  test('tells all that is wrong at once, with what other validations tell', () => {
    const { app, chart } = appOf(AppClass, 'object-0', 'object-2');
    validateOnce(chart, 'number', (objects) => [`${objects.length} objects are too many`]);
    chart.node.addValidation({ validate: () => ['the chart is red'] });
    expect(() => app.synth()).toThrow(
      'Validation failed with the following errors:\n  [] a/object-0 is refused\n  [] c/object-2 is refused\n' +
        '  [] 3 objects are too many\n  [a] the chart is red',
    );
  });

  test('sees what was changed since a chart was rendered in a test', () => {
    const { app, chart } = appOf(AppClass, 'bad');
    expect(Testing.synth(chart)).toHaveLength(1);
    configMap(chart, 'bad');
    expect(() => Testing.synth(chart)).toThrow('a/bad is refused');
    expect(() => chart.toJson()).toThrow('a/bad is refused');
    expect(() => app.synth()).toThrow('a/bad is refused');
    chart.node.tryRemoveChild('bad');
    expect(Testing.synth(chart)).toHaveLength(1);
  });

  test('sees what was changed since the last synth', () => {
    const { app, chart } = appOf(AppClass, 'bad');
    app.synth();
    configMap(chart, 'bad');
    expect(() => app.synth()).toThrow('a/bad is refused');
    expect(() => app.synthYaml()).toThrow('a/bad is refused');
    chart.node.tryRemoveChild('bad');
    expect(app.synthYaml()).toContain('object-0');
  });

  test('tells of objects that cannot be rendered instead of missing them', () => {
    const { app, chart, validate } = appOf(AppClass);
    const data = Lazy.any({
      produce: () => {
        throw new Error('no data');
      },
    });
    for (const id of ['one', 'two']) configMap(chart, id, data);
    chart.node.addValidation({ validate: () => ['the chart is red'] });
    expect(() => app.synth()).toThrow(
      "[] Failed serializing construct at path 'a/one' with name 'one': Error: no data\n" +
        "  [] Failed serializing construct at path 'a/two' with name 'two': Error: no data\n  [a] the chart is red",
    );
    expect(validate).not.toHaveBeenCalled();
  });

  test('belongs to one app', () => {
    const [one, other] = [appOf(AppClass), appOf(AppClass)];
    one.app.synth();
    expect(other.validate).not.toHaveBeenCalled();
    other.app.synth();
    expect(other.validate).toHaveBeenCalledTimes(1);
  });
});

describe('our App', () => {
  test('renders each object once for validations and output together', () => {
    const { app, chart } = appOf(App);
    const toJson = jest.spyOn(ApiObject.of(chart.node.findChild('object-0')), 'toJson');
    app.synth();
    expect(toJson).toHaveBeenCalledTimes(1);
  });
});

describe("cdk8s's App", () => {
  test('renders an object once for all validations, and once for the output', () => {
    const { app, chart } = appOf(cdk8s.App);
    validateOnce(chart, 'nothing', () => []);
    const toJson = jest.spyOn(ApiObject.of(chart.node.findChild('object-0')), 'toJson');
    app.synth();
    expect(toJson).toHaveBeenCalledTimes(2);
  });

  test('is validated whenever cdk8s says so, if its synth is the own one of a class', () => {
    class Late extends cdk8s.App {
      public override synth(): void {
        for (const chart of this.charts) chart.toJson();
        configMap(this.charts[0] ?? new Chart(this, 'none'), 'bad');
        super.synth();
      }
    }
    const { app } = appOf(Late, 'bad');
    expect(() => app.synth()).toThrow('a/bad is refused');
  });

  test('is validated for each chart, if one has a method of its own that may change the app', () => {
    class Late extends Chart {
      public override toJson() {
        configMap(this, 'bad');
        return super.toJson();
      }
    }
    const { app } = appOf(cdk8s.App, 'bad');
    new Late(app, 'late');
    expect(() => app.synth()).toThrow('late/bad is refused');
  });

  test('may be spied upon, as an object and as a class, before and after', () => {
    const ofClass = jest.spyOn(cdk8s.App.prototype, 'synth');
    const { app } = appOf(cdk8s.App);
    const ofObject = jest.spyOn(app, 'synth');
    app.synth();
    expect(ofObject).toHaveBeenCalledTimes(1);
    expect(ofClass).toHaveBeenCalledTimes(1);
    ofObject.mockRestore();
    app.synth();
    expect(ofClass).toHaveBeenCalledTimes(2);
    const later = jest.spyOn(cdk8s.App.prototype, 'synthYaml').mockReturnValue('mocked');
    expect(app.synthYaml()).toBe('mocked');
    expect(later.mock.contexts).toEqual([app]);
  });
});
