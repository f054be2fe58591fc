/**
 * Whether a name looks as if it followed the content of its object: it ends in a hash of it, or in a version.
 *
 * The hashes of cdk8s look alike and are no such: they follow the place of the construct in the tree (cdk8s
 * src/names.ts).
 */
export function hasContentHash(name: string): boolean {
  if (/-c8[0-9a-f]{6}$/.test(name)) return false;
  return KUSTOMIZE.test(name) || HEXADECIMAL.test(name);
}

/** Whether a name ends in a version that people count up, such as `shop-v3`. */
export function hasVersion(name: string): boolean {
  return /-v\d+([.-]\d+)*$/.test(name);
}

// The digits of a hash in which no words can be spelt (kustomize api/hasher/hasher.go).
const KUSTOMIZE = /-[bcdfghkmt24-9]{10}$/;

// Eight or more, of which at least one is a digit and one a letter, so that it is no word and no date.
const HEXADECIMAL = /-(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}$/;
