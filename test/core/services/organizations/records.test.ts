import { describe, expect, it } from 'vitest';
import { ADMIN, labWith, OTHER } from '../../../helpers/lab-with.ts';

describe('CloudTrail of Organizations', () => {
  it('logs calls in us-east-1, in its own spelling, and hides names and addresses of people', async () => {
    const { lab } = await labWith({ organization: { management: 'main' } });
    const record = async (operation: string, input: object) => {
      const { records } = await lab.call({ service: 'organizations', operation, input, ...ADMIN, region: 'eu-west-1' });
      return records[0];
    };
    expect(await record('CreateAccount', { Email: 'ann@example.com', AccountName: 'ann' })).toMatchObject({
      eventSource: 'organizations.amazonaws.com',
      eventName: 'CreateAccount',
      awsRegion: 'us-east-1',
      readOnly: false,
      requestParameters: { email: '****', accountName: '****' },
      responseElements: {
        createAccountStatus: {
          accountName: '****',
          state: 'IN_PROGRESS',
          requestedTimestamp: 'Jan 1, 2026, 12:00:00 PM',
        },
      },
      resources: [],
    });
    expect(
      await record('InviteAccountToOrganization', { Target: { Id: OTHER, Type: 'ACCOUNT' }, Notes: 'for ann' }),
    ).toMatchObject({
      requestParameters: { target: { id: OTHER, type: 'ACCOUNT' }, notes: '****' },
      responseElements: { handshake: { state: 'OPEN', parties: [{ type: 'ORGANIZATION' }, { id: OTHER }] } },
    });
    expect(await record('ListRoots', {})).toMatchObject({ requestParameters: null, responseElements: null });
    expect(await record('AttachPolicy', { PolicyId: 'p-nothing00', TargetId: OTHER })).toMatchObject({
      errorCode: 'PolicyNotFoundException',
      requestParameters: { policyId: 'p-nothing00', targetId: OTHER },
    });
  });
});
