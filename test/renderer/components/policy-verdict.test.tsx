import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { GainsView, PolicyRemark } from '../../../core/index.ts';
import { PolicyVerdict } from '../../../renderer/views/PolicyVerdict.tsx';

const GAINS = {
  diffs: [],
  notes: [],
  gained: [],
  lost: [],
  mayChangePolicy: { before: ['main/role/admin', 'main/root'], after: ['main/root'] },
} as unknown as GainsView; // its key is not read
const drawn = (caller: string, remarks: readonly PolicyRemark[] = []) =>
  renderToStaticMarkup(
    <PolicyVerdict
      check={{ text: '{\n"a": 1 }', lint: { remarks, isLockOut: false, statements: [] }, gains: GAINS }}
      isChanged
      caller={caller}
    />,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('what would come of a key policy', () => {
  it('is told to whoever may put it', () => {
    expect(drawn('main/role/admin')).toContain('KMS would take this policy.');
  });

  it('names those who may, to somebody who may not', () => {
    const text = drawn('partner/role/admin');
    expect(text).toContain(
      'You act as partner/role/admin, who may not change this policy. main/role/admin and main/root may.',
    );
    expect(text).not.toContain('KMS would take');
  });

  it('has AWS’s name of an error, and the line that it is about', () => {
    const remark = {
      from: 3,
      to: 4,
      severity: 'error',
      error: 'MalformedPolicyDocumentException',
      says: 'no',
    } as const;
    expect(drawn('main/role/admin', [remark])).toContain('line 2 MalformedPolicyDocumentException no');
  });
});
