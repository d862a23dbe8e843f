/** What both sides of a process boundary know of the lab's messages. A window may run this, and nothing else of core. */

export { addressText, type KeyPart, LINK_SCHEME, type PlaceAddress, parseAddress } from '../places/place-address.ts';
export { PLACES, type PlaceId } from '../places/places.ts';
export { parseLabEvent, parseLabReply } from './messages.ts';
export { LabRequestError, WebClient, type WebState } from './web-client.ts';
