import { describe, expect, it } from 'vitest';
import type { LabQuery } from '../../../core/index.ts';
import { askGains } from '../../../tui/lab/ask-gains.ts';
import { gainsLines } from '../../../tui/overlays/gains-lines.ts';
import { whoLines } from '../../../tui/overlays/who-lines.ts';
import { type WhyToDraw, whyLines } from '../../../tui/overlays/why-lines.ts';
import { toAnsi } from '../../../tui/text/ansi.ts';
import { glyphsFor } from '../../../tui/text/glyphs.ts';
import { lineWidth, textOf } from '../../../tui/text/line.ts';
import { APP, KEY_ID, POLICY, whyLab } from '../../core/lab/views/why-lab.ts';

type Call = Extract<LabQuery, { type: 'whyIf' }>;
const REFUSED: Call = {
  type: 'whyIf',
  as: 'main/role/app',
  action: 'kms:Decrypt',
  key: 'alias/orders',
  encryptionContext: { tenant: '8' },
};

async function drawn(call: Call = REFUSED, over: Partial<WhyToDraw> = {}, width = 96, isAscii = false) {
  const { lab } = await whyLab();
  const [why, view] = [await lab.ask(call), await lab.ask({ type: 'view' })];
  return whyLines({ why, gains: await askGains(lab, why), view, ...over }, width, glyphsFor(isAscii));
}

const texts = async (...args: Parameters<typeof drawn>) => (await drawn(...args)).map((line) => textOf(line).trimEnd());

