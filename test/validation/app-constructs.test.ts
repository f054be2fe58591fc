import { describe, expect, jest, test } from '@jest/globals';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { constructsInApp, objectsInApp } from '../../src/validation/app-constructs';

function configMap(scope: Construct, name: string): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}

/** A construct that allows so many ConfigMaps and charts in the app. */
class Limit extends Construct {
  constructor(scope: Construct, id: string, most: number) {
    super(scope, id);
    this.node.addValidation({
      validate: () => {
        const names = objectsInApp(this, 'ConfigMap').map((object) => object.name);
        const charts = constructsInApp(this, Chart).map(({ node }) => node.path);
        return names.length > most ? [`${names} in ${charts}`] : [];
      },
    });
  }
}

describe('what is in an app', () => {
  test('is found in the order of the tree, in every chart', () => {
    const app = new App();
    const [one, two] = ['one', 'two'].map((id) => new Chart(app, id));
    if (one === undefined || two === undefined) throw new Error('two charts were made');
    configMap(two, 'c');
    configMap(one, 'b');
    configMap(one, 'a');
    new ApiObject(one, 'secret', { apiVersion: 'v1', kind: 'Secret' });
    new Limit(one, 'limit', 0);
    expect(() => app.synthYaml()).toThrow('[one/limit] b,a,c in one,two');
  });

  test('is looked for again at the next synth', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    new Limit(chart, 'limit', 1);
    configMap(chart, 'one');
    expect(app.synthYaml()).toContain('name: one');
    configMap(chart, 'two');
    expect(() => app.synthYaml()).toThrow('one,two');
    chart.node.tryRemoveChild('two');
    expect(app.synthYaml()).toContain('name: one');
  });

  test('is looked for once, however many constructs ask', () => {
    const walks = [1, 20].map((limits) => {
      const app = new App();
      const chart = new Chart(app, 'chart');
      for (let n = 0; n < limits; n++) new Limit(chart, `limit-${n}`, 1);
      // The first validation makes the constructs known to one another.
      app.synthYaml();
      const findAll = jest.spyOn(app.node, 'findAll');
      app.synthYaml();
      return findAll.mock.calls.length;
    });
    expect(walks[1]).toBe(walks[0]);
  });
});
