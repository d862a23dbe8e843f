import type { BecauseTexts } from './because-text.ts';

/** What Parameter Store's own refusals mean. */
export const SSM_TEXTS = {
  'no-such-parameter': {
    says: 'There is no parameter of that name in this account and Region. A leading slash is part of the name.',
    fix: 'List your parameters with: aws ssm describe-parameters',
  },
  'no-such-parameter-version': {
    says: 'The parameter has no version of that number, and none with that label: the oldest of a hundred goes.',
    fix: 'List the versions with: aws ssm get-parameter-history --name NAME',
  },
  'parameter-exists': {
    says: 'A parameter of that name is there already, and the request does not ask to write over it.',
    fix: 'Add --overwrite for a new version, or take another name.',
  },
  'parameter-tier': {
    says: 'An advanced parameter stays advanced: its value may be longer than a standard one can hold.',
    fix: 'Delete the parameter and make it again with --tier Standard.',
  },
} as const satisfies BecauseTexts;
