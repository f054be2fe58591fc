import type { ReadProblem } from '../manifest/read-manifests';
import type { Finding } from './finding';
import type { RuleText } from './rule';

/** A document that cannot be read as it stands. */
export const YAML: RuleText = {
  id: 'yaml',
  severity: 'error',
  what: 'A file or document that is no YAML, or that readers of YAML take differently.',
  why: 'The API server refuses it, and what is in it is not checked here.',
  remedy: 'mend the document; what is a template has to be rendered first',
  source: 'YAML 1.2.2; kubectl and the API server take documents apart in the same way',
};

/** What could not be read, as findings. */
export function yamlFindings(problems: readonly ReadProblem[]): Finding[] {
  return problems.map(({ file, document, range, message, remedy = YAML.remedy }) => ({
    rule: YAML.id,
    severity: YAML.severity,
    remedy,
    source: { file, document, path: [] },
    path: [],
    range,
    message,
  }));
}
