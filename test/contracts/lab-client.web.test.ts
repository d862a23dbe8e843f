import { webLab } from '../helpers/web-lab.ts';
import { describeLabClientContract } from './lab-client.contract.ts';

describeLabClientContract('over a WebSocket', async () => {
  const web = await webLab();
  const { client } = web.page(web.door.newLink());
  return {
    client,
    async close() {
      client.close();
      await web.close();
    },
  };
});
