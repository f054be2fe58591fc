import type { RuleText } from './rule';

/** What an annotation of an object begins with that accepts the findings of a rule there; the rule's id follows. */
export const WAIVER_PREFIX = 'cdk8s-rollouts.dev/ignore.';

/** A waiver whose last day is over. */
export const WAIVER_EXPIRED: RuleText = {
  id: 'waiver-expired',
  severity: 'warning',
  what: 'An annotation that accepts a finding until a day which is over.',
  why: 'The reason to accept the finding was meant for a while, and the finding counts again since then.',
  remedy: 'mend what was accepted, or look at the reason again and write a later day',
  source: 'the annotation itself',
};

/** A waiver that cannot be understood. */
export const WAIVER_INVALID: RuleText = {
  id: 'waiver-invalid',
  severity: 'error',
  what: 'An annotation that accepts findings of no rule, without a reason, or until no day.',
  why: 'It accepts nothing, and whoever wrote it believes that it does.',
  remedy: 'write cdk8s-rollouts.dev/ignore.<rule>: <reason>, and if it is for a while, end it in "until 2027-01-31"',
  source: 'the annotation itself',
};

/** A waiver that accepts nothing. */
export const WAIVER_UNUSED: RuleText = {
  id: 'waiver-unused',
  severity: 'warning',
  what: 'An annotation that accepts findings which are not there.',
  why: 'It would accept the next one, which nobody has looked at.',
  remedy: 'take the annotation away',
  source: 'the annotation itself',
};

/** What is told about waivers, after all rules have been applied. */
export const WAIVER_RULES: readonly RuleText[] = [WAIVER_EXPIRED, WAIVER_INVALID, WAIVER_UNUSED];
