import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DecisionLadder } from '../../../renderer/components/DecisionLadder.tsx';
import { GainsList } from '../../../renderer/components/GainsList.tsx';
import { MakersNote } from '../../../renderer/components/MakersNote.tsx';
import { PolicyDiff } from '../../../renderer/components/PolicyDiff.tsx';
import { StatementQuote } from '../../../renderer/components/StatementQuote.tsx';
import { WhoTable } from '../../../renderer/components/WhoTable.tsx';
import { KEY_ID, POLICY, whyIf, whyLab } from '../../core/lab/views/why-lab.ts';

/** The text of markup, in the order in which it is read. */
function textOf(element: React.ReactElement): string {
  return renderToStaticMarkup(element)
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
    .trim();
}

async function denied() {
  const why = await whyIf(await whyLab(), { encryptionContext: { tenant: '8' } });
  const [decision] = why.decisions;
  if (decision === undefined) throw new Error('nothing was decided');
  return { why, decision };
}

describe('why, in the window', () => {
  it('marks the rung that decided, and ends with the key itself', async () => {
    const { why, decision } = await denied();
    const text = textOf(<DecisionLadder rungs={decision.rungs} keyCheck={why.keyCheck} />);
    expect(text).toMatch(/Key policy trusts the account no match ← decided here No statement of the key policy allows/);
    expect(text).toMatch(/Key state and usage not reached Not looked at: the call was refused before\.$/);
  });

  it('says in words and signs what matched in the statement, and what the request has instead', async () => {
    const { decision } = await denied();
    const [quote] = decision.quotes;
    if (quote === undefined) throw new Error('nothing is quoted');
    const text = textOf(<StatementQuote quote={quote} />);
    expect(text).toMatch(/^Nearly allows it: key policy · "Tenant seven" \(all but its Condition\)/);
    expect(text).toContain('✓ matched: "AWS": "arn:aws:iam::111122223333:role/app"');
    expect(text).toContain('✗ did not match: "kms:EncryptionContext:tenant": "7" ← the request has "8"');
  });

  it('shows the change as added and removed lines', async () => {
    const { decision } = await denied();
    const [diff] = decision.diffs;
    if (diff === undefined) throw new Error('there is no change');
    const markup = renderToStaticMarkup(<PolicyDiff diff={diff} />);
    expect(markup.match(/<del>/g)).toHaveLength(1);
    expect(markup.match(/<ins>/g)?.length).toBeGreaterThan(1);
    expect(textOf(<PolicyDiff diff={diff} />)).toContain('− removed: "kms:EncryptionContext:tenant": "7"');
  });

  it('names who can make the change, and the command', async () => {
    const { decision } = await denied();
    const [makers] = decision.makers;
    if (makers === undefined) throw new Error('nobody is named');
    expect(textOf(<MakersNote makers={makers} />)).toMatch(
      /^Who can change the key policy: main\/role\/admin; with the whole policy in policy\.json : aws kms put-key-policy --key-id/,
    );
    const nobody = { ...makers, who: [], underCondition: [], isNew: true };
    expect(textOf(<MakersNote makers={nobody} />)).toMatch(/^Who can make the key policy: nobody of this world/);
    const many = { ...makers, who: ['a', 'b', 'c', 'd', 'e'], underCondition: ['f'] };
    expect(textOf(<MakersNote makers={many} />)).toContain('a, b, c, d and 1 more, and f under a condition only;');
  });

  it('marks no rung as deciding where the key itself refused', async () => {
    const { why, decision } = await denied();
    const keyCheck = { ...why.keyCheck, result: 'refused', says: 'The key is disabled.' } as const;
    const text = textOf(<DecisionLadder rungs={decision.rungs} keyCheck={keyCheck} />);
    expect(text.match(/decided here/g)).toHaveLength(1);
    expect(text).toMatch(/Key state and usage REFUSES ← decided here The key is disabled\.$/);
  });
});

describe('who may use a key, in the window', () => {
  it('is a table with a header for every row and column', async () => {
    const { lab } = await whyLab();
    const markup = renderToStaticMarkup(<WhoTable who={await lab.ask({ type: 'who', key: KEY_ID })} />);
    expect(markup.match(/scope="col"/g)).toHaveLength(6);
    expect(markup.match(/scope="row"/g)).toHaveLength(6);
    expect(markup).toMatch(/main\/role\/app<\/th><td class="who-if">2 if<\/td>/);
    expect(markup).toMatch(/main\/role\/admin<\/th><td class="who-yes">all<\/td>/);
  });

  it('tells by words who gains and who loses, and that nobody could change the policy', async () => {
    const { lab } = await whyLab();
    const keyPolicy = JSON.stringify({ ...POLICY, Statement: POLICY.Statement.slice(1) });
    const gains = await lab.ask({ type: 'gains', key: KEY_ID, changes: { keyPolicy } });
    const text = textOf(<GainsList gains={gains} />);
    expect(text).toMatch(
      /^− loses main\/role\/admin \w+.* and 39 more allowed by key policy · "Admin" → nothing allows it/,
    );
    expect(text).toMatch(/Locked out: nobody of this world could change the key policy any more\.$/);
  });
});
