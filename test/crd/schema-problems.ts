import type { ErrorObject } from 'ajv';
import { fieldPath } from './field-path';

/** What ajv found, as lines for people: `spec.steps[0].setWieght: unknown field`. */
export function schemaProblems(errors: readonly ErrorObject[], object: unknown): string[] {
  return [...new Set(errors.map((error) => problemOf(error, object)))];
}

function problemOf(error: ErrorObject, object: unknown): string {
  const keys = error.instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const at = (...more: string[]) => fieldPath([...keys, ...more]);
  const given = shown(keys.reduce<unknown>((value, key) => Object(value)[key], object));
  const { params } = error;
  switch (error.keyword) {
    case 'additionalProperties':
      return `${at(params.additionalProperty)}: unknown field`;
    case 'required':
      return `${at(params.missingProperty)}: required, but missing`;
    case 'type':
      return `${at()}: has to be ${[params.type].flat().join(' or ')}, got ${given}`;
    case 'enum':
      return `${at()}: has to be one of ${params.allowedValues.map(shown).join(', ')}, got ${given}`;
    case 'pattern':
      return `${at()}: has to match ${params.pattern}, got ${given}`;
    case 'format':
      return `${at()}: has to be in the format ${params.format}, got ${given}`;
    default:
      return `${at()}: ${error.message ?? error.keyword}, got ${given}`;
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
