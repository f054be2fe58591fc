import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { sharedFolder } from '../shared-folder';
import { CrdFile } from './crd-file';
import { isRecord } from './json-schema';
import { schemaProblems } from './schema-problems';
import { strictObject } from './strict-schema';
import { VALUE_FORMATS } from './value-formats';

/**
 * The CRD files of ../shared/crds that the constructs of today render into. The first one that has a kind in a version
 * is asked: of the Gateway API, the experimental channel answers only for what the standard one does not serve.
 */
export const CRD_FILES: readonly string[] = [
  'argo-rollouts.argoproj.io.yaml',
  'gateway-api-standard.gateway.networking.k8s.io.yaml',
  'gateway-api-experimental.gateway.networking.k8s.io.yaml',
  'keda.keda.sh.yaml',
  'traefik.traefik.io.yaml',
  'traefik-v2.traefik.containo.us.yaml',
  'istio.yaml',
  'apisix.apisix.apache.org.yaml',
  'ambassador.getambassador.io.yaml',
  'appmesh.appmesh.k8s.aws.yaml',
  'contour.projectcontour.io.yaml',
  'smi.split.smi-spec.io.yaml',
  'prometheus-operator.monitoring.coreos.com.yaml',
];

/** Checks objects against the schema of their CRD, with unknown fields refused; CEL rules are not looked at. */
export class CrdSchemas {
  private readonly ajv = new Ajv({
    strict: false,
    allErrors: true,
    logger: false,
    formats: VALUE_FORMATS,
    // Each validator runs a few times only, so that making it well takes longer than running it badly.
    validateSchema: false,
    code: { optimize: false, regExp: Object.assign(goPattern, { code: 'goPattern' }) },
  });
  private readonly validators = new Map<string, ValidateFunction | undefined>();
  private files: readonly CrdFile[] | undefined;

  /** @param names the files of ../shared/crds to know; they are read when the first object is checked. */
  constructor(private readonly names: readonly string[] = CRD_FILES) {}

  /** Whether one of the files has a CRD of this kind. */
  knows(apiVersion: string, kind: string): boolean {
    return this.validatorOf(apiVersion, kind) !== undefined;
  }

  /** What the API server would drop or refuse in an object, one line each; empty for an object that is fine. */
  problems(object: unknown): string[] {
    if (!isRecord(object) || typeof object.apiVersion !== 'string' || typeof object.kind !== 'string') {
      return ['(the object): has no apiVersion and kind'];
    }
    const validate = this.validatorOf(object.apiVersion, object.kind);
    if (validate === undefined) {
      return [`(the object): no CRD for ${object.apiVersion} ${object.kind} in ${this.names.join(', ')}`];
    }
    return validate(object) ? [] : schemaProblems(validate.errors ?? [], object);
  }

  private validatorOf(apiVersion: string, kind: string): ValidateFunction | undefined {
    const key = `${apiVersion} ${kind}`;
    if (!this.validators.has(key)) this.validators.set(key, this.compile(apiVersion, kind));
    return this.validators.get(key);
  }

  private compile(apiVersion: string, kind: string): ValidateFunction | undefined {
    this.files ??= this.names.map((name) => new CrdFile(path.join(sharedFolder('crds'), name)));
    for (const file of this.files) {
      const crd = file.tryFind(apiVersion, kind);
      if (crd !== undefined) return this.ajv.compile(strictObject(crd.schema));
    }
    return undefined;
  }
}

/** A pattern of Go's regexp in JavaScript: the flag `(?i)` at its beginning is what the CRDs use beyond our own. */
function goPattern(pattern: string): RegExp {
  const [, ignoreCase, rest = ''] = /^(\^?\(\?i\))?(.*)$/s.exec(pattern) ?? [];
  return ignoreCase === undefined
    ? new RegExp(pattern)
    : new RegExp(ignoreCase.startsWith('^') ? `^${rest}` : rest, 'i');
}
