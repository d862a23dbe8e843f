import { iamTarget } from '../../../operations/find-key.ts';
import { boolean, integer, string, structure } from '../../../operations/shape.ts';
import { randomPassword } from '../random-password.ts';
import { secretsManagerOperation } from './secret-operation.ts';

export const getRandomPassword = secretsManagerOperation({
  name: 'GetRandomPassword',
  summary: 'Makes a password of 32 characters, or as many as are asked for, of chosen types.',
  input: structure(
    {},
    {
      PasswordLength: integer({ min: 1, max: 4_096 }),
      ExcludeCharacters: string({ min: 0, max: 4_096 }),
      ExcludeNumbers: boolean(),
      ExcludePunctuation: boolean(),
      ExcludeUppercase: boolean(),
      ExcludeLowercase: boolean(),
      IncludeSpace: boolean(),
      RequireEachIncludedType: boolean(),
    },
  ),
  readOnly: true,
  find: (_, scope) => [iamTarget(scope, 'secretsmanager:GetRandomPassword')],
  handle: (wish, { random }) => ({ output: { RandomPassword: randomPassword(wish, random) } }),
});
