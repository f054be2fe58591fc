/** Labels and annotations that the controller gives to the objects or pods it makes. */
export interface AddedMetadata {
  /**
   * The labels.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * The annotations.
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** Labels and annotations without empty objects; undefined where nothing is left. */
export function toAddedMetadata({
  labels,
  annotations,
}: AddedMetadata = {}): { labels?: { [key: string]: string }; annotations?: { [key: string]: string } } | undefined {
  const parts = Object.entries({ labels, annotations }).filter(([, values]) => Object.keys(values ?? {}).length > 0);
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}
