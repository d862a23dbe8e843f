import { type Play, testServiceTable } from '../../../helpers/service-table.ts';
import { ADMIN, ARN, KEY, type LambdaLab, lambdaLab, OTHER_KEY } from './lambda-lab.ts';

const WORDS = { "the function's ARN": ARN };

/** Plays a row: what comes before it, then itself. */
function row(before: (at: LambdaLab) => Promise<unknown>, play: (at: LambdaLab) => Promise<unknown>): Play {
  return async () => {
    const at = await lambdaLab();
    await before(at);
    const from = at.lab.world.trailLength;
    await play(at);
    return { records: at.records(from), lab: at.lab, caller: ADMIN.as, words: WORDS };
  };
}

const nothing = async () => undefined;
const create = (input: object) => (at: LambdaLab) => at.create(input);
const named = { FunctionName: 'billing' };

testServiceTable('Lambda and its keys', {
  'CreateFunction with variables': row(nothing, create({})),
  'CreateFunction without variables': row(nothing, create({ Environment: {} })),
  'GetFunctionConfiguration, GetFunction, ListFunctions': row(create({ KMSKeyArn: KEY }), (at) => at.seen()),
  'UpdateFunctionConfiguration with variables': row(create({ KMSKeyArn: KEY }), (at) =>
    at.update({ Environment: { Variables: { DB_USER: 'other' } } }),
  ),
  'UpdateFunctionConfiguration with another key': row(create({ KMSKeyArn: KEY }), (at) =>
    at.update({ KMSKeyArn: OTHER_KEY }),
  ),
  Invoke: row(create({ KMSKeyArn: KEY }), (at) => at.invoke()),
  DeleteFunction: row(create({ KMSKeyArn: KEY }), (at) => at.call(ADMIN, 'DeleteFunction', named)),
});
