import { classroomWith } from '../helpers/classroom-with.ts';
import { describeLabClientContract } from './lab-client.contract.ts';

describeLabClientContract('in process', async () => {
  const client = await classroomWith();
  return { client, close: () => client.close() };
});
