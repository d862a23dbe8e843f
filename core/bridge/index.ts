/**
 * What both sides of a process boundary know of the lab's messages, and what every front end says alike. A window may run
 * this, and nothing else of core.
 */

export { operationWords } from '../aws-cli/operation-words.ts';
export { listOperations } from '../lab/list-operations.ts';
export { addressText, type KeyPart, LINK_SCHEME, type PlaceAddress, parseAddress } from '../places/place-address.ts';
export { PLACES, type PlaceId } from '../places/places.ts';
export { parseLabEvent, parseLabReply } from './messages.ts';
export { LabRequestError, WebClient, type WebState } from './web-client.ts';
