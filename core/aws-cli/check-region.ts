import { parseRegion, REGION_NAMES } from '../cloud/regions.ts';
import { closest } from './closest.ts';
import { CliUsageError, EXIT_CODES } from './usage-error.ts';

/**
 * Refuses a Region that AWS doesn't have, as the CLI does when there is no such host, and says which was meant.
 * @throws {CliUsageError} with exit code 255.
 */
export function checkRegion(service: string, region: string): void {
  if (parseRegion(region) !== null) return;
  const message = /^(?![0-9]+$)(?!-)[a-zA-Z0-9-]{1,63}(?<!-)$/.test(region)
    ? `Could not connect to the endpoint URL: "https://${service}.${region}.amazonaws.com/"`
    : `Provided region_name '${region}' doesn't match a supported format.`;
  const meant = closest(region.toLowerCase(), Object.keys(REGION_NAMES), 0.6);
  const advice = meant.length === 0 ? '' : `"${region}" is not a Region: did you mean ${meant.join(' or ')}?\n`;
  throw new CliUsageError(message, { exitCode: EXIT_CODES.other, stderr: `\n${message}\n${advice}` });
}
