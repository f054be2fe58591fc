import type { Construct } from 'constructs';
import type { TrafficRouting } from '../../traffic/traffic-router';
import { throwProblems } from '../../validation/problems';
import { repeated } from '../../validation/repeated';

/**
 * The `trafficRouting` of a rollout from what each of its routers adds; undefined where it has no router.
 * @throws if two routers fill in the same part.
 */
export function mergeTrafficRouting(rollout: Construct, parts: readonly TrafficRouting[]): TrafficRouting | undefined {
  if (parts.length === 0) return undefined;
  const plugins = parts.flatMap((part) => Object.keys(part.plugins ?? {}));
  const routers = parts.flatMap((part) => Object.keys(part)).filter((key) => key !== 'plugins');
  throwProblems(
    rollout,
    repeated([...plugins, ...routers]).map(
      (name) => `trafficRouting has two routers that both fill in "${name}": give the rollout one of them`,
    ),
  );
  return plugins.length === 0
    ? Object.assign({}, ...parts)
    : Object.assign({}, ...parts, { plugins: Object.assign({}, ...parts.map((part) => part.plugins)) });
}
