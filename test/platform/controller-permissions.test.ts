import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import { ControllerPermissions, type ControllerPermissionsProps } from '../../src';
import { demoChart, objectsOf } from '../demo-chart';

const RULE = { apiGroups: ['example.com'], resources: ['routes'], verbs: ['get', 'update'] };

function permissionsOf(
  props: Partial<ControllerPermissionsProps> = {},
  chart: Chart = demoChart('argo-rollouts'),
): unknown {
  new ControllerPermissions(chart, 'permissions', { name: 'routes', rules: [RULE], ...props });
  return objectsOf(chart);
}

describe('ControllerPermissions', () => {
  test("is a ClusterRole, bound to the controller's ServiceAccount; neither has a namespace", () => {
    expect(permissionsOf()).toEqual([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'routes' },
        rules: [RULE],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'routes' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'routes' },
        subjects: [{ kind: 'ServiceAccount', name: 'argo-rollouts', namespace: 'argo-rollouts' }],
      },
    ]);
  });

  test('knows a controller of another name and place', () => {
    const chart = new Chart(demoChart(), 'none', {});
    expect(permissionsOf({ serviceAccount: 'rollouts', namespace: 'delivery' }, chart)).toMatchObject([
      { metadata: { name: 'routes' } },
      { subjects: [{ kind: 'ServiceAccount', name: 'rollouts', namespace: 'delivery' }] },
    ]);
  });

  test.each<[Partial<ControllerPermissionsProps>, string]>([
    [{ name: '' }, 'name takes the name of a ClusterRole such as "argo-rollouts-gateway-api-plugin", got ""'],
    [{ name: 'a/b' }, 'name takes the name of a ClusterRole'],
    [{ name: '..' }, 'name takes the name of a ClusterRole'],
    [{ serviceAccount: 'Argo' }, 'serviceAccount has to be a DNS-1123 subdomain'],
    [{ namespace: 'a.b' }, 'namespace has to be a DNS-1123 label'],
    [{ rules: [] }, 'rules is empty: name at least one'],
    [
      { rules: [RULE, { ...RULE, verbs: [] }] },
      'rules[1].verbs is empty, so the rule permits nothing: name at least one',
    ],
    [{ rules: [{ ...RULE, apiGroups: [] }] }, 'rules[0].apiGroups is empty'],
    [{ rules: [{ ...RULE, resources: [] }] }, 'rules[0].resources is empty'],
  ])('refuses %j', (props, message) => {
    expect(() => permissionsOf(props)).toThrow(message);
  });

  test('has to know the namespace of the ServiceAccount', () => {
    expect(() => permissionsOf({}, new Chart(demoChart(), 'none', {}))).toThrow(
      "namespace is missing: the binding names that of the controller's ServiceAccount, give it here or to the chart",
    );
  });

  test('takes a name with a colon, as roles have', () => {
    expect(permissionsOf({ name: 'acme:routes' })).toMatchObject([{ metadata: { name: 'acme:routes' } }, {}]);
  });
});
