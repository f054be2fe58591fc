import { Duration } from 'cdk8s';
import { LabelExpression, LabelSelector } from 'cdk8s-plus-28';
import { WorkloadKind, WorkloadRef } from '../../src';
import { canary } from './demo-rollouts';
import type { FieldCharts } from './field-chart';

/** The properties that a canary and a blue-green rollout share; shown with a canary. */
export const ROLLOUT_CHARTS: FieldCharts = {
  'CanaryRollout: containers and defaults': (chart) => {
    canary(chart);
  },
  'RolloutProps.podMetadata': (chart) => {
    canary(chart, { podMetadata: { annotations: { note: 'demo' } } });
  },
  'CanaryRollout.select': (chart) => {
    const rollout = canary(chart, { podMetadata: { labels: { tier: 'web' } } });
    rollout.select(LabelSelector.of({ expressions: [LabelExpression.in('tier', ['web'])] }));
  },
  'RolloutProps.workloadRef': (chart) => {
    const workloadRef = WorkloadRef.fromName(WorkloadKind.DEPLOYMENT, 'shop', { app: 'shop' });
    canary(chart, { workloadRef, containers: undefined });
  },
  'RolloutProps.minReady': (chart) => {
    canary(chart, { minReady: Duration.seconds(10) });
  },
  'RolloutProps.progressDeadline': (chart) => {
    canary(chart, { progressDeadline: Duration.minutes(5) });
  },
  'RolloutProps.progressDeadlineAbort': (chart) => {
    canary(chart, { progressDeadlineAbort: true });
  },
  'RolloutProps.revisionHistoryLimit': (chart) => {
    canary(chart, { revisionHistoryLimit: 3 });
  },
  'RolloutProps.rollbackWindowRevisions': (chart) => {
    canary(chart, { rollbackWindowRevisions: 3 });
  },
  'RolloutProps.successfulRunHistoryLimit': (chart) => {
    canary(chart, { successfulRunHistoryLimit: 3 });
  },
  'RolloutProps.unsuccessfulRunHistoryLimit': (chart) => {
    canary(chart, { unsuccessfulRunHistoryLimit: 3 });
  },
  'RolloutProps.paused': (chart) => {
    canary(chart, { paused: true });
  },
  'RolloutProps.restartAt': (chart) => {
    canary(chart, { restartAt: new Date('2026-01-31T10:00:00Z') });
  },
};
