/** What the threshold of a trigger is compared with. */
export enum ScaleMetricType {
  /** The measured value, shared out among the pods. */
  AVERAGE_VALUE = 'AverageValue',

  /** The measured value as it is. */
  VALUE = 'Value',

  /** The measured use in per cent of what the containers request; `cpu` and `memory` only. */
  UTILIZATION = 'Utilization',
}

/** The kind of object that holds the credentials of a trigger. */
export enum ScaleAuthenticationKind {
  /** An object of the ScaledObject's namespace. */
  TRIGGER_AUTHENTICATION = 'TriggerAuthentication',

  /** An object of the whole cluster. */
  CLUSTER_TRIGGER_AUTHENTICATION = 'ClusterTriggerAuthentication',
}

/** Where the credentials of a trigger come from. */
export interface ScaleAuthentication {
  /** The name of the object. */
  readonly name: string;

  /**
   * The kind of the object.
   * @default ScaleAuthenticationKind.TRIGGER_AUTHENTICATION
   */
  readonly kind?: ScaleAuthenticationKind;
}

/** Options of `ScaleTrigger.of`. */
export interface ScaleTriggerOptions {
  /**
   * The name of the trigger, unique in its ScaledObject.
   * @default - none
   */
  readonly name?: string;

  /**
   * What the threshold is compared with. `cpu` and `memory` need it.
   * @default - AverageValue, KEDA's default
   */
  readonly metricType?: ScaleMetricType;

  /**
   * Where the credentials come from.
   * @default - none are needed
   */
  readonly authenticationRef?: ScaleAuthentication;
}
