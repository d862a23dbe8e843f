export { type RunningServer, startServer } from './http-server.ts';
export { nodePorts } from './node-ports.ts';
