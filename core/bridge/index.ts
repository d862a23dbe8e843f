/** What both sides of a process boundary know of the lab's messages. A window may run this, and nothing else of core. */
export { parseLabEvent, parseLabReply } from './messages.ts';
export { LabRequestError, WebClient, type WebState } from './web-client.ts';
