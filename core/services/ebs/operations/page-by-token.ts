import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { pagesByToken } from '../../../operations/pagination.ts';

/** A page of a list in EC2's manner. @throws {Ec2Error} InvalidParameterValue for a token that EC2 didn't give */
export const pageByToken = pagesByToken(
  1_000,
  () => new Ec2Error('InvalidParameterValue', 'Invalid value for NextToken', 'invalid-marker'),
);
