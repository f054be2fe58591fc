import type { RolloutsValidationContext } from './validation-context';

export type { RolloutsValidationContext, RolloutsViolation } from './validation-context';

/** The `properties` of the plugin in `cdk8s.yaml`. */
export interface RolloutsValidationProperties {
  /**
   * The file that the findings are left in: SARIF, JSON, JUnit or Markdown by the end of its name (`.sarif`, `.json`,
   * `.xml`, `.md`). Keep it out of the output folder, which cdk8s empties and Argo CD reads.
   * @default 'cdk8s-rollouts-report.json'
   */
  readonly report?: string;

  /**
   * The least severity that is reported: `error`, `warning` or `info`.
   * @default - that of cdk8s-rollouts.yaml, else warning
   */
  readonly severity?: string;

  /**
   * Rules that are not applied; cdk8s-rollouts.yaml takes them with a reason.
   * @default - none
   */
  readonly ignore?: readonly string[];

  /**
   * Whether nothing else will be in the cluster.
   * @default true
   */
  readonly complete?: boolean;
}

/**
 * The plugin that makes `cdk8s synth` check what it has rendered, and fail where releases would.
 *
 * It is named in `cdk8s.yaml`; cdk8s makes it and calls it.
 */
export class RolloutsValidation {
  constructor(private readonly properties: RolloutsValidationProperties = {}) {}

  /** Checks the rendered files and reports what is found. */
  async validate(context: RolloutsValidationContext): Promise<void> {
    // Loaded when cdk8s asks: whoever only makes constructs does not need it.
    const { validateManifests } = require('./command') as typeof import('./command');
    await validateManifests(context, this.properties);
  }
}
