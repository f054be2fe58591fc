/** What cdk8s hands a plugin that is named under `validations` in `cdk8s.yaml`. */
export interface RolloutsValidationContext {
  /** The files that were rendered. */
  readonly manifests: readonly string[];

  /** What the plugin reports to. */
  readonly report: {
    addViolation(violation: RolloutsViolation): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
}

/** Findings of one rule, as cdk8s reports them. */
export interface RolloutsViolation {
  /** The id of the rule. */
  readonly ruleName: string;

  /** What the rule is about. */
  readonly recommendation: string;

  /** What to do. */
  readonly fix: string;

  /** Where it was found. */
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly locations: readonly string[];
    readonly manifestPath: string;
  }[];
}
