import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { rootOutput } from '../outputs.ts';
import { MaxResults, NextToken } from '../shapes.ts';

/** There is one root, so there is one page. */
export const listRoots = managementOperation({
  name: 'ListRoots',
  summary: 'Shows the root of the organization, and the policy types that are enabled in it.',
  input: structure({}, { NextToken, MaxResults }),
  readOnly: true,
  handle: (_, { organization }) => ({
    output: { Roots: [rootOutput(organization)] },
  }),
});