describe('why, as lines', () => {
  it('begins with the verdict, AWS’s words, what they mean, and what to try', async () => {
    const lines = await texts(REFUSED, { isToTheLetter: true });
    expect(lines[0]).toMatch(/^✗ WOULD BE DENIED {2}main\/role\/app {2}kms:Decrypt {2}alias\/orders → key\//);
    expect(lines[1]).toMatch(
      /^AccessDeniedException: User: .* because no resource-based policy allows the kms:Decrypt action$/,
    );
    expect(lines[3]).toMatch(/^Denied: role\/app may not call kms:Decrypt on key\//);
    expect(lines.find((line) => line.startsWith('Try: '))).toContain(
      'Try: Make the call with tenant=7 in the encryption context',
    );
  });

  it('marks the rung that decided, what failed in the statement, and what is to change, with signs', async () => {
    const lines = await texts();
    expect(lines.filter((line) => line.startsWith('›'))).toEqual([
      expect.stringMatching(/^› *\d+ Key policy trusts the account +NO +← decided here$/),
    ]);
    expect(lines).toContain('nearly allows it: key policy · "Tenant seven" (all but its Condition)');
    expect(lines).toContain('✗         "kms:EncryptionContext:tenant": "7"  ← the request has "8"');
    expect(lines).toContain('✓       "AWS": "arn:aws:iam::111122223333:role/app"');
    const diff = lines.slice(lines.indexOf('--- key policy'));
    expect(diff.slice(0, 3)).toEqual(['--- key policy', '+++ key policy, changed', expect.stringMatching(/^@@ /)]);
    expect(diff).toContain('-          "kms:EncryptionContext:tenant": "7"');
    expect(diff).toContain('+            "8"');
    expect(diff.slice(diff.indexOf('with it')).join(' ').replaceAll(/ +/g, ' ')).toBe(
      'with it + GAINS main/role/app: Decrypt, Encrypt allowed under the condition of key policy · "Tenant seven" → allowed by key policy · "Tenant seven"',
    );
  });

  it('of a request that was made tells when, how long ago, and which it was', async () => {
    const test = await whyLab();
    const refused = { service: 'kms', operation: 'Sign', input: { KeyId: 'alias/none' }, ...APP };
    const { requestId } = await test.lab.call(refused);
    const why = await test.lab.ask({ type: 'why' });
    if (why === null) throw new Error('nothing was refused');
    expect(why).toMatchObject({ requestId, at: test.lab.now });
    const told = (now: number) =>
      whyLines({ why, gains: [], view: { principals: [], accounts: [], now } }, 96, glyphsFor(false)).map(textOf)[1];
    const when = `${new Date(test.lab.now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
    expect(told(test.lab.now)).toBe(`  ${when}, just now; request ${requestId}`);
    expect(told(test.lab.now + 3 * 86_400_000)).toBe(`  ${when}, 3 days ago; request ${requestId}`);
  });

  it('across accounts says that both are needed, not that both say yes', async () => {
    const lines = await texts({ ...REFUSED, as: 'partner/role/admin' });
    expect(lines).toContainEqual(expect.stringMatching(/^ *\d+ Across accounts, both sides +both needed$/));
  });

  it('of what is allowed quotes the statement that decided, and proposes nothing', async () => {
    const lines = await texts({ ...REFUSED, encryptionContext: { tenant: '7' } });
    expect(lines[0]).toMatch(/^✓ WOULD BE ALLOWED/);
    expect(lines).toContain('decided by key policy · "Tenant seven"');
    expect(lines.some((line) => line.startsWith('Try:') || line.startsWith('---'))).toBe(false);
  });

  it('of what the key itself refuses marks the last rung', async () => {
    const lines = await texts({ ...REFUSED, as: 'main/role/admin', action: 'kms:Sign' });
    expect(lines[0]).toMatch(/^✗ WOULD BE REFUSED/);
    expect(lines.find((line) => line.startsWith('›') && line.includes('Key state and usage'))).toContain('REFUSES');
  });

  it.each([40, 60, 80, 200])('fits %d columns, with nothing lost of a quoted policy', async (width) => {
    const lines = await drawn(REFUSED, {}, width);
    for (const line of lines) expect([lineWidth(line) <= width, textOf(line)]).toEqual([true, textOf(line)]);
    const all = lines.map((line) => textOf(line).trim()).join('');
    expect(all).toContain('arn:aws:iam::111122223333:role/app');
  });

  it('needs neither colours nor more than ASCII', async () => {
    const glyphs = glyphsFor(true);
    const text = glyphs.spell(toAnsi(await drawn(REFUSED, {}, 80, true), false).replaceAll('\n', '\u0020'));
    expect(text).toMatch(/^[\x20-\x7e]*$/);
    expect(text).toContain('x         "kms:EncryptionContext:tenant": "7"  <- the request has "8"');
  });
});

describe('who may, as lines', () => {
  it('has a row a principal, a column a kind of actions, and what lets them below', async () => {
    const { lab } = await whyLab();
    const lines = whoLines(await lab.ask({ type: 'who', key: KEY_ID }), 96, glyphsFor(false)).map(textOf);
    expect(lines.find((line) => line.startsWith('main/role/admin'))).toMatch(/all \d+ +all 3 +all \d+ +all \d+/);
    expect(lines.find((line) => line.startsWith('main/role/app'))).toMatch(/2 if +- +- +-/);
    expect(lines).toContain('    all of them: by key policy · "Admin"');
    expect(lines.at(-1)).toBe('The key policy may be changed by main/role/admin.');
  });

  it.each([40, 60, 80])('fits %d columns, as a list where a table has no room', async (width) => {
    const { lab } = await whyLab();
    const lines = whoLines(await lab.ask({ type: 'who', key: KEY_ID }), width, glyphsFor(false));
    for (const line of lines) expect([lineWidth(line) <= width, textOf(line)]).toEqual([true, textOf(line)]);
    expect(lines.map(textOf).join(' ').includes('use all 15, grants all 3')).toBe(width < 80);
  });

  it('has a column an action, where few are asked about', async () => {
    const { lab } = await whyLab();
    const who = await lab.ask({ type: 'who', key: KEY_ID, actions: ['kms:Decrypt', 'kms:Sign'] });
    const lines = whoLines(who, 96, glyphsFor(false)).map(textOf);
    expect(lines.find((line) => line.startsWith('main/role/admin'))).toMatch(/✓ yes +✓ yes/);
    expect(lines.find((line) => line.startsWith('main/user/eve'))).toMatch(/~ if +✗ no/);
  });
});

describe('who gains and who loses, as lines', () => {
  it('says that nobody does, and that everybody would be locked out', async () => {
    const { lab } = await whyLab();
    const lines = async (Statement: unknown) => {
      const keyPolicy = JSON.stringify({ ...POLICY, Statement });
      const gains = await lab.ask({ type: 'gains', key: KEY_ID, changes: { keyPolicy } });
      return gainsLines(gains, 200, glyphsFor(false)).map(textOf);
    };
    expect(await lines(POLICY.Statement)).toEqual(['Nobody gains or loses anything on this key.']);
    const [, app, eve] = POLICY.Statement;
    expect((await lines([app, eve])).at(-1)).toBe(
      'LOCKED OUT: nobody of this world could change the key policy any more; now main/role/admin may.',
    );
  });
});
