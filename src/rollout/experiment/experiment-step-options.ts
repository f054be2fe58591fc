import type { Duration } from 'cdk8s';
import type { AddedMetadata } from '../added-metadata';
import type { ExperimentAnalysis } from './experiment-analysis';

/** The version of a rollout that pods of an experiment run. */
export enum ExperimentVersion {
  /** The new version. */
  CANARY = 'canary',

  /** The version that is being replaced, as a baseline with the same age and number of pods. */
  STABLE = 'stable',
}

/** Pods of one version that an experiment step starts, beside those of the rollout. */
export interface ExperimentTemplate {
  /** The name of the template, a DNS-1123 label, unique in its experiment. */
  readonly name: string;

  /** The version that the pods run. */
  readonly version: ExperimentVersion;

  /**
   * The number of pods, at least 1.
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Labels and annotations for the pods, beside those of the rollout's pods. The labels are part of the selector too.
   * @default - none
   */
  readonly metadata?: AddedMetadata;

  /**
   * The labels that the pods are selected by; the pods have to have them. The controller adds a hash.
   * @default - the selector of the rollout
   */
  readonly selector?: { readonly [key: string]: string };

  /**
   * The share of all requests that the pods get, 1 to 99 per cent. Not every router can do it.
   * @default - none
   */
  readonly weight?: number;

  /**
   * Whether the controller makes a Service for the pods, with the ports of their containers.
   * @default - only for a weight or a serviceName
   */
  readonly service?: boolean;

  /**
   * The name of that Service.
   * @default - `<rollout>-<hash>-<revision>-<step>-<template>`
   */
  readonly serviceName?: string;
}

/** Options of the step that runs an experiment. */
export interface ExperimentStepOptions {
  /** The pods that run beside one another; at least one kind. */
  readonly templates: ExperimentTemplate[];

  /**
   * How long the experiment runs, in whole seconds, from when all its pods are available.
   * @default - until the analyses with requiredForCompletion have succeeded
   */
  readonly duration?: Duration;

  /**
   * What is measured. If one fails, the release is aborted.
   * @default - nothing
   */
  readonly analyses?: ExperimentAnalysis[];

  /**
   * The names of the metrics that are measured and reported, but never fail. Every analysis has to have them.
   * @default - none: every metric counts
   */
  readonly dryRun?: string[];

  /**
   * Labels and annotations for the AnalysisRuns.
   * @default - none
   */
  readonly runMetadata?: AddedMetadata;

  /**
   * How long the pods stay after the end, in whole seconds.
   * @default - 30 seconds, the controller's default
   */
  readonly scaleDownDelay?: Duration;
}
