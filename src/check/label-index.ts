import { addTo } from '../manifest/grouped';
import { entriesOf, type Plain, wordOf } from '../manifest/plain';
import { selects } from '../release/release-pods';

/** Things that have labels and are in a namespace, so that those which a selector takes are found without a look at all. */
export class LabelIndex<T> {
  private readonly byLabel = new Map<string, Labelled<T>[]>();

  /** Adds a thing. */
  add(thing: T, namespace: string | undefined, labels: ReadonlyMap<string, Plain>): void {
    for (const label of labels) addTo(this.byLabel, keyOf(namespace, label), { thing, labels });
  }

  /** The things of a namespace that a `matchLabels` takes; none where it names no label. */
  selectedBy(namespace: string | undefined, matchLabels: Plain): T[] {
    const [first, ...others] = entriesOf(matchLabels).map((label) => this.byLabel.get(keyOf(namespace, label)) ?? []);
    if (first === undefined) return [];
    // Many share a label such as the part of a system: the rarest one leaves the fewest to look at.
    const fewest = others.reduce((best, some) => (some.length < best.length ? some : best), first);
    return fewest.filter(({ labels }) => selects(matchLabels, labels)).map(({ thing }) => thing);
  }
}

interface Labelled<T> {
  readonly thing: T;
  readonly labels: ReadonlyMap<string, Plain>;
}

function keyOf(namespace: string | undefined, [key, value]: readonly [string, Plain]): string {
  return `${namespace ?? ''} ${key}=${wordOf(value)}`;
}
