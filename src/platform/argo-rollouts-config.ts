import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { requireCheckedApp } from '../check/app-check';
import { dnsLabelProblems } from '../validation/names';
import { throwProblems } from '../validation/problems';
import { type ControllerPlugin, pluginProblems } from './controller-plugin';

/** Props of `ArgoRolloutsConfig`. */
export interface ArgoRolloutsConfigProps {
  /**
   * The plugins that move traffic.
   * @default - none
   */
  readonly trafficRouterPlugins?: ControllerPlugin[];

  /**
   * The plugins that measure.
   * @default - none
   */
  readonly metricProviderPlugins?: ControllerPlugin[];

  /**
   * The plugins that are steps of a release.
   * @default - none
   */
  readonly stepPlugins?: ControllerPlugin[];

  /**
   * The namespace of the controller.
   * @default - that of the chart
   */
  readonly namespace?: string;
}

/**
 * The ConfigMap `argo-rollouts-config`, in which the controller finds its plugins.
 *
 * It reads it when it starts: restart it after each change. It does not start if a plugin cannot be had.
 * @see https://argo-rollouts.readthedocs.io/en/stable/plugins/
 */
export class ArgoRolloutsConfig extends Construct {
  /** @throws if there is no plugin, or one is not valid. */
  constructor(scope: Construct, id: string, props: ArgoRolloutsConfigProps) {
    super(scope, id);
    const { namespace, ...lists } = props;
    const plugins = Object.entries(toLists(lists));
    throwProblems(this, [
      ...(plugins.length === 0
        ? [`there is no plugin: name one in ${LISTS.join(', ')}, or leave the ConfigMap out`]
        : []),
      ...plugins.flatMap(([name, list]) => pluginProblems(name, list)),
      ...(namespace === undefined ? [] : dnsLabelProblems('namespace', namespace)),
    ]);
    new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      // The controller looks for this name (argo-rollouts utils/defaults/defaults.go).
      metadata: { name: 'argo-rollouts-config', ...(namespace === undefined ? {} : { namespace }) },
      data: Object.fromEntries(plugins.map(([name, list]) => [name, toText(list)])),
    });
    requireCheckedApp(this);
  }
}

// The keys of the ConfigMap.
const LISTS = ['trafficRouterPlugins', 'metricProviderPlugins', 'stepPlugins'] as const;

function toLists(props: Omit<ArgoRolloutsConfigProps, 'namespace'>): Record<string, ControllerPlugin[]> {
  return Object.fromEntries(
    LISTS.flatMap((name) => {
      const list = props[name];
      return list === undefined || list.length === 0 ? [] : [[name, list]];
    }),
  );
}

// A key without a value would be null.
function toText(plugins: readonly ControllerPlugin[]): string {
  const entries = plugins.map(({ name, location, sha256, args }) => ({
    name,
    location,
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(args === undefined ? {} : { args }),
  }));
  return Yaml.stringify(entries).trimEnd();
}
