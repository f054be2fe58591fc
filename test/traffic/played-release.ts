import type { ManifestObject } from '../../src/manifest/manifest';
import { at, isThere, numberOf } from '../../src/manifest/plain';
import {
  type HeaderRouteStep,
  type MirrorRouteStep,
  type RouterModel,
  TrafficRoutingError,
  type VersionHashes,
} from '../../src/traffic/router-model';
import type { RecordedRelease, RouteVersion } from './recorded-release';

/**
 * The versions of each route object that a router's functions make of a recorded release: called in the order in which
 * the controller calls them (argo-rollouts rollout/trafficrouting.go), from the objects that were applied.
 */
export function playedVersions(
  router: RouterModel,
  release: RecordedRelease,
): Readonly<Record<string, readonly RouteVersion[]>> {
  const play = new Play(router, release);
  try {
    playAll(play, release);
  } catch (error) {
    // The controller reports it and writes no more.
    if (!(error instanceof TrafficRoutingError)) throw error;
  }
  return play.versions();
}

function playAll(play: Play, { steps, abortedAt, replacedAt, isFirst }: RecordedRelease): void {
  play.rest({ stable: 'v1', canary: 'v1' });
  // Without steps the Services are switched, and no weight is moved.
  if (isFirst || steps.length === 0) return;
  play.begin('v2');
  if (replacedAt !== undefined) {
    for (const step of steps.slice(0, replacedAt)) play.step(step);
    play.begin('v3');
  }
  for (const step of steps.slice(0, abortedAt)) play.step(step);
  if (abortedAt !== undefined) play.rest({ stable: 'v1', canary: 'v1' });
  else play.promote();
}

class Play {
  public hashes: VersionHashes = { stable: 'v1', canary: 'v1' };
  private states: (readonly ManifestObject[])[];

  constructor(
    private readonly router: RouterModel,
    private readonly release: RecordedRelease,
  ) {
    this.states = [release.objects];
  }

  /** A release of a version: it has no pods yet. */
  public begin(canary: string): void {
    const { writer } = this.router;
    this.hashes = { stable: 'v1', canary };
    this.change((objects) => writer.removeManagedRoutes?.(objects, this.release.rollout) ?? objects);
    this.set(0);
  }

  /** No release is under way, or it is aborted: managed routes are gone and the stable version has everything. */
  public rest(hashes: VersionHashes): void {
    const { writer } = this.router;
    this.hashes = hashes;
    this.change((objects) => writer.removeManagedRoutes?.(objects, this.release.rollout) ?? objects);
    this.set(0);
  }

  /** The end of a release: all requests for the canary, and as soon as it is the stable version for that one. */
  public promote(): void {
    const { canary } = this.hashes;
    this.set(100);
    this.rest({ stable: canary, canary });
  }

  public step(step: unknown): void {
    const { writer } = this.router;
    const { rollout } = this.release;
    const header = at(step, 'setHeaderRoute');
    const mirror = at(step, 'setMirrorRoute');
    if (isThere(header)) {
      this.change((objects) => writer.setHeaderRoute?.(objects, rollout, header as HeaderRouteStep) ?? objects);
    }
    if (isThere(mirror)) {
      this.change((objects) => writer.setMirrorRoute?.(objects, rollout, mirror as MirrorRouteStep) ?? objects);
    }
    const weight = numberOf(at(step, 'setWeight'));
    if (weight !== undefined) this.set(weight);
  }

  public set(weight: number): void {
    const { writer } = this.router;
    const { rollout } = this.release;
    this.change((objects) => writer.updateHash?.(objects, rollout, this.hashes) ?? objects);
    this.change((objects) => writer.setWeight(objects, rollout, weight));
  }

  /** The versions of each object, each once in a row; null where it is gone. */
  public versions(): Record<string, RouteVersion[]> {
    const keys = new Set(this.states.flatMap((objects) => objects.map(keyOf)));
    return Object.fromEntries(
      [...keys].map((key) => {
        const all = this.states.map((objects) => {
          const object = objects.find((one) => keyOf(one) === key);
          return object === undefined ? null : toVersion(object);
        });
        const firstThere = all.findIndex((version) => version !== null);
        return [key, all.slice(firstThere).filter((version, index, rest) => !isSame(version, rest[index - 1]))];
      }),
    );
  }

  private change(change: (objects: readonly ManifestObject[]) => readonly ManifestObject[]): void {
    this.states.push(change(this.states.at(-1) ?? []));
  }
}

function keyOf({ kind, metadata }: ManifestObject): string {
  return `${kind}/${metadata.name}`;
}

function toVersion({ metadata, spec }: ManifestObject): RouteVersion {
  const { labels, annotations } = metadata;
  return JSON.parse(JSON.stringify({ spec, labels, annotations }));
}

function isSame(one: RouteVersion, other: RouteVersion | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
