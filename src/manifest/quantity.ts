import type { Plain } from './plain';

/** The amount that a quantity of Kubernetes is, such as `250m`, `2` or `512Mi`; undefined for anything else. */
export function quantityOf(value: Plain): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  // Space around it is cut off by whoever reads it (apimachinery pkg/api/resource/quantity.go UnmarshalJSON).
  const [, amount, unit = ''] = value.trim().match(/^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+$)?)([a-zA-Z]*)$/) ?? [];
  const factor = FACTORS[unit];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}

const FACTORS: Readonly<Record<string, number | undefined>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
