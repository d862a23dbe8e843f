import { AwsError } from '../../../errors/aws-error.ts';
import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { page } from '../../../operations/pagination.ts';

/** A page of a list in EC2's manner: MaxResults and NextToken. @throws {Ec2Error} for a token that EC2 didn't give. */
export function pageByToken<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { MaxResults, NextToken }: { readonly MaxResults?: number; readonly NextToken?: string },
): { readonly items: readonly T[]; readonly next: { readonly NextToken?: string } } {
  try {
    const limits = {
      ...(MaxResults === undefined ? {} : { Limit: MaxResults }),
      ...(NextToken === undefined ? {} : { Marker: NextToken }),
    };
    const { items, truncation } = page(all, idOf, limits, { normally: 1000, most: 1000 });
    return { items, next: truncation.Truncated ? { NextToken: truncation.NextMarker } : {} };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new Ec2Error('InvalidParameterValue', 'Invalid value for NextToken', 'invalid-marker');
  }
}
