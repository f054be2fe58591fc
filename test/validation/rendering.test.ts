import { describe, expect, jest, test } from '@jest/globals';
import { ApiObject, App, Chart } from 'cdk8s';
import { inOneRendering, manifestOf, renderedObjects, renderingProblems } from '../../src/validation/rendering';

function appOf(...ids: string[]) {
  const app = new App();
  const chart = new Chart(app, 'chart');
  const objects = ids.map(
    (id) => new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Secret', metadata: { name: id } }),
  );
  return { app, chart, objects };
}

describe('the rendered objects of an app', () => {
  test('are all of them, in the order of the tree, as they are now', () => {
    const { app, objects } = appOf('one', 'two');
    objects[0]?.addDependency(...objects.slice(1));
    expect(renderedObjects(app).map(({ path }) => path)).toEqual(['chart/one', 'chart/two']);
    objects[0]?.metadata.addLabel('tier', 'front');
    expect(renderedObjects(app)[0]?.manifest).toMatchObject({ metadata: { labels: { tier: 'front' } } });
  });

  test('are rendered once while the app does not change, also those that fail', () => {
    const { app, objects } = appOf('one', 'two');
    const fails = jest.fn(() => {
      throw new Error('too young');
    });
    const calls = objects.map((object, n) =>
      n === 0 ? jest.spyOn(object, 'toJson').mockImplementation(fails) : jest.spyOn(object, 'toJson'),
    );
    inOneRendering(app, () => {
      expect(renderedObjects(app)).toHaveLength(1);
      expect(renderingProblems(app)).toEqual(['chart/one cannot be rendered: too young']);
      expect(objects.slice(1).map(manifestOf)).toHaveLength(1);
      expect(() => objects.map(manifestOf)).toThrow('too young');
      inOneRendering(app, () => renderedObjects(app));
    });
    expect(calls.map((call) => call.mock.calls.length)).toEqual([1, 1]);
    expect(() => objects.map(manifestOf)).toThrow('too young');
    expect(fails).toHaveBeenCalledTimes(2);
  });
});
