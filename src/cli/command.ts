// What the command and the plugin of cdk8s load: compiled into one file, as they need the same of the rest.
export { run } from './run';
export { validateManifests } from './validate-manifests';
