import type { ManifestPath } from '../manifest/manifest-path';

/** What Kubernetes refuses at one place of a pod template. */
export interface PodFault {
  /** The way to it in the template, or in the container. */
  readonly path: ManifestPath;

  /** What is wrong there. */
  readonly message: string;
}
