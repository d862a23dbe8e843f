/** For `node --import`: makes `import 'electron'` mean the stand-in beside this file. */
import { register } from 'node:module';

register('./resolve.js', import.meta.url);
