import type { Plain } from './plain';

/** An object of Kubernetes as YAML has it. */
export interface ManifestObject {
  /** The group and version, such as `networking.k8s.io/v1`. */
  readonly apiVersion: string;

  /** The kind. */
  readonly kind: string;

  /** Its name and what else is known of it. */
  readonly metadata: ManifestMetadata;

  /** What it says. */
  readonly spec?: Plain;
}

/** The metadata of an object, as far as anything here reads it. */
export interface ManifestMetadata {
  /** The name. */
  readonly name: string;

  /** The namespace; undefined is the one that the manifests are applied to. */
  readonly namespace?: string;

  /** The labels. */
  readonly labels?: Readonly<Record<string, string>>;

  /** The annotations. */
  readonly annotations?: Readonly<Record<string, string>>;

  /** The objects that it belongs to. */
  readonly ownerReferences?: readonly OwnerReference[];
}

/** An object that another one belongs to. */
export interface OwnerReference {
  /** The group and version of the owner. */
  readonly apiVersion: string;

  /** The kind of the owner. */
  readonly kind: string;

  /** The name of the owner, in the same namespace. */
  readonly name: string;
}

/** The group of an apiVersion; the empty text for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}
