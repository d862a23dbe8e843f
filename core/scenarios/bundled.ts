import { readScenario } from './read-scenario.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Scenario } from './schema.ts';

/** The scenarios that come with kmslab, in the order in which they are listed. The bundler puts each in a file of its own. */
const FILES = {
  'snapshot-copy': () => import('./snapshot-copy.yaml?raw'),
  'snapshot-two-regions': () => import('./snapshot-two-regions.yaml?raw'),
  'ebs-default-encryption': () => import('./ebs-default-encryption.yaml?raw'),
  'key-lifecycle': () => import('./key-lifecycle.yaml?raw'),
  'external-key-store': () => import('./external-key-store.yaml?raw'),
  'secrets-in-variables': () => import('./secrets-in-variables.yaml?raw'),
  rotation: () => import('./rotation.yaml?raw'),
  'rds-snapshot-copy': () => import('./rds-snapshot-copy.yaml?raw'),
  'multi-region': () => import('./multi-region.yaml?raw'),
  'imported-key': () => import('./imported-key.yaml?raw'),
  'suspicious-decrypt': () => import('./suspicious-decrypt.yaml?raw'),
  throttling: () => import('./throttling.yaml?raw'),
  'year-costs': () => import('./year-costs.yaml?raw'),
  'default-encryption': () => import('./default-encryption.yaml?raw'),
  's3-bucket-keys': () => import('./s3-bucket-keys.yaml?raw'),
  'outside-encryption': () => import('./outside-encryption.yaml?raw'),
} as const;

/** Names of the bundled scenarios. */
export const BUNDLED_SCENARIOS: readonly string[] = Object.keys(FILES);

/** A bundled scenario. @throws {ScenarioError} when there is none of that name */
export async function bundledScenario(name: string): Promise<Scenario> {
  if (!Object.hasOwn(FILES, name)) {
    throw new ScenarioError(`no scenario '${name}'; bundled are: ${BUNDLED_SCENARIOS.join(', ')}`);
  }
  const { default: text } = await FILES[name as keyof typeof FILES]();
  return readScenario(text, `${name}.yaml`);
}
