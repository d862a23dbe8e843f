import { createLab, DEFAULT_WORLD } from '../../core/index.ts';
import { nodePorts } from '../../core/node/index.ts';
import { describeLabClientContract } from './lab-client.contract.ts';

describeLabClientContract('in the same process', async () => ({
  client: await createLab(nodePorts(), DEFAULT_WORLD),
  close: async () => {},
}));
