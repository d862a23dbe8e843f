/** Words that people know an operation by, such as `kms create-key`; empty where they know it by none but its name. */
export function operationWords(operation: string): string {
  const [service, name = ''] = operation.split(' ');
  return `${SYNONYMS[name] ?? ''} ${service === 'kms' ? 'CMK' : ''}`.trim();
}

const SYNONYMS: Readonly<Record<string, string>> = {
  'create-key': 'new',
  'import-key-material': 'BYOK bring your own key',
  'get-parameters-for-import': 'BYOK bring your own key',
  'generate-data-key': 'envelope DEK data key',
  'generate-data-key-without-plaintext': 'envelope DEK data key',
  'put-key-policy': 'permission share cross-account',
  'create-grant': 'permission delegate',
  'replicate-key': 'multi-Region MRK',
  'schedule-key-deletion': 'delete destroy remove',
  'enable-key-rotation': 'rotate yearly automatic',
  'rotate-key-on-demand': 'rotate now',
  'update-alias': 'manual rotation swap',
  'copy-snapshot': 'Region account share',
  'modify-snapshot-attribute': 'share account',
  'assume-role': 'session become',
};
