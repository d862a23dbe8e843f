/** Members that AWS CLI 2.9.19 does not know yet, and so leaves out of what it prints. */
const NEWER_MEMBERS = new Set([
  'ChecksumCRC32', // newer ones send a checksum of every upload, and are told of it
  'ChecksumType',
  'CurrentKeyMaterialId',
  'KeyMaterialId',
  'NextRotationDate',
  'RotationPeriodInDays',
]);

/**
 * What a script of steps printed, by step, with everything masked that differs from one run to the next: ids, dates,
 * ciphertexts, signatures, random bytes.
 */
export function maskedSteps(printed: string): ReadonlyMap<string, string> {
  const steps = new Map<string, string>();
  for (const part of printed.split(/^== /m).slice(1)) {
    const end = part.indexOf('\n');
    const name = part.slice(0, end);
    const match = /^([\s\S]*?)\n?exit (\d+)\n/.exec(part.slice(end + 1));
    if (match === null) throw new Error(`the step '${name}' has no exit code:\n${part}`);
    steps.set(name, `${mask(known(name, (match[1] ?? '').trim()))}\nexit ${match[2]}`.trim());
  }
  return steps;
}

/** Members that it does not know in the answers of single steps. */
const NEWER_IN: Readonly<Record<string, readonly string[]>> = {
  'get-key-rotation-status': ['KeyId'],
  'import-key-material': ['KeyId'],
};

/** JSON without the members that an older CLI leaves out; it prints nothing where nothing is left. */
function known(step: string, text: string): string {
  if (!text.startsWith('{')) return text;
  const isNewer = (name: string) => NEWER_MEMBERS.has(name) || NEWER_IN[step]?.includes(name) === true;
  const printed = JSON.stringify(
    JSON.parse(text, (name, value: unknown) => (isNewer(name) ? undefined : value)),
    null,
    4,
  );
  return printed === '{}' ? '' : printed;
}

function mask(text: string): string {
  return (
    text
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => (id.startsWith('00000000-') ? id : 'KEY-ID'))
      .replaceAll(/mrk-[0-9a-f]{32}/g, 'MRK-ID')
      .replaceAll(/\b(vol|snap|i|vpce)-[0-9a-f]{17}\b/g, '$1-ID')
      .replaceAll(/\b(AIDA|AROA|AGPA|ANPA|AKIA)[A-Z2-7]{16,17}\b/g, '$1-ID')
      .replaceAll(/"GrantId": "[0-9a-f]{64}"/g, '"GrantId": "GRANT-ID"')
      .replaceAll(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /gm, 'DATE ')
      .replaceAll(/Date": ("[^"]*"|[\d.]+)/g, 'Date": "DATE"')
      .replaceAll(/"(CiphertextBlob|Signature|GrantToken|Mac)": "[^"]*"/g, '"$1": "BYTES"')
      .replaceAll(/("CiphertextBlob": "BYTES",\s+"Plaintext"): "[^"]*"/g, '$1: "BYTES"')
      // Version 1 tells of version 2 above its usage.
      .replaceAll(/usage:\s+Note: AWS CLI version 2[\s\S]*?(?=usage: aws)/g, '')
      .replaceAll(/\n{2,}/g, '\n')
      // The list of an older CLI is shorter, and set in columns.
      .replaceAll(/valid choices are:[\s\S]*/g, 'valid choices are: …')
  );
}
