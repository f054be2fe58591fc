import type { FormatDefinition } from 'ajv';

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/** The formats of Kubernetes that say something testable; the API server ignores the ones it does not know, and so do we. */
export const VALUE_FORMATS: Readonly<Record<string, FormatDefinition<number> | FormatDefinition<string>>> = {
  int32: { type: 'number', validate: (value) => value >= -(2 ** 31) && value < 2 ** 31 },
  int64: { type: 'number', validate: (value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER },
  float: { type: 'number', validate: Number.isFinite },
  double: { type: 'number', validate: Number.isFinite },
  byte: { type: 'string', validate: /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/ },
  date: { type: 'string', validate: (value) => !Number.isNaN(Date.parse(value)) && /^\d{4}-\d\d-\d\d$/.test(value) },
  'date-time': { type: 'string', validate: (value) => DATE_TIME.test(value) && !Number.isNaN(Date.parse(value)) },
};
