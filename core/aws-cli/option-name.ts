/**
 * The command line's spelling of an API name: `PendingWindowInDays` → `pending-window-in-days`.
 * Source: the AWS CLI names commands and options after API names in this way (AWS CLI Command Reference); a plural
 * of capitals stays one word (`KeyARNs` → `key-arns`).
 */
export function toOptionName(apiName: string): string {
  return apiName
    .replace(/[A-Z]{2,}s$/, (plural) => `-${plural.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
