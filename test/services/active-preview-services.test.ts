import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import { ActivePreviewServices, type ActivePreviewServicesProps, BlueGreenRollout } from '../../src';
import { demoChart, objectsOf } from '../demo-chart';

const ports = [{ name: 'http', port: 80, targetPort: 8080 }];

function pair(chart: Chart, props: Partial<ActivePreviewServicesProps> = {}): ActivePreviewServices {
  return new ActivePreviewServices(chart, 'services', { name: 'demo', ports, ...props });
}

function release(chart: Chart, services: ActivePreviewServices, name = 'demo'): BlueGreenRollout {
  return new BlueGreenRollout(chart, name, {
    metadata: { name },
    containers: [{ image: 'example/app:1', portNumber: 8080 }],
    services,
  });
}

describe('ActivePreviewServices', () => {
  test('renders two Services with the same ports and the selector of the rollout', () => {
    const chart = demoChart();
    release(chart, pair(chart));
    const spec = {
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }],
      selector: { 'app.kubernetes.io/name': 'demo' },
    };
    expect(objectsOf(chart).slice(0, 2)).toEqual(
      ['demo-active', 'demo-preview'].map((name) => ({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: 'demo' },
        spec,
      })),
    );
  });

  test('takes other names than <name>-active and <name>-preview', () => {
    const { active, preview } = pair(demoChart(), { activeName: 'shop', previewName: 'shop-next' });
    expect([active.name, preview.name]).toEqual(['shop', 'shop-next']);
  });

  test('hands out a copy of its ports', () => {
    const services = pair(demoChart());
    services.ports.pop();
    expect(services.ports).toEqual(ports);
  });

  test.each([
    [
      { activeName: 'same', previewName: 'same' },
      '[demo/services] the active and the preview Service are both named "same": the controller needs two Services to keep ' +
        'the versions apart, give them different names',
    ],
    [{ activeName: '' }, 'the name of the active Service has to be a DNS-1123 label'],
    [{ previewName: '1st' }, 'the name of the preview Service has to begin with a letter'],
    [{ ports: [] }, 'ports is empty: a Service needs at least one port'],
  ])('refuses %j', (props, message) => {
    expect(() => pair(demoChart(), props)).toThrow(message);
  });

  test('belongs to one rollout only', () => {
    const chart = demoChart();
    const services = pair(chart);
    release(chart, services, 'one');
    expect(() => release(chart, services, 'two')).toThrow(
      '[demo/two] services "demo-active" and "demo-preview" belong to the rollout at demo/one already',
    );
  });

  test('lives in the namespace of its rollout', () => {
    const chart = demoChart();
    const other = new Chart(chart.node.root, 'other', { namespace: 'other' });
    expect(() => release(other, pair(chart))).toThrow('are in namespace "demo", the rollout in namespace "other"');
  });

  test('without a rollout is an error at synth', () => {
    const chart = demoChart();
    pair(chart);
    expect(() => objectsOf(chart)).toThrow(
      '[demo/services] no rollout uses the Services "demo-active" and "demo-preview", so they select no pods: give them to a ' +
        'CanaryRollout or a BlueGreenRollout',
    );
  });
});
