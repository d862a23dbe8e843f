import { parseArn } from '../cloud/arn.ts';
import { ValidationException } from '../errors/common-errors.ts';
import { AccessDeniedException, InvalidArnException } from '../errors/kms-errors.ts';
import { iamTarget } from './find-key.ts';
import { grantEntry } from './grant-entry.ts';
import { Limit, Marker, PrincipalId, ServicePrincipalId } from './kms-shapes.ts';
import { defineOperation } from './operation.ts';
import { page } from './pagination.ts';
import { structure } from './shape.ts';

export const listRetirableGrants = defineOperation({
  service: 'kms',
  name: 'ListRetirableGrants',
  summary: 'Lists the grants in this Region that a principal of yours may retire, on keys of any account.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ListRetirableGrants.html',
  input: structure({}, { RetiringPrincipal: PrincipalId, RetiringServicePrincipal: ServicePrincipalId, Limit, Marker }),
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'kms:ListRetirableGrants')],
  check({ RetiringPrincipal, RetiringServicePrincipal }, { request }) {
    if ((RetiringPrincipal === undefined) === (RetiringServicePrincipal === undefined)) {
      throw new ValidationException('Please specify either RetiringPrincipal or RetiringServicePrincipal.');
    }
    if (RetiringPrincipal === undefined) return;
    const arn = parseArn(RetiringPrincipal);
    if (arn === null) throw new InvalidArnException(`Invalid arn ${RetiringPrincipal}`);
    if (arn.accountId !== request.accountId) {
      throw new AccessDeniedException(
        `User: ${request.principal.arn} is not authorized to perform: kms:ListRetirableGrants for a principal of another account`,
        'operation-not-cross-account',
      );
    }
  },
  handle(input, { world, request }) {
    const retiring = input.RetiringPrincipal ?? input.RetiringServicePrincipal;
    const wanted = [...world.grants].flatMap(([keyArn, grants]) => {
      const key = world.keys.get(keyArn);
      if (key === undefined || key.region !== request.region) return [];
      return grants.filter(({ retiringPrincipal }) => retiringPrincipal === retiring).map((grant) => ({ grant, key }));
    });
    const { items, truncation } = page(wanted, ({ grant }) => grant.grantId, input, { normally: 50, most: 100 });
    return { output: { Grants: items.map(({ grant, key }) => grantEntry(grant, key)), ...truncation } };
  },
});
