import { App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { inOneRendering } from './rendering';

/**
 * Lets an app of cdk8s's own class render and validate once during a synth, which validates it once per chart.
 *
 * Only cdk8s's own code runs between those validations. Where that is not so, because the app or one of its charts has
 * a method of its own that may change the app half-way, nothing is shared. Chart.toJson() and Testing.synth() by
 * themselves never share.
 */
export function shareWithinSynth(root: IConstruct): void {
  if (!(root instanceof App)) return;
  for (const method of ['synth', 'synthYaml'] as const) {
    if (root[method] !== App.prototype[method]) continue;
    // Looked up at each call: somebody may spy on the class by then.
    const run = () => (Object.getPrototypeOf(root) as Synths)[method].call(root);
    const value = () => (hasOwnCharts(root) ? run() : inOneRendering(root, run));
    Object.defineProperty(root, method, { value, configurable: true, writable: true, enumerable: false });
  }
}

type Synths = Record<'synth' | 'synthYaml', () => unknown>;

function hasOwnCharts(app: App): boolean {
  return app.node.findAll().some((one) => one instanceof Chart && one.toJson !== Chart.prototype.toJson);
}
