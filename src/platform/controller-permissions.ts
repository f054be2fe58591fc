import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { requireCheckedApp } from '../check/app-check';
import type { PermissionRule } from '../traffic/router-model';
import { dnsLabelProblems, dnsSubdomainProblems, quote } from '../validation/names';
import { throwProblems } from '../validation/problems';

/** Props of `ControllerPermissions`. */
export interface ControllerPermissionsProps {
  /** The name of the ClusterRole and of the ClusterRoleBinding. */
  readonly name: string;

  /** What the controller may do in addition, such as `GatewayApiPlugin.permissions`. */
  readonly rules: PermissionRule[];

  /**
   * The ServiceAccount of the controller.
   * @default 'argo-rollouts'
   */
  readonly serviceAccount?: string;

  /**
   * The namespace of the controller.
   * @default - that of the chart
   */
  readonly namespace?: string;
}

/** A ClusterRole with permissions that the controller's own one lacks, bound to its ServiceAccount. */
export class ControllerPermissions extends Construct {
  /** @throws if a name is not valid, the namespace is not known, or a rule permits nothing. */
  constructor(scope: Construct, id: string, props: ControllerPermissionsProps) {
    super(scope, id);
    const { name, rules, serviceAccount = 'argo-rollouts', namespace = Chart.of(this).namespace } = props;
    throwProblems(this, [
      ...(/^[^/%\s]+$/.test(name) && name !== '.' && name !== '..'
        ? []
        : [`name takes the name of a ClusterRole such as "argo-rollouts-gateway-api-plugin", got ${quote(name)}`]),
      ...dnsSubdomainProblems('serviceAccount', serviceAccount),
      ...(namespace === undefined
        ? [
            "namespace is missing: the binding names that of the controller's ServiceAccount, give it here or to the chart",
          ]
        : dnsLabelProblems('namespace', namespace)),
      ...(rules.length === 0 ? ['rules is empty: name at least one'] : []),
      ...rules.flatMap(ruleProblems),
    ]);
    this.clusterObject('ClusterRole', name, { rules });
    this.clusterObject('ClusterRoleBinding', name, {
      roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name: serviceAccount, namespace }],
    });
    requireCheckedApp(this);
  }

  private clusterObject(kind: string, name: string, fields: object): void {
    const object = new ApiObject(this, kind, { apiVersion: `${RBAC_GROUP}/v1`, kind, metadata: { name }, ...fields });
    // Cdk8s gives every object the namespace of its chart.
    if (object.metadata.namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}

const RBAC_GROUP = 'rbac.authorization.k8s.io';

function ruleProblems(rule: PermissionRule, index: number): string[] {
  return Object.entries({ apiGroups: rule.apiGroups, resources: rule.resources, verbs: rule.verbs })
    .filter(([, list]) => list.length === 0)
    .map(([name]) => `rules[${index}].${name} is empty, so the rule permits nothing: name at least one`);
}
