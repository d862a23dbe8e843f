import { describe, expect, it } from 'vitest';
import { foreignIdentity, userIdentity } from '../../../core/audit/user-identity.ts';
import { A, federatedUser, root } from '../access/fixtures.ts';

const START = Date.parse('2026-05-04T10:15:00Z');
const SESSION = { creationDate: '2026-05-04T10:15:00Z', mfaAuthenticated: 'false' };

describe('a federated user in CloudTrail', () => {
  it('is told with the user who federated it', () => {
    expect(userIdentity({ principal: federatedUser('bob') }, START)).toEqual({
      type: 'FederatedUser',
      principalId: `${A}:bob`,
      arn: `arn:aws:sts::${A}:federated-user/bob`,
      accountId: A,
      sessionContext: {
        sessionIssuer: {
          type: 'IAMUser',
          principalId: 'AIDAann',
          arn: `arn:aws:iam::${A}:user/ann`,
          accountId: A,
          userName: 'ann',
        },
        attributes: SESSION,
      },
    });
  });

  it('of a root user has an issuer without a name', () => {
    expect(userIdentity({ principal: federatedUser('bob', root()) }, START).sessionContext).toEqual({
      sessionIssuer: { type: 'Root', principalId: A, arn: `arn:aws:iam::${A}:root`, accountId: A },
      attributes: SESSION,
    });
  });

  it('shows in the log of another account by its account and unique id', () => {
    expect(foreignIdentity(federatedUser('bob'))).toEqual({
      type: 'AWSAccount',
      principalId: `${A}:bob`,
      accountId: A,
    });
  });
});
