import { at, isThere, numberOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { stoppingWeights } from '../stopped-aborts';
import { CANARY } from '../strategy-paths';

/** An abort after which the Service of the canary is rewritten for long, or without end. */
export const ABORT_SERVICE_FLAPS: Rule = {
  id: 'abort-service-flaps',
  severity: 'warning',
  what: 'A delay that keeps the pods of an aborted canary for longer than a minute, or for ever.',
  why: 'With a router the canary Service is switched between both versions about a hundred times a second from an abort until the pods of the canary are gone: load for the API server, and requests to the aborted version. The log alone tells.',
  remedy: 'leave abortScaleDownDelaySeconds out for 30 seconds, or take at most 60',
  source:
    'argo-rollouts issue #3078, pull request #4442; recorded on 1.10.2: 4590 switches in 30 s, and without end after a first step setCanaryScale with a delay of 0',
  *check(set, versions) {
    for (const release of releasesOf(set)) {
      const { rollout, canary, routing, moments } = release;
      const delay = numberOf(at(canary, 'abortScaleDownDelaySeconds'));
      if (delay === undefined || !isThere(routing) || textOf(at(canary, 'canaryService')) === undefined) continue;
      const place = { object: rollout, path: [...CANARY, 'abortScaleDownDelaySeconds'] };
      const [first] = moments;
      if (delay === 0 && (first?.after.scale?.amount ?? 0) > 0) {
        yield {
          ...place,
          severity: 'error',
          message:
            'abortScaleDownDelaySeconds is 0 and steps[0] is a setCanaryScale: after an abort the pods of the canary stay, and its Service is switched between both versions without end',
          remedy: 'leave abortScaleDownDelaySeconds out, or let a setWeight be the first step',
        };
        // One that stops half-way has a rule of its own.
      } else if (delay > LONG && stoppingWeights(release, versions).length === 0) {
        yield {
          ...place,
          message: `abortScaleDownDelaySeconds is ${delay}: for ${delay} s after an abort the canary Service is switched to and fro between both versions`,
        };
      }
    }
  },
};

const LONG = 60;
